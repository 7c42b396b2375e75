import { open, rm } from 'node:fs/promises';
import { decodeCursor, pageOf } from '../../../rules/api/cursor.ts';
import type {
  CatalogueImportView,
  getCatalogueImport,
  listCatalogueImports,
  listImportChanges,
  sendCataloguePart,
  startCatalogueImport,
  stepCatalogueImport,
} from '../../../rules/catalogue/catalogue-imports.operations.ts';
import {
  catalogueImportMachine,
  type ImportEvent,
} from '../../../rules/catalogue/import/catalogue-import.machine.ts';
import { permitted, step } from '../../../rules/machine/machine.ts';
import { refusal } from '../../../rules/machine/refusal.ts';
import { Problem } from '../../../rules/problems/problems.ts';
import { refusalDetail } from '../../../rules/reading/present-reading.ts';
import type { Call } from '../../context.ts';
import type { UseCase } from '../../plugins/operations.ts';
import { permit } from '../../plugins/permit.ts';
import type { Trx } from '../../store/database.ts';
import { recordEvent } from '../events/index.ts';
import {
  findImport,
  insertImport,
  listChanges,
  lockImport,
  newestImports,
  saveImport,
  type CatalogueImport,
} from './import.queries.ts';
import { COMPARE_IMPORT, importPath, TAKE_IMPORT } from './run-import.ts';

function view(found: CatalogueImport, { actor, t }: Call): CatalogueImportView {
  const { refusal: refused, by, createdAt, finishedAt, ...rest } = found;
  const next = permitted(catalogueImportMachine, { state: found.state }, actor);
  return {
    ...rest,
    by: by.name,
    problem: refused && {
      code: 'lacking' in refused ? 'unsupported-format' : refused.code,
      detail: 'lacking' in refused ? lackingWords(refused.lacking, t) : refusalDetail(refused, t),
    },
    createdAt: createdAt.toISOString(),
    finishedAt: finishedAt?.toISOString() ?? null,
    can: { send: next.includes('receive'), take: next.includes('take'), drop: next.includes('drop') },
  };
}

const lackingWords = (columns: readonly string[], t: Call['t']): string =>
  columns.length === 0
    ? t('catalogue.import.no-lines')
    : t('catalogue.import.lacking', { columns: columns.join('、') });

export const list: UseCase<typeof listCatalogueImports> = async (call) => {
  permit(call.actor, 'catalogue.import');
  return { items: (await newestImports(call.services.db)).map((each) => view(each, call)) };
};

async function known(call: Call, id: string): Promise<CatalogueImport> {
  permit(call.actor, 'catalogue.import');
  const found = await findImport(call.services.db, id);
  if (!found) throw new Problem('not-found');
  return found;
}

export const get: UseCase<typeof getCatalogueImport> = async (call, { id }) =>
  view(await known(call, id), call);

export const changes: UseCase<typeof listImportChanges> = async (call, { id, kind, limit, cursor }) => {
  const { counts } = await known(call, id);
  const [lastKind = '', lastId = ''] = cursor === undefined ? [] : decodeCursor(cursor, 2);
  const found = await listChanges(call.services.db, {
    importId: id,
    kind: kind ?? null,
    limit: limit + 1,
    after: cursor === undefined ? null : [lastKind, lastId],
  });
  const { shown: items, next } = pageOf(found, limit, (last) => [last.kind, last.sourceId]);
  const { same: _same, ...told } = counts ?? { same: 0 };
  const total = Object.entries(told)
    .filter(([each]) => kind === undefined || each === kind)
    .reduce((sum, [, count]) => sum + count, 0);
  return {
    items,
    total,
    totalIsEstimate: false,
    next,
  };
};

export const start: UseCase<typeof startCatalogueImport> = async (call, { fileName, bytes }) => {
  permit(call.actor, 'catalogue.import');
  const { accountId, role } = call.actor;
  if (accountId === null) throw new Problem('not-permitted');
  const { services } = call;
  const id = services.newId();
  await services.db.transaction().execute(async (trx) => {
    await insertImport(trx, { id, fileName, bytes, accountId, role, at: services.clock.now() });
    await recordEvent(trx, call, {
      action: 'catalogue-import.start',
      thing: 'catalogue-import',
      thingId: id,
      provision: 'xz-9',
      data: { bytes },
    });
  });
  return get(call, { id });
};

/** Locked, and moved by the event if it may be; throws what the machine answers. */
async function moved(trx: Trx, call: Call, id: string, event: ImportEvent) {
  const found = await lockImport(trx, id);
  if (!found) throw new Problem('not-found');
  const outcome = step(catalogueImportMachine, { state: found.state }, event, call.actor);
  if (!outcome.ok) throw refusal(outcome);
  return { found, outcome };
}

export const send: UseCase<typeof sendCataloguePart> = async (call, { id, offset, content }) => {
  await known(call, id);
  const { services } = call;
  await services.db.transaction().execute(async (trx) => {
    const { found, outcome } = await moved(trx, call, id, 'receive');
    const part = Buffer.from(content, 'base64');
    const received = offset + part.length;
    if (offset !== found.received || received > found.bytes)
      throw new Problem('invalid-input', {
        errors: [{ pointer: '/offset', detail: `the next byte is ${found.received} of ${found.bytes}` }],
      });
    await writeAt(importPath(services, id), offset, part);
    const isWhole = received === found.bytes;
    await saveImport(trx, id, { received, ...(isWhole && { state: outcome.state }) });
    if (isWhole) await services.jobs.send(trx, COMPARE_IMPORT, { importId: id });
  });
  return get(call, { id });
};

/** On the disk before it counts as received; a part that was cut off by a crash is written over. */
async function writeAt(path: string, offset: number, part: Uint8Array): Promise<void> {
  const file = await open(path, offset === 0 ? 'w' : 'r+');
  try {
    await file.write(part, 0, part.length, offset);
    await file.sync();
  } finally {
    await file.close();
  }
}

export const stepOne: UseCase<typeof stepCatalogueImport> = async (call, { id, event }) => {
  await known(call, id);
  const { services, actor } = call;
  const answer = await services.db.transaction().execute(async (trx) => {
    const { outcome } = await moved(trx, call, id, event);
    const { accountId, role } = actor;
    if (accountId === null) throw new Problem('not-permitted');
    const { state, basis } = outcome;
    const ends = event === 'drop' ? { finishedAt: services.clock.now() } : { done: 0 };
    await saveImport(trx, id, { state, by: { accountId, role }, ...ends });
    await recordEvent(trx, call, {
      action: `catalogue-import.${event}`,
      thing: 'catalogue-import',
      thingId: id,
      provision: basis,
    });
    if (event === 'take') await services.jobs.send(trx, TAKE_IMPORT, { importId: id });
    return { id, state, provision: basis, next: permitted(catalogueImportMachine, { state }, actor) };
  });
  if (event === 'drop') await rm(importPath(services, id), { force: true });
  return answer;
};
