import { expect } from 'vitest';
import { ON_THE_LIST, type DatasetState } from '../../../../rules/datasets/dataset.machine.ts';
import { isGraded, isStricter, type OpenClass } from '../../../../rules/datasets/list-entry.schema.ts';
import { classFollows } from '../../../../rules/gradings/grade.ts';
import { classOf } from '../../../../rules/gradings/guideline.ts';
import { gradeStanding, guidelineFor } from '../../../features/gradings/index.ts';
import { reconcile } from '../../../features/reconciliation/index.ts';
import type { Bound, City } from './city.ts';

type Row = Awaited<ReturnType<typeof rowOf>>;

const rowOf = ({ platform }: City, { datasetId }: Bound) =>
  platform.services.db
    .selectFrom('dataset')
    .innerJoin('catalogue_entry', 'catalogue_entry.id', 'dataset.catalogue_entry_id')
    .selectAll('dataset')
    .select(['catalogue_entry.body_id as holder', 'catalogue_entry.shared_from'])
    .where('dataset.id', '=', datasetId)
    .executeTakeFirstOrThrow();

const isListed = ({ state }: Row): boolean => ON_THE_LIST.includes(state as DatasetState);

/** Whatever was tried: all that must hold of each dataset. */
export async function expectSound(city: City, all: readonly Bound[]): Promise<void> {
  for (const bound of all) {
    const row = await rowOf(city, bound);
    await expectListedByThree(city, row);
    expectOpenRightly(row);
    await expectClassToFollow(city, row);
    expect(await city.serves(bound)).toBe(row.state === 'open' && row.open_class === 'unconditional');
  }
}

/** Nothing is open without grade, list, catalogue and data; nothing shared-in or secret is on the list at all. */
function expectOpenRightly(row: Row): void {
  if (isListed(row)) expect([row.shared_from, row.holder]).toEqual([null, row.body_id]);
  if (row.state !== 'open') return;
  expect(row.state_secret).toBe(false);
  expect(row.entry).not.toBeNull();
  expect(isGraded(row.entry)).toBe(true);
  expect(row.open_class).not.toBe('closed');
  expect(row.listed_at).not.toBeNull();
  expect(row.current_version_id).not.toBeNull();
}

/** What the list says was accepted as just this entry, by three people, after somebody else's secrecy review. */
async function expectListedByThree({ platform }: City, row: Row): Promise<void> {
  expect(row.entry === null).toBe(row.listed_at === null);
  if (row.entry === null) return;
  const { db } = platform.services;
  const order = await db
    .selectFrom('work_order')
    .selectAll()
    .where('dataset_id', '=', row.id)
    .where('state', '=', 'accepted')
    .orderBy('id', 'desc')
    .executeTakeFirstOrThrow();
  expect(row.entry).toEqual(order.change.entry);
  expect(row.open_class).toBe(row.entry.openClass);
  expect(new Set([order.prepared_by, order.submitted_by, order.decided_by]).size).toBe(3);
  const passed = await db
    .selectFrom('secrecy_review')
    .select('reviewer_id')
    .where('dataset_id', '=', row.id)
    .where('result', '=', 'passed')
    .execute();
  expect(passed.length).toBeGreaterThan(0);
}

/**
 * The class is what the guideline in force gives or a consent allows; where a newer version or a revoked consent says
 * otherwise, its body has the task to grade it anew, or nothing of it is served.
 */
async function expectClassToFollow({ platform }: City, row: Row): Promise<void> {
  if (row.entry === null || !isListed(row)) return;
  const { db } = platform.services;
  const { guideline } = await guidelineFor(db, row.body_id);
  const { consents } = await gradeStanding(db, { id: row.id, stateSecret: row.state_secret });
  if (classFollows(guideline, row.entry, consents)) return;
  const regrading = await db
    .selectFrom('regrading')
    .select('id')
    .where('dataset_id', '=', row.id)
    .where('done_at', 'is', null)
    .executeTakeFirst();
  if (regrading) return;
  const graded = classOf(guideline, row.entry.grade.levels);
  expect(graded !== null && isStricter(graded, row.open_class as OpenClass)).toBe(true);
  expect(row.state).not.toBe('open');
}

/** The board says of each entry that it disagrees exactly where the declared and the real openness do. */
export async function expectBoardToAgree({ platform }: City, all: readonly Bound[]): Promise<void> {
  await reconcile(platform.services);
  const { db } = platform.services;
  for (const { entryId } of all) {
    const { openness } = await db
      .selectFrom('catalogue_entry')
      .select('openness')
      .where('id', '=', entryId)
      .executeTakeFirstOrThrow();
    const listed = await db
      .selectFrom('dataset')
      .select(['state', 'open_class'])
      .where('catalogue_entry_id', '=', entryId)
      .where('state', 'in', [...ON_THE_LIST])
      .execute();
    const standing = await db
      .selectFrom('mismatch')
      .select('kind')
      .where('catalogue_entry_id', '=', entryId)
      .where('state', '!=', 'resolved')
      .execute();
    const alike = listed.every(({ open_class }) => open_class === openness);
    const real = listed.length > 0 && listed.every(({ state }) => state === 'open');
    expect(standing.length === 0).toBe(alike && (openness === 'closed' || real));
  }
}
