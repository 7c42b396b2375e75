import { isStricter, type OpenClass } from '../datasets/open-class.ts';
import { classFollows } from './grade.ts';
import type { LiftingConsent } from './grade-standing.schema.ts';
import { classOf, refine } from './guideline.ts';
import type { Grade, GradingGuideline, LevelRefinement } from './guideline.schema.ts';

/** As much of a listed dataset as its class rests on. */
export interface GradedDataset {
  id: string;
  bodyId: string;
  openClass: OpenClass;
  grade: Grade;
  explanation: string;
  consents: readonly LiftingConsent[];
}

export const EFFECT_KINDS = ['stricter', 'more-open', 'unanswered'] as const;
export type EffectKind = (typeof EFFECT_KINDS)[number];

export interface ClassChange {
  id: string;
  bodyId: string;
  openClass: OpenClass;
  /** What its levels give under the guideline in force, and under the next. */
  before: OpenClass | null;
  after: OpenClass | null;
  kind: EffectKind;
  /** Its class no longer follows: its body has to act. */
  mustAct: boolean;
}

type Refinements = ReadonlyMap<string, readonly LevelRefinement[]>;

/** The datasets whose levels give another class under `next` than under `now`, in the order given. */
export function effectOf(
  now: { guideline: GradingGuideline; refinements: Refinements },
  next: { guideline: GradingGuideline; refinements: Refinements },
  datasets: Iterable<GradedDataset>,
): ClassChange[] {
  const classUnder = classifier(now);
  const classNext = classifier(next);
  const changes: ClassChange[] = [];
  for (const dataset of datasets) {
    const { id, bodyId, openClass, grade } = dataset;
    const before = classUnder.classOf(bodyId, grade.levels);
    const after = classNext.classOf(bodyId, grade.levels);
    if (before === after) continue;
    const mustAct = !classFollows(classNext.guidelineOf(bodyId), dataset, dataset.consents);
    changes.push({ id, bodyId, openClass, before, after, kind: kindOf(before, after), mustAct });
  }
  return changes;
}

const kindOf = (before: OpenClass | null, after: OpenClass | null): EffectKind => {
  if (after === null) return 'unanswered';
  return before === null || isStricter(after, before) ? 'stricter' : 'more-open';
};

/** Few combinations of levels are ever chosen, so that each is judged once per body. */
function classifier({ guideline, refinements }: { guideline: GradingGuideline; refinements: Refinements }) {
  const guidelines = new Map<string, GradingGuideline>();
  const classes = new Map<string, OpenClass | null>();
  const guidelineOf = (bodyId: string): GradingGuideline => {
    const known = guidelines.get(bodyId);
    if (known) return known;
    const made = refine(guideline, refinements.get(bodyId) ?? []);
    guidelines.set(bodyId, made);
    return made;
  };
  const classOfLevels = (bodyId: string, levels: Readonly<Record<string, string>>): OpenClass | null => {
    const key = `${bodyId} ${guideline.dimensions.map(({ code }) => levels[code] ?? '').join(' ')}`;
    const known = classes.get(key);
    if (known !== undefined) return known;
    const made = classOf(guidelineOf(bodyId), levels);
    classes.set(key, made);
    return made;
  };
  return { guidelineOf, classOf: classOfLevels };
}
