import { can } from '../../../rules/access/permissions.ts';
import { decodeCursor, encodeCursor } from '../../../rules/api/cursor.ts';
import type {
  createCatalogueEntry,
  getCatalogueEntry,
  listCatalogueEntries,
  saveCatalogueEntry,
} from '../../../rules/catalogue/catalogue.operations.ts';
import type { CatalogueEntryInput } from '../../../rules/catalogue/catalogue.schema.ts';
import { Problem } from '../../../rules/problems/problems.ts';
import type { Call } from '../../context.ts';
import type { UseCase } from '../../plugins/operations.ts';
import { permit, scopeOf } from '../../plugins/permit.ts';
import type { Trx } from '../../store/database.ts';
import { recordEvent } from '../events/index.ts';
import { findEntry, insertEntry, listEntries, nameIsTaken, updateEntry } from './catalogue.queries.ts';

export const list: UseCase<typeof listCatalogueEntries> = async (
  { actor, services },
  { q, limit, cursor },
) => {
  const scope = scopeOf(actor, 'catalogue-entry.read');
  const [name = '', id = ''] = cursor === undefined ? [] : decodeCursor(cursor, 2);
  const { items, total } = await listEntries(services.db, {
    ...scope,
    q: q ?? '',
    limit,
    after: cursor === undefined ? null : { name, id },
  });
  const last = items.at(-1);
  return {
    items,
    total,
    totalIsEstimate: false,
    next: last && items.length === limit ? encodeCursor([last.name, last.id]) : null,
  };
};

export const get: UseCase<typeof getCatalogueEntry> = async (call, { id }) => (await readable(call, id)).view;

async function readable(call: Call, id: string) {
  const entry = await findEntry(call.services.db, id);
  const target = { bodyId: entry?.view.bodyId ?? null, district: entry?.district ?? null };
  if (!entry || !can(call.actor, 'catalogue-entry.read', target)) throw new Problem('not-found');
  return entry;
}

export const create: UseCase<typeof createCatalogueEntry> = async (call, input) => {
  const { bodyId } = call.actor;
  permit(call.actor, 'catalogue-entry.write', { bodyId });
  if (bodyId === null) throw new Problem('not-permitted');
  const id = await call.services.db
    .transaction()
    .execute((trx) => enterInCatalogue(trx, call, bodyId, input));
  return (await readable(call, id)).view;
};

/** Enters what a body holds, with its event; the caller has checked the permission. Throws `already-exists`. */
export async function enterInCatalogue(
  trx: Trx,
  call: Call,
  bodyId: string,
  input: CatalogueEntryInput,
): Promise<string> {
  const { clock, newId } = call.services;
  const id = newId();
  if (!(await insertEntry(trx, { ...input, id, bodyId, at: clock.now() }))) {
    throw new Problem('already-exists', { detail: call.t('catalogue.name-exists', { name: input.name }) });
  }
  await recordEvent(trx, call, {
    action: 'catalogue-entry.create',
    thing: 'catalogue-entry',
    thingId: id,
    provision: 'xz-9',
    data: { name: input.name },
  });
  return id;
}

export const save: UseCase<typeof saveCatalogueEntry> = async (call, { id, revision, ...input }) => {
  const { view } = await readable(call, id);
  permit(call.actor, 'catalogue-entry.write', { bodyId: view.bodyId });
  await call.services.db.transaction().execute(async (trx) => {
    if (await nameIsTaken(trx, view.bodyId, input.name, id)) throw new Problem('already-exists');
    const saved = await updateEntry(trx, { ...input, id, revision, at: call.services.clock.now() });
    if (!saved) throw new Problem('changed-meanwhile');
    await recordEvent(trx, call, {
      action: 'catalogue-entry.save',
      thing: 'catalogue-entry',
      thingId: id,
      version: revision + 1,
      provision: 'xz-9',
    });
  });
  return (await readable(call, id)).view;
};
