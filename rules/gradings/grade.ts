import { isStricter, type OpenClass } from '../datasets/open-class.ts';
import type { Finding } from '../findings/finding.schema.ts';
import { classOf, levelOf, placeOf, strictestField } from './guideline.ts';
import type { GradeStanding, LiftingConsent } from './grade-standing.schema.ts';
import type { Grade, GradingGuideline, GuidelineDimension } from './guideline.schema.ts';

type Levels = Readonly<Record<string, string>>;

/** Of a dataset that was never graded. */
export const NOTHING_BEFORE: GradeStanding = {
  before: null,
  processedSince: false,
  consents: [],
  stateSecret: false,
};

/** The levels that are left when the fields that a consent covers are not counted. */
function uncovered({ dimensions }: GradingGuideline, grade: Grade, fields: readonly string[]): Levels {
  const all = grade.fields ?? {};
  const rest = Object.fromEntries(
    Object.entries(all).filter(([name]) => fields.length > 0 && !fields.includes(name)),
  );
  const levelWithout = (dimension: GuidelineDimension): string => {
    const chosen = grade.levels[dimension.code] ?? '';
    if (!dimension.ofFields) return chosen;
    const byAll = strictestField(dimension, all)?.level;
    // What was said of the whole dataset, beyond its fields, only a consent for the whole dataset covers.
    if (fields.length > 0 && placeOf(dimension, chosen) > placeOf(dimension, byAll)) return chosen;
    return strictestField(dimension, rest)?.level ?? dimension.levels[0]?.code ?? '';
  };
  return Object.fromEntries(dimensions.map((each) => [each.code, levelWithout(each)]));
}

/** The recorded consent that allows `wanted` for data that its grade closes; undefined when none does (`xz-14-1`). */
export function liftedBy(
  guideline: GradingGuideline,
  grade: Grade,
  consents: readonly LiftingConsent[],
  wanted: OpenClass,
): LiftingConsent | undefined {
  if (wanted === 'closed') return undefined;
  return consents.find((consent) => {
    if (isStricter(consent.opens, wanted)) return false;
    const rest = classOf(guideline, uncovered(guideline, grade, consent.fields));
    return rest !== null && !isStricter(rest, wanted);
  });
}

const finding = (
  code: string,
  pointer: string,
  provision: Finding['provision'],
  args: Finding['args'] = {},
): Finding => ({ code, pointer, args, provision, blocks: true });

interface Graded {
  grade: Grade;
  openClass: OpenClass;
  explanation: string;
  fields: readonly { name: string; label: string }[];
}

/** True when the class is what the grade gives, or stricter with an explanation, or allowed by a consent. */
export function classFollows(
  guideline: GradingGuideline,
  { grade, openClass, explanation }: Omit<Graded, 'fields'>,
  consents: readonly LiftingConsent[],
): boolean {
  const graded = classOf(guideline, grade.levels);
  if (graded === null) return false;
  if (graded === openClass) return true;
  if (isStricter(openClass, graded)) return explanation.trim() !== '';
  return graded === 'closed' && liftedBy(guideline, grade, consents, openClass) !== undefined;
}

/** What the guideline, the fields and what was decided before still ask of a grade (`xz-13`, `xz-14`). */
export function checkGrade(guideline: GradingGuideline, entry: Graded, standing: GradeStanding): Finding[] {
  if (standing.stateSecret) return [finding('state-secret', '/grade', 'grading2019')];
  return [
    ...checkLevels(guideline, entry),
    ...checkAgainstClass(guideline, entry, standing),
    ...checkLift(guideline, entry, standing),
    ...(entry.grade.evidence.trim() === '' ? [finding('evidence-missing', '/grade/evidence', 'xz-13')] : []),
  ];
}

function checkLevels({ dimensions }: GradingGuideline, { grade, fields }: Graded): Finding[] {
  const found: Finding[] = [];
  const ofFields = dimensions.filter((each) => each.ofFields);
  const levels = grade.fields ?? {};
  const ungraded = fields.filter(({ name }) =>
    ofFields.some((dimension) => !levelOf(dimension, levels[name]?.[dimension.code])),
  );
  // Of a dataset that nobody has begun to grade it is enough to say so.
  const [first] = Object.keys(grade.levels).length === 0 ? [] : ungraded;
  if (first)
    found.push(
      finding('fields-ungraded', '/grade/fields', 'xz-13', {
        count: ungraded.length,
        field: first.label || first.name,
      }),
    );
  const named = new Set(fields.map(({ name }) => name));
  const present = Object.fromEntries(Object.entries(levels).filter(([name]) => named.has(name)));
  for (const dimension of ofFields) {
    const chosen = grade.levels[dimension.code];
    const strictest = strictestField(dimension, present);
    if (!strictest || !levelOf(dimension, chosen)) continue;
    if (placeOf(dimension, strictest.level) <= placeOf(dimension, chosen)) continue;
    const label = fields.find(({ name }) => name === strictest.field)?.label ?? '';
    const args = { field: label || strictest.field, level: strictest.level, chosen: chosen ?? '' };
    found.push(finding('level-below-field', '/grade/levels', 'xz-14', args));
  }
  return found;
}

function checkAgainstClass(
  guideline: GradingGuideline,
  { grade, openClass, explanation }: Graded,
  { consents }: GradeStanding,
): Finding[] {
  const graded = classOf(guideline, grade.levels);
  if (graded === null) return [finding('grade-missing', '/grade/levels', 'xz-13')];
  if (isStricter(openClass, graded)) {
    return explanation.trim() === ''
      ? [finding('stricter-than-grade', '/explanation', 'xz-14', { graded })]
      : [];
  }
  if (graded === openClass || (graded === 'closed' && liftedBy(guideline, grade, consents, openClass)))
    return [];
  return [finding('class-too-open', '/openClass', 'xz-14', { graded })];
}

/** A closed grade becomes another one only when other data has come, or those concerned agree (`xz-14-1`). */
function checkLift(
  guideline: GradingGuideline,
  { grade, openClass }: Graded,
  { before, processedSince, consents }: GradeStanding,
): Finding[] {
  const wasClosed = before !== null && classOf(guideline, before) === 'closed';
  const graded = classOf(guideline, grade.levels);
  if (!wasClosed || graded === null || graded === 'closed' || openClass === 'closed') return [];
  const consented = consents.some(
    ({ fields, opens }) => fields.length === 0 && !isStricter(opens, openClass),
  );
  return processedSince || consented ? [] : [finding('closed-not-lifted', '/grade/levels', 'xz-14-1')];
}
