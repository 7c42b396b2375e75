import type { GradingGuideline, LevelRefinement } from '../../../rules/gradings/guideline.schema.ts';
import { refine } from '../../../rules/gradings/guideline.ts';
import type { Reader, Trx } from '../../store/database.ts';
import { guidelineInForce } from './guideline.queries.ts';

export interface Refinement {
  id: string;
  revision: number;
  items: LevelRefinement[];
  writtenAt: Date;
}

export async function refinementOf(db: Reader, bodyId: string): Promise<Refinement | null> {
  const row = await db
    .selectFrom('grading_refinement')
    .select(['id', 'revision', 'items', 'written_at'])
    .where('body_id', '=', bodyId)
    .orderBy('revision', 'desc')
    .limit(1)
    .executeTakeFirst();
  return row ? { id: row.id, revision: row.revision, items: row.items, writtenAt: row.written_at } : null;
}

/** What every body refines now, by body. */
export async function allRefinements(db: Reader): Promise<Map<string, LevelRefinement[]>> {
  const rows = await db
    .selectFrom('grading_refinement')
    .distinctOn('body_id')
    .select(['body_id', 'items'])
    .orderBy('body_id')
    .orderBy('revision', 'desc')
    .execute();
  return new Map(rows.map(({ body_id, items }) => [body_id, items]));
}

/** Revisions are kept: each is a row of its own. */
export async function insertRefinement(
  trx: Trx,
  next: { id: string; bodyId: string; revision: number; items: LevelRefinement[]; by: string; at: Date },
): Promise<boolean> {
  const done = await trx
    .insertInto('grading_refinement')
    .values({
      id: next.id,
      body_id: next.bodyId,
      revision: next.revision,
      items: JSON.stringify(next.items),
      written_by: next.by,
      written_at: next.at,
    })
    .onConflict((conflict) => conflict.doNothing())
    .executeTakeFirst();
  return done.numInsertedOrUpdatedRows === 1n;
}

/** The guideline in force as one body follows it. */
export interface BodyGuideline {
  id: string;
  guideline: GradingGuideline;
  refinementId: string | null;
  refinements: LevelRefinement[];
}

export async function guidelineFor(db: Reader, bodyId: string): Promise<BodyGuideline> {
  const { id, guideline } = await guidelineInForce(db);
  const refinement = await refinementOf(db, bodyId);
  const refinements = refinement?.items ?? [];
  return { id, guideline: refine(guideline, refinements), refinementId: refinement?.id ?? null, refinements };
}
