import { effectOf, type ClassChange, type GradedDataset } from '../../../rules/gradings/effect.ts';
import { classFollows } from '../../../rules/gradings/grade.ts';
import type { GradingGuideline, LevelRefinement } from '../../../rules/gradings/guideline.schema.ts';
import { refine } from '../../../rules/gradings/guideline.ts';
import type { EffectItem, GuidelineEffect } from '../../../rules/gradings/guidelines.operations.ts';
import type { Reader, Trx } from '../../store/database.ts';
import {
  bodyNames,
  closeRegradings,
  datasetsToRegrade,
  listedGrades,
  namesOfDatasets,
  openRegradings,
} from './effect.queries.ts';
import type { Guideline } from './guideline.queries.ts';
import { allRefinements } from './refinement.queries.ts';

interface Judged {
  datasets: GradedDataset[];
  changes: ClassChange[];
  refinements: Map<string, LevelRefinement[]>;
}

/** Judges the whole open list under two versions of the guideline, each as every body refines it. */
export async function judge(db: Reader, now: Guideline, next: Guideline): Promise<Judged> {
  const refinements = await allRefinements(db);
  const datasets = await listedGrades(db);
  const changes = effectOf(
    { guideline: now.guideline, refinements },
    { guideline: next.guideline, refinements },
    datasets,
  );
  return { datasets, changes, refinements };
}

/** Counts of a judgement, whole and by body. */
export async function countEffect(db: Reader, { datasets, changes }: Judged): Promise<GuidelineEffect> {
  const names = await bodyNames(db);
  const kinds = { stricter: 0, 'more-open': 0, unanswered: 0 };
  const bodies = new Map<string, GuidelineEffect['bodies'][number]>();
  for (const { bodyId, kind } of changes) {
    kinds[kind] += 1;
    const { code = '', name = '' } = names.get(bodyId) ?? {};
    const body = bodies.get(bodyId) ?? { code, name, stricter: 0, moreOpen: 0, unanswered: 0 };
    bodies.set(bodyId, body);
    body[kind === 'more-open' ? 'moreOpen' : kind] += 1;
  }
  return {
    judged: datasets.length,
    changed: changes.length,
    mustAct: changes.filter(({ mustAct }) => mustAct).length,
    kinds,
    bodies: [...bodies.values()].sort((a, b) => a.code.localeCompare(b.code)),
  };
}

/** The first `limit` changes by name. */
export async function itemsOfEffect(db: Reader, { changes }: Judged, limit: number): Promise<EffectItem[]> {
  const shown = changes.slice(0, limit);
  const datasets = await namesOfDatasets(
    db,
    shown.map(({ id }) => id),
  );
  const bodies = await bodyNames(db);
  return shown.map(({ id, bodyId, openClass, before, after, kind, mustAct }) => ({
    datasetId: id,
    code: datasets.get(id)?.code ?? '',
    name: datasets.get(id)?.name ?? '',
    body: bodies.get(bodyId)?.name ?? '',
    openClass,
    before,
    after,
    kind,
    mustAct,
  }));
}

interface Settling {
  guidelineId: string;
  guideline: GradingGuideline;
  newId: () => string;
  at: Date;
}

/** Bodies get a task for each dataset whose class no longer follows; what follows again is done with. */
export async function settleRegradings(
  trx: Trx,
  { datasets, changes, refinements }: Judged,
  { guidelineId, guideline, newId, at }: Settling,
): Promise<void> {
  await openRegradings(trx, { guidelineId, changes, newId, at });
  const open = new Set(await datasetsToRegrade(trx));
  const settled = datasets.filter(
    (dataset) =>
      open.has(dataset.id) &&
      classFollows(refine(guideline, refinements.get(dataset.bodyId) ?? []), dataset, dataset.consents),
  );
  await closeRegradings(
    trx,
    settled.map(({ id }) => id),
    at,
  );
}
