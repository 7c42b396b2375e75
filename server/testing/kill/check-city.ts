import { expect } from 'vitest';
import type { DraftView } from '../../../rules/datasets/drafts.operations.ts';
import type { Services } from '../../context.ts';
import { inspectStore } from '../../features/installation/index.ts';
import { eventually } from '../platform.ts';
import type { UploadView } from '../../../rules/uploads/uploads.operations.ts';
import { asked, type KillDoor } from './life.ts';
import { batchOf, type KnownDataset, type Ledger } from './ledger.ts';

/** What a restarted server shows must be what was acknowledged, or what was asked for when it was killed. */
export async function checkServed(door: KillDoor, ledger: Ledger): Promise<void> {
  for (const known of ledger.datasets.values()) {
    await checkPublished(door, known);
    await checkDraft(door, known);
  }
  for (const id of ledger.uploads) {
    await eventually(
      () => door.ask<UploadView>(door.tokens.editor, 'GET', `/uploads/${id}`),
      ({ state }) => state === 'read' || state === 'confirmed',
    );
    ledger.uploads.delete(id);
  }
}

async function checkPublished({ origin, tokens }: KillDoor, known: KnownDataset): Promise<void> {
  const headers = { authorization: `Bearer ${tokens.operator}` };
  const { status, text } = await asked(`${origin}/api/v1/datasets/${known.id}/exports/csv`, { headers });
  if (known.published !== null) expect(status, text).toBe(200);
  if (status !== 200) return;
  const served = batchOf(text);
  expect([known.published, ...known.asked]).toContain(served);
  // It has been seen: from here on it may not go away either.
  known.published = served;
  known.asked.clear();
}

async function checkDraft({ ask, tokens }: KillDoor, known: KnownDataset): Promise<void> {
  const { entry } = await ask<DraftView>(tokens.editor, 'GET', `/datasets/${known.id}/draft`);
  if (known.summary === null && known.askedSummaries.size === 0) return;
  expect([known.summary ?? '', ...known.askedSummaries]).toContain(entry.summary);
  known.summary = entry.summary;
  known.askedSummaries.clear();
}

/** Every acknowledged act has its event, every acknowledged access its record, every object its bytes. */
export async function checkStored({ db, objects, access }: Services, ledger: Ledger): Promise<void> {
  const rows = await db
    .selectFrom('event')
    .select(['action', 'thing', 'thing_id'])
    .select((of) => of.fn.countAll<number>().as('times'))
    .where('result', '=', 'done')
    .groupBy(['action', 'thing', 'thing_id'])
    .execute();
  const found = new Map(rows.map((row) => [`${row.action} ${row.thing} ${row.thing_id}`, row.times]));
  const wanted = Map.groupBy(ledger.acts, ({ action, thing, thingId }) => `${action} ${thing} ${thingId}`);
  const missing = [...wanted].filter(([act, times]) => (found.get(act) ?? 0) < times.length);
  expect(missing.map(([act]) => act)).toEqual([]);

  const recorded = await access.count({});
  expect(recorded.total).toBeGreaterThanOrEqual(ledger.accesses);

  const report = await inspectStore({ db, objects }, true);
  expect(report.objects).toMatchObject({ missing: [], damaged: [] });
}
