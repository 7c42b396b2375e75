import { sql } from 'kysely';
import { ON_THE_LIST, type DatasetState } from '../../../rules/datasets/dataset.machine.ts';
import type { OpenClass, UpdateFrequency } from '../../../rules/datasets/list-entry.schema.ts';
import type { Provided, SchemeItem } from '../../../rules/systems/acceptance.ts';
import type { SystemState } from '../../../rules/systems/system.machine.ts';
import type { SystemInput } from '../../../rules/systems/systems.operations.ts';
import type { Scope } from '../../plugins/permit.ts';
import type { Reader, Trx } from '../../store/database.ts';
import { orderCode } from '../../store/order-code.ts';

interface FoundDataset {
  id: string;
  code: string;
  name: string;
}
export interface StoredItem extends SchemeItem, Provided {
  entryName: string | null;
  datasets: FoundDataset[];
}
export interface System {
  id: string;
  code: string;
  name: string;
  purpose: string;
  state: SystemState;
  publisher: { id: string; code: string; name: string };
  district: string | null;
  items: StoredItem[];
  revision: number;
  preparedBy: string;
  preparedByName: string;
  requestedBy: string | null;
  reasons: string[];
  createdAt: Date;
  requestedAt: Date | null;
  decidedAt: Date | null;
}

const selectSystems = (db: Reader) =>
  db
    .selectFrom('information_system')
    .innerJoin('public_body', 'public_body.id', 'information_system.body_id')
    .innerJoin('account', 'account.id', 'information_system.prepared_by')
    .selectAll('information_system')
    .select(['public_body.code as body_code', 'public_body.name as body_name', 'public_body.district'])
    .select('account.name as prepared_by_name');
type Row = Awaited<ReturnType<ReturnType<typeof selectSystems>['executeTakeFirstOrThrow']>>;

async function withItems(db: Reader, rows: readonly Row[]): Promise<System[]> {
  const items = await itemsOf(
    db,
    rows.map(({ id }) => id),
  );
  return rows.map((row) => ({
    id: row.id,
    code: row.code,
    name: row.name,
    purpose: row.purpose,
    state: row.state as SystemState,
    publisher: { id: row.body_id, code: row.body_code, name: row.body_name },
    district: row.district,
    items: items.get(row.id) ?? [],
    revision: row.revision,
    preparedBy: row.prepared_by,
    preparedByName: row.prepared_by_name,
    requestedBy: row.requested_by,
    reasons: row.reasons,
    createdAt: row.created_at,
    requestedAt: row.requested_at,
    decidedAt: row.decided_at,
  }));
}

/** The items of schemes with the entries and listed datasets that they are bound to. */
async function itemsOf(db: Reader, systemIds: readonly string[]): Promise<Map<string, StoredItem[]>> {
  if (systemIds.length === 0) return new Map();
  const rows = await db
    .selectFrom('system_item')
    .leftJoin('catalogue_entry', 'catalogue_entry.id', 'system_item.catalogue_entry_id')
    .selectAll('system_item')
    .select(['catalogue_entry.name as entry_name', 'catalogue_entry.openness'])
    .select(sql<number>`coalesce(jsonb_array_length(catalogue_entry.fields), 0)`.as('field_count'))
    .where('system_id', 'in', [...systemIds])
    .orderBy('system_id')
    .orderBy('place')
    .execute();
  const listed = await listedOf(
    db,
    rows.flatMap(({ catalogue_entry_id }) => catalogue_entry_id ?? []),
  );
  const items = rows.map((row) => {
    const datasets = listed.get(row.catalogue_entry_id ?? '') ?? [];
    const item: StoredItem = {
      name: row.name,
      openClass: row.open_class as OpenClass,
      interface: row.interface as SchemeItem['interface'],
      updateFrequency: row.update_frequency as UpdateFrequency,
      catalogueEntryId: row.catalogue_entry_id,
      entry:
        row.openness === null ? null : { openness: row.openness as OpenClass, fieldCount: row.field_count },
      entryName: row.entry_name,
      listed: datasets,
      datasets: datasets.map(({ id, code, name }) => ({ id, code, name })),
    };
    return { systemId: row.system_id, item };
  });
  const grouped = Map.groupBy(items, ({ systemId }) => systemId);
  return new Map([...grouped].map(([id, group]) => [id, group.map(({ item }) => item)]));
}

type Listed = FoundDataset & Provided['listed'][number];

async function listedOf(db: Reader, entryIds: readonly string[]): Promise<Map<string, Listed[]>> {
  if (entryIds.length === 0) return new Map();
  const rows = await db
    .selectFrom('dataset')
    .select(['id', 'code', 'name', 'state', 'open_class', 'catalogue_entry_id'])
    .select(sql<UpdateFrequency>`list_frequency`.as('frequency'))
    .where('catalogue_entry_id', 'in', [...entryIds])
    .where('state', 'in', [...ON_THE_LIST])
    .orderBy('code')
    .execute();
  const found = rows.map((row) => ({
    entryId: row.catalogue_entry_id ?? '',
    dataset: {
      id: row.id,
      code: row.code,
      name: row.name ?? row.code,
      state: row.state as DatasetState,
      openClass: row.open_class as OpenClass,
      updateFrequency: row.frequency,
    },
  }));
  const grouped = Map.groupBy(found, ({ entryId }) => entryId);
  return new Map([...grouped].map(([id, group]) => [id, group.map(({ dataset }) => dataset)]));
}

export interface SystemList extends Scope {
  state: SystemState | null;
  limit: number;
  after: string | null;
}

/** Newest first; `after` is the id of the last one seen (ids grow with time). */
export async function listSystems(
  db: Reader,
  { state, bodyId, district, limit, after }: SystemList,
): Promise<{ items: System[]; total: number }> {
  const chosen = selectSystems(db)
    .$if(state !== null, (all) => all.where('information_system.state', '=', state ?? ''))
    .$if(bodyId !== null, (all) => all.where('information_system.body_id', '=', bodyId))
    .$if(district !== null, (all) => all.where('public_body.district', '=', district));
  const { total } = await chosen
    .clearSelect()
    .select(({ fn }) => fn.countAll<number>().as('total'))
    .executeTakeFirstOrThrow();
  const rows = await chosen
    .$if(after !== null, (all) => all.where('information_system.id', '<', after ?? ''))
    .orderBy('information_system.id', 'desc')
    .limit(limit)
    .execute();
  return { items: await withItems(db, rows), total };
}

export async function findSystem(db: Reader, id: string): Promise<System | undefined> {
  const rows = await selectSystems(db).where('information_system.id', '=', id).execute();
  return (await withItems(db, rows))[0];
}

export async function lockSystem(trx: Trx, id: string): Promise<System | undefined> {
  await trx.selectFrom('information_system').select('id').where('id', '=', id).forUpdate().execute();
  return findSystem(trx, id);
}

interface Written {
  id: string;
  input: SystemInput;
  by: string;
}

/** False when the body has a system of that name already. The code is such as `XT-2026-000017`. */
export async function insertSystem(
  trx: Trx,
  { id, bodyId, input, by, at }: Written & { bodyId: string; at: Date },
): Promise<boolean> {
  const { name, purpose } = input;
  const done = await trx
    .insertInto('information_system')
    .values({
      id,
      code: orderCode('XT', at),
      body_id: bodyId,
      name,
      purpose,
      state: 'planned',
      reasons: '[]',
      prepared_by: by,
      created_at: at,
    })
    .onConflict((conflict) => conflict.columns(['body_id', 'name']).doNothing())
    .executeTakeFirst();
  if (done.numInsertedOrUpdatedRows !== 1n) return false;
  await insertItems(trx, id, input.scheme);
  return true;
}

async function insertItems(trx: Trx, systemId: string, scheme: readonly SchemeItem[]): Promise<void> {
  if (scheme.length === 0) return;
  const values = scheme.map((item, place) => ({
    system_id: systemId,
    place,
    name: item.name,
    open_class: item.openClass,
    interface: item.interface,
    update_frequency: item.updateFrequency,
    catalogue_entry_id: item.catalogueEntryId,
  }));
  await trx.insertInto('system_item').values(values).execute();
}

export async function updateSystem(trx: Trx, { id, input, by }: Written): Promise<void> {
  const { name, purpose, scheme } = input;
  await trx
    .updateTable('information_system')
    .set(({ eb }) => ({ name, purpose, prepared_by: by, revision: eb('revision', '+', 1) }))
    .where('id', '=', id)
    .execute();
  await trx.deleteFrom('system_item').where('system_id', '=', id).execute();
  await insertItems(trx, id, scheme);
}

export async function nameIsTaken(db: Reader, { publisher, id }: System, name: string): Promise<boolean> {
  const row = await db
    .selectFrom('information_system')
    .select('id')
    .where('body_id', '=', publisher.id)
    .where('name', '=', name)
    .where('id', '!=', id)
    .executeTakeFirst();
  return row !== undefined;
}

/** Of the entries, those that are in the catalogue of the body. */
export async function entriesOfBody(
  db: Reader,
  bodyId: string,
  ids: readonly string[],
): Promise<Set<string>> {
  if (ids.length === 0) return new Set();
  const rows = await db
    .selectFrom('catalogue_entry')
    .select('id')
    .where('body_id', '=', bodyId)
    .where('id', 'in', [...ids])
    .execute();
  return new Set(rows.map(({ id }) => id));
}

export async function saveSystemStep(
  trx: Trx,
  step: {
    id: string;
    state: SystemState;
    reasons: string[];
    requested?: { by: string; at: Date };
    decidedAt: Date | null;
  },
): Promise<void> {
  const { id, state, reasons, requested, decidedAt } = step;
  await trx
    .updateTable('information_system')
    .set({
      state,
      reasons: JSON.stringify(reasons),
      decided_at: decidedAt,
      ...(requested && { requested_by: requested.by, requested_at: requested.at }),
    })
    .where('id', '=', id)
    .execute();
}
