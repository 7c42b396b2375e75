import type { GradingGuideline, GuidelineContent } from '../../../rules/gradings/guideline.schema.ts';
import type { GuidelineState } from '../../../rules/gradings/guideline.machine.ts';
import type { GuidelineEffect } from '../../../rules/gradings/guidelines.operations.ts';
import type { Reader, Trx } from '../../store/database.ts';

/** A version of the guideline as the use cases see it. */
export interface Guideline {
  id: string;
  version: string;
  state: GuidelineState;
  revision: number;
  guideline: GradingGuideline;
  draftedBy: string | null;
  draftedByName: string | null;
  agreedByName: string | null;
  enforcedByName: string | null;
  returnedBecause: string | null;
  effect: GuidelineEffect | null;
  createdAt: Date;
  inForceAt: Date | null;
  supersededAt: Date | null;
}

const selectGuidelines = (db: Reader) =>
  db
    .selectFrom('grading_guideline as g')
    .leftJoin('account as drafter', 'drafter.id', 'g.drafted_by')
    .leftJoin('account as agreer', 'agreer.id', 'g.agreed_by')
    .leftJoin('account as enforcer', 'enforcer.id', 'g.enforced_by')
    .selectAll('g')
    .select(['drafter.name as drafter_name', 'agreer.name as agreer_name', 'enforcer.name as enforcer_name']);

type Row = Awaited<ReturnType<ReturnType<typeof selectGuidelines>['executeTakeFirstOrThrow']>>;

const toGuideline = (row: Row): Guideline => ({
  id: row.id,
  version: row.version,
  state: row.state as GuidelineState,
  revision: row.revision,
  guideline: { version: row.version, ...row.content },
  draftedBy: row.drafted_by,
  draftedByName: row.drafter_name,
  agreedByName: row.agreer_name,
  enforcedByName: row.enforcer_name,
  returnedBecause: row.returned_because,
  effect: row.effect,
  createdAt: row.created_at,
  inForceAt: row.in_force_at,
  supersededAt: row.superseded_at,
});

/** The one that every grade is judged by. There always is one: the first start enters it. */
export async function guidelineInForce(db: Reader): Promise<Guideline> {
  return toGuideline(await selectGuidelines(db).where('g.state', '=', 'in-force').executeTakeFirstOrThrow());
}

export async function findGuideline(db: Reader, id: string): Promise<Guideline | undefined> {
  const row = await selectGuidelines(db).where('g.id', '=', id).executeTakeFirst();
  return row && toGuideline(row);
}

export async function hasGuideline(db: Reader): Promise<boolean> {
  return (await db.selectFrom('grading_guideline').select('id').limit(1).executeTakeFirst()) !== undefined;
}

/** Takes a Transaction: until it ends nobody else changes a version of the guideline or puts one in force. */
export async function lockGuideline(trx: Trx, id: string): Promise<Guideline | undefined> {
  await trx.selectFrom('grading_guideline').select('id').orderBy('id').forUpdate().execute();
  return findGuideline(trx, id);
}

export async function allGuidelines(db: Reader): Promise<Guideline[]> {
  const rows = await selectGuidelines(db).orderBy('g.id', 'desc').limit(200).execute();
  return rows.map(toGuideline);
}

export interface NewGuideline {
  id: string;
  /** Absent: the next number of the year of `at`. */
  version?: string;
  state: 'drafted' | 'in-force';
  content: GuidelineContent;
  draftedBy: string | null;
  at: Date;
}

/** Answers its version, such as `2026-2`. */
export async function insertGuideline(trx: Reader, guideline: NewGuideline): Promise<string> {
  const { id, state, content, draftedBy, at } = guideline;
  const version = guideline.version ?? (await nextVersion(trx, at));
  await trx
    .insertInto('grading_guideline')
    .values({
      id,
      version,
      state,
      content: JSON.stringify(content),
      drafted_by: draftedBy,
      created_at: at,
    })
    .onConflict((conflict) => conflict.doNothing())
    .execute();
  return version;
}

async function nextVersion(db: Reader, at: Date): Promise<string> {
  const year = `${at.getUTCFullYear()}-`;
  const rows = await db
    .selectFrom('grading_guideline')
    .select('version')
    .where('version', 'like', `${year}%`)
    .execute();
  return `${year}${Math.max(0, ...rows.map(({ version }) => Number(version.slice(year.length)))) + 1}`;
}

/** False when the draft is no longer at `revision`; what is not a draft is never changed. */
export async function saveContent(
  trx: Trx,
  { id, revision, content, by }: { id: string; revision: number; content: GuidelineContent; by: string },
): Promise<boolean> {
  const done = await trx
    .updateTable('grading_guideline')
    .set({ content: JSON.stringify(content), revision: revision + 1, drafted_by: by })
    .where('id', '=', id)
    .where('state', '=', 'drafted')
    .where('revision', '=', revision)
    .executeTakeFirst();
  return done.numUpdatedRows === 1n;
}

export interface GuidelineStep {
  id: string;
  state: GuidelineState;
  by: string | null;
  at: Date;
  reason: string;
  effect?: GuidelineEffect;
}

/** One step of its life; a version that takes force leaves no other in force. */
export async function saveGuidelineStep(
  trx: Trx,
  { id, state, by, at, reason, effect }: GuidelineStep,
): Promise<void> {
  if (state === 'in-force') {
    await trx
      .updateTable('grading_guideline')
      .set({ state: 'superseded', superseded_at: at })
      .where('state', '=', 'in-force')
      .execute();
  }
  await trx
    .updateTable('grading_guideline')
    .set({
      state,
      ...(state === 'proposed' ? { proposed_at: at, returned_because: null } : {}),
      ...(state === 'agreed' ? { agreed_at: at, agreed_by: by } : {}),
      ...(state === 'in-force' ? { in_force_at: at, enforced_by: by } : {}),
      ...(state === 'drafted' ? { returned_because: reason, agreed_by: null, agreed_at: null } : {}),
      ...(effect ? { effect: JSON.stringify(effect) } : {}),
    })
    .where('id', '=', id)
    .execute();
}
