import { sql } from 'kysely';
import type { OpenClass } from '../../../rules/datasets/open-class.ts';
import { ON_THE_LIST } from '../../../rules/datasets/dataset.machine.ts';
import type { ClassChange, GradedDataset } from '../../../rules/gradings/effect.ts';
import type { Grade } from '../../../rules/gradings/guideline.schema.ts';
import type { LiftingConsent } from '../../../rules/gradings/grade-standing.schema.ts';
import type { Reader, Trx } from '../../store/database.ts';

const NO_CONSENTS: LiftingConsent[] = [];

/** Every dataset on the list with what its class rests on. Levels of fields only where a consent may turn on them. */
export async function listedGrades(db: Reader, bodyId: string | null = null): Promise<GradedDataset[]> {
  const consents = await consentsByDataset(db);
  const rows = await db
    .selectFrom('dataset')
    .select(['id', 'body_id', 'open_class'])
    .select(sql<Grade['levels'] | null>`entry -> 'grade' -> 'levels'`.as('levels'))
    .select(sql<string>`left(coalesce(entry ->> 'explanation', ''), 100)`.as('explanation'))
    .where('state', 'in', [...ON_THE_LIST])
    .$if(bodyId !== null, (all) => all.where('body_id', '=', bodyId))
    .orderBy('body_id')
    .orderBy('code')
    .execute();
  const fields = await fieldLevels(db, [...consents.keys()]);
  return rows.map((row) => ({
    id: row.id,
    bodyId: row.body_id,
    openClass: row.open_class as OpenClass,
    grade: { levels: row.levels ?? {}, fields: fields.get(row.id) ?? {}, evidence: '' },
    explanation: row.explanation,
    consents: consents.get(row.id) ?? NO_CONSENTS,
  }));
}

async function consentsByDataset(db: Reader): Promise<Map<string, LiftingConsent[]>> {
  const rows = await db
    .selectFrom('consent')
    .select(['id', 'dataset_id', 'opens', 'fields'])
    .where('revoked_at', 'is', null)
    .orderBy('id')
    .execute();
  const found = new Map<string, LiftingConsent[]>();
  for (const { id, dataset_id, opens, fields } of rows) {
    const known = found.get(dataset_id) ?? [];
    found.set(dataset_id, [...known, { id, opens: opens as OpenClass, fields }]);
  }
  return found;
}

async function fieldLevels(db: Reader, ids: string[]): Promise<Map<string, NonNullable<Grade['fields']>>> {
  if (ids.length === 0) return new Map();
  const rows = await db
    .selectFrom('dataset')
    .select(['id', sql<Grade['fields'] | null>`entry -> 'grade' -> 'fields'`.as('fields')])
    .where('id', 'in', ids)
    .execute();
  return new Map(rows.map(({ id, fields }) => [id, fields ?? {}]));
}

export interface NamedDataset {
  code: string;
  name: string;
}

export async function namesOfDatasets(
  db: Reader,
  ids: readonly string[],
): Promise<Map<string, NamedDataset>> {
  if (ids.length === 0) return new Map();
  const rows = await db
    .selectFrom('dataset')
    .select(['id', 'code', 'name'])
    .where('id', 'in', [...ids])
    .execute();
  return new Map(rows.map(({ id, code, name }) => [id, { code, name: name ?? code }]));
}

export async function bodyNames(db: Reader): Promise<Map<string, { code: string; name: string }>> {
  const rows = await db.selectFrom('public_body').select(['id', 'code', 'name']).execute();
  return new Map(rows.map(({ id, code, name }) => [id, { code, name }]));
}

/** Opens a task for each change that its body must act on; one that is open already is about the newest guideline. */
export async function openRegradings(
  trx: Trx,
  {
    guidelineId,
    changes,
    newId,
    at,
  }: { guidelineId: string; changes: readonly ClassChange[]; newId: () => string; at: Date },
): Promise<void> {
  const must = changes.filter(({ mustAct }) => mustAct);
  const CHUNK = 500;
  for (let from = 0; from < must.length; from += CHUNK) {
    const rows = must.slice(from, from + CHUNK).map((change) => ({
      id: newId(),
      dataset_id: change.id,
      guideline_id: guidelineId,
      before_class: change.before,
      after_class: change.after,
      reason: change.kind,
      created_at: at,
    }));
    await trx
      .insertInto('regrading')
      .values(rows)
      .onConflict((conflict) =>
        conflict
          .column('dataset_id')
          .where('done_at', 'is', null)
          .doUpdateSet((eb) => ({
            guideline_id: guidelineId,
            after_class: eb.ref('excluded.after_class'),
            reason: eb.ref('excluded.reason'),
          })),
      )
      .execute();
  }
}

export async function datasetsToRegrade(db: Reader): Promise<string[]> {
  const rows = await db.selectFrom('regrading').select('dataset_id').where('done_at', 'is', null).execute();
  return rows.map(({ dataset_id }) => dataset_id);
}

export async function closeRegradings(trx: Trx, datasetIds: readonly string[], at: Date): Promise<void> {
  if (datasetIds.length === 0) return;
  await trx
    .updateTable('regrading')
    .set({ done_at: at })
    .where('dataset_id', 'in', [...datasetIds])
    .where('done_at', 'is', null)
    .execute();
}

const selectRegradings = (db: Reader) =>
  db
    .selectFrom('regrading')
    .innerJoin('dataset', 'dataset.id', 'regrading.dataset_id')
    .innerJoin('grading_guideline', 'grading_guideline.id', 'regrading.guideline_id')
    .select(['regrading.id', 'dataset.id as dataset_id', 'dataset.code', 'dataset.name'])
    .select([
      'regrading.before_class',
      'regrading.after_class',
      'regrading.created_at',
      'grading_guideline.version',
    ])
    .where('regrading.done_at', 'is', null);

/** Datasets of a body whose class no longer follows, the oldest first, at most 200. */
export async function waitingRegradings(db: Reader, bodyId: string) {
  const rows = await selectRegradings(db)
    .where('dataset.body_id', '=', bodyId)
    .orderBy('regrading.created_at')
    .orderBy('dataset.code')
    .limit(200)
    .execute();
  return rows.map((row) => ({
    id: row.id,
    datasetId: row.dataset_id,
    name: row.name ?? row.code,
    note: row.code,
    at: row.created_at,
  }));
}

export async function regradingOf(db: Reader, datasetId: string) {
  const row = await selectRegradings(db).where('dataset.id', '=', datasetId).executeTakeFirst();
  return row
    ? {
        version: row.version,
        before: row.before_class as OpenClass | null,
        after: row.after_class as OpenClass | null,
        since: row.created_at.toISOString(),
      }
    : null;
}
