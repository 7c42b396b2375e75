import { can } from '../../../rules/access/permissions.ts';
import { pageOf, textAndIdAfter } from '../../../rules/api/cursor.ts';
import type {
  createCatalogueEntry,
  getCatalogueEntry,
  getCatalogueEntryHistory,
  listCatalogueEntries,
  saveCatalogueEntry,
} from '../../../rules/catalogue/catalogue.operations.ts';
import type { CatalogueEntryInput } from '../../../rules/catalogue/catalogue.schema.ts';
import { ON_THE_LIST } from '../../../rules/datasets/dataset.machine.ts';
import { Problem } from '../../../rules/problems/problems.ts';
import type { Call } from '../../context.ts';
import type { UseCase } from '../../plugins/operations.ts';
import { permit, scopeOf } from '../../plugins/permit.ts';
import type { Reader, Trx } from '../../store/database.ts';
import { findBody } from '../bodies/index.ts';
import { historyOf, recordEvent } from '../events/index.ts';
import {
  findEntry,
  insertEntry,
  listEntries,
  nameIsTaken,
  updateEntry,
  type Entry,
} from './catalogue.queries.ts';
import { viewEntry } from './catalogue.view.ts';

export const list: UseCase<typeof listCatalogueEntries> = async (
  { actor, services },
  { limit, cursor, ...filter },
) => {
  const scope = scopeOf(actor, 'catalogue-entry.read');
  const { items, total } = await listEntries(services.db, {
    ...filter,
    ...scope,
    limit: limit + 1,
    after: textAndIdAfter(cursor),
  });
  const { shown, next } = pageOf(items, limit, (last) => [last.name, last.id]);
  return { items: shown, total, totalIsEstimate: false, next };
};

export const get: UseCase<typeof getCatalogueEntry> = async (call, { id }) =>
  viewEntry(await readable(call, id), call);

export const history: UseCase<typeof getCatalogueEntryHistory> = async (call, { id }) => {
  const { view } = await readable(call, id);
  return { items: await historyOf(call.services.db, 'catalogue-entry', [view.id]) };
};

async function readable(call: Call, id: string): Promise<Entry> {
  const entry = await findEntry(call.services.db, id);
  const target = { bodyId: entry?.view.bodyId ?? null, district: entry?.district ?? null };
  if (!entry || !can(call.actor, 'catalogue-entry.read', target)) throw new Problem('not-found');
  return entry;
}

export const create: UseCase<typeof createCatalogueEntry> = async (call, input) => {
  const { bodyId } = call.actor;
  permit(call.actor, 'catalogue-entry.write', { bodyId });
  if (bodyId === null) throw new Problem('not-permitted');
  const id = await call.services.db.transaction().execute(async (trx) => {
    await requireSharer(trx, input, bodyId);
    return enterInCatalogue(trx, call, bodyId, input);
  });
  return get(call, { id });
};

/** What was got by sharing names another body of the platform that it was got from (`zb2019`). */
async function requireSharer(
  db: Reader,
  { sharedFromId }: CatalogueEntryInput,
  bodyId: string,
): Promise<void> {
  if (sharedFromId === null) return;
  if (sharedFromId !== bodyId && (await findBody(db, sharedFromId))) return;
  throw new Problem('invalid-input', {
    provision: 'zb2019',
    words: (t) => t('catalogue.sharer-unknown'),
  });
}

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
    await requireSharer(trx, input, view.bodyId);
    refuseSharedOnList(view, input);
    const renamed = input.name !== view.name;
    if (renamed && (await nameIsTaken(trx, view.bodyId, input.name, id))) throw new Problem('already-exists');
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
  return get(call, { id });
};

/** Shared-in data is on the list of the body that produces it alone: what is on this body's list comes off it first. */
function refuseSharedOnList({ dataset }: Entry['view'], { sharedFromId }: CatalogueEntryInput): void {
  if (sharedFromId === null || dataset === null || !ON_THE_LIST.includes(dataset.state)) return;
  throw new Problem('shared-data', {
    provision: 'zb2019',
    words: (t) => t('catalogue.shared-on-list', { code: dataset.code }),
  });
}
