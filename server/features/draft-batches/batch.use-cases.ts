import { can } from '../../../rules/access/permissions.ts';
import { decodeCursor, idAfter, pageOf } from '../../../rules/api/cursor.ts';
import { draftBatchMachine, type BatchEvent } from '../../../rules/draft-batches/draft-batch.machine.ts';
import type {
  DraftBatchView,
  getDraftBatch,
  listBatchItems,
  listDraftBatches,
  stepDraftBatch,
} from '../../../rules/draft-batches/draft-batches.operations.ts';
import { permitted, step } from '../../../rules/machine/machine.ts';
import { refusal } from '../../../rules/machine/refusal.ts';
import { Problem } from '../../../rules/problems/problems.ts';
import type { Call } from '../../context.ts';
import type { UseCase } from '../../plugins/operations.ts';
import { scopeOf } from '../../plugins/permit.ts';
import type { Reader, Trx } from '../../store/database.ts';
import { recordEvent } from '../events/index.ts';
import { findBatch, itemsOf, listBatches, lockBatch, saveBatchState, type Batch } from './batch.queries.ts';
import { countItems, judgeItems } from './judge-items.ts';
import { viewItem } from './item.view.ts';
import { writeBatch } from './write-batch.ts';

async function view(db: Reader, { actor }: Call, batch: Batch): Promise<DraftBatchView> {
  const { looked, createdAt, finishedAt, body, ...rest } = batch;
  // What was taken is told as it was then: no dataset needs to be looked at.
  const judged = await judgeItems(db, await itemsOf(db, batch.id), batch.state === 'taken' ? [] : undefined);
  const next = permitted(draftBatchMachine, { state: batch.state, bodyId: body.id }, actor);
  return {
    ...rest,
    body: { id: body.id, code: body.code, name: body.name },
    createdAt: createdAt.toISOString(),
    finishedAt: finishedAt?.toISOString() ?? null,
    counts: countItems(judged, looked),
    can: { take: next.includes('take'), drop: next.includes('drop') },
  };
}

export const list: UseCase<typeof listDraftBatches> = async (call, { limit, cursor }) => {
  const { db } = call.services;
  const scope = scopeOf(call.actor, 'draft.read');
  const { found, total } = await listBatches(db, { ...scope, limit: limit + 1, after: idAfter(cursor) });
  const { shown, next } = pageOf(found, limit, ({ id }) => [id]);
  const items = [];
  for (const batch of shown) items.push(await view(db, call, batch));
  return { items, total, totalIsEstimate: false, next };
};

const mayRead = ({ actor }: Call, { body }: Batch): boolean =>
  can(actor, 'draft.read', { bodyId: body.id, district: body.district });

async function known(db: Reader, call: Call, id: string): Promise<Batch> {
  const batch = await findBatch(db, id);
  if (!batch || !mayRead(call, batch)) throw new Problem('not-found');
  return batch;
}

export const get: UseCase<typeof getDraftBatch> = async (call, { id }) => {
  const { db } = call.services;
  return view(db, call, await known(db, call, id));
};

export const items: UseCase<typeof listBatchItems> = async (call, { id, limit, cursor }) => {
  const { db } = call.services;
  await known(db, call, id);
  const after = placeAfter(cursor);
  const found = await itemsOf(db, id, { limit: limit + 1, after });
  const { shown, next } = pageOf(found, limit, ({ place }) => [String(place)]);
  const judged = await judgeItems(db, shown);
  const seen = [];
  for (const each of judged) seen.push(await viewItem(db, call, each));
  const { length: total } = await itemsOf(db, id);
  return { items: seen, total, totalIsEstimate: false, next };
};

function placeAfter(cursor: string | undefined): number {
  if (cursor === undefined) return 0;
  const [place = ''] = decodeCursor(cursor, 1);
  if (!/^\d{1,6}$/.test(place)) throw new Problem('invalid-cursor');
  return Number(place);
}

export const stepOne: UseCase<typeof stepDraftBatch> = async (call, { id, event }) =>
  call.services.db.transaction().execute(async (trx) => {
    const batch = await lockBatch(trx, id);
    if (!batch || !mayRead(call, batch)) throw new Problem('not-found');
    const outcome = step(draftBatchMachine, { state: batch.state, bodyId: batch.body.id }, event, call.actor);
    if (!outcome.ok) throw refusal(outcome);
    const { state, basis } = outcome;
    const written = await act(trx, call, batch, event);
    await saveBatchState(trx, { id, state, at: call.services.clock.now() });
    await recordEvent(trx, call, {
      action: `draft-batch.${event}`,
      thing: 'draft-batch',
      thingId: id,
      provision: basis,
      data: { written },
    });
    return { id, state, provision: basis, next: [] };
  });

/** How many drafts were written. */
const act = (trx: Trx, call: Call, batch: Batch, event: BatchEvent): Promise<number> =>
  event === 'take' ? writeBatch(trx, call, batch.id) : Promise.resolve(0);
