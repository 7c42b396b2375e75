import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { DatasetView } from '../../../rules/datasets/datasets.operations.ts';
import type { DraftView } from '../../../rules/datasets/drafts.operations.ts';
import type { UpdateFrequency } from '../../../rules/datasets/list-entry.schema.ts';
import type { WorkOrderView } from '../../../rules/work-orders/work-orders.operations.ts';
import { testPlatform, type Platform } from '../../testing/platform.ts';
import { aFile, completed, sendVersion, submitListing, writeDraft } from '../../testing/publishing.ts';

const ROWS = '编号,名称\n0001,甲停车场\n0002,乙停车场\n';
const REASON = '停车管理系统于 2026 年 10 月停用，数据不再产生。';

let platform: Platform;
beforeAll(async () => {
  platform = await testPlatform();
}, 60_000);
afterAll(() => platform.close());

let made = 0;
/** On the list and open, updated so often. */
async function listed(updateFrequency: UpdateFrequency, staticReason = ''): Promise<string> {
  made += 1;
  const name = `2026年停车场停放记录（${made}）`;
  const { datasetId: id } = await sendVersion(platform, aFile(ROWS));
  await writeDraft(platform, id, (entry) => ({ ...completed(entry, name), updateFrequency, staticReason }));
  await accepted(await submitListing(platform, id));
  return id;
}
const accepted = (order: string): Promise<unknown> =>
  platform.ask(platform.tokens.operator, 'POST', `/work-orders/${order}/accept`, { body: {} });
const publicView = (id: string): Promise<DatasetView> =>
  platform.ask<DatasetView>(null, 'GET', `/datasets/${id}`);
const makeStatic = <T>(id: string, status = 201, reason = REASON): Promise<T> =>
  platform.ask<T>(platform.tokens.editor, 'POST', `/datasets/${id}/make-static`, {
    body: { reason },
    status,
  });

describe('data that can no longer be updated', () => {
  it('[xz-10-1] [xz-11] given an open dataset, when its editor makes it static, then it is a work order with its reason; accepted, its history stays open and the page says why and since when', async () => {
    const id = await listed('monthly');
    const { workOrderId } = await makeStatic<{ workOrderId: string }>(id);
    const { editor, reviewer, operator } = platform.tokens;
    const order = await platform.ask<WorkOrderView>(reviewer, 'GET', `/work-orders/${workOrderId}`);
    expect(order).toMatchObject({
      state: 'prepared',
      before: { updateFrequency: 'monthly' },
      change: { reason: REASON, entry: { updateFrequency: 'static', staticReason: REASON } },
      findings: [],
    });
    expect(await publicView(id)).toMatchObject({ updateFrequency: 'monthly', staticSince: null });
    await platform.ask(reviewer, 'POST', `/work-orders/${workOrderId}/submit`, { body: {} });
    await platform.ask(operator, 'POST', `/work-orders/${workOrderId}/accept`, { body: {} });

    const view = await publicView(id);
    expect(view).toMatchObject({ state: 'open', updateFrequency: 'static', staticReason: REASON });
    expect(Date.parse(view.staticSince ?? '')).toBeGreaterThan(Date.parse(view.listedAt ?? ''));
    expect(await platform.ask(null, 'GET', `/datasets/${id}/records?limit=1`)).toMatchObject({ total: 2 });
    const draft = await platform.ask<DraftView>(editor, 'GET', `/datasets/${id}/draft`);
    expect(draft.can).toMatchObject({ makeStatic: false });
    expect(await makeStatic(id, 409)).toMatchObject({ code: 'wrong-state', provision: 'xz-10-1' });

    await writeDraft(platform, id, (entry) => ({ ...entry, updateFrequency: 'yearly' }));
    await accepted(await submitListing(platform, id));
    expect(await publicView(id)).toMatchObject({ staticReason: '', staticSince: null });
  });

  it('[xz-10-1] given a draft that makes it static without a reason, when it is handed on, then it is refused and the sentence says what is missing', async () => {
    const id = await listed('yearly');
    const { findings } = await writeDraft(platform, id, (entry) => ({ ...entry, updateFrequency: 'static' }));
    expect(findings).toContainEqual(
      expect.objectContaining({ code: 'static-reason-missing', pointer: '/staticReason', blocks: true }),
    );
    const body = { reason: '不再更新' };
    const path = `/datasets/${id}/prepare`;
    await platform.ask(platform.tokens.editor, 'POST', path, { body, status: 422 });
    expect(await makeStatic(id, 409)).toMatchObject({ code: 'wrong-state' });
  });

  it('[xz-10-1] given a source that still updates it, when it is to become static, then it is refused until the source is paused, which then does not go on', async () => {
    const id = await listed('daily');
    const { db, newId, clock } = platform.services;
    const account = await db.selectFrom('account').select('id').limit(1).executeTakeFirstOrThrow();
    const source = newId();
    await db
      .insertInto('source')
      .values({
        id: source,
        body_id: platform.bodies.own,
        dataset_id: id,
        name: '停车系统接口',
        state: 'approved',
        address: JSON.stringify({ kind: 'url', url: 'https://data.example.cn/a.csv' }),
        prepared_by: account.id,
        created_at: clock.now(),
      })
      .execute();
    expect(await makeStatic(id, 422)).toMatchObject({
      code: 'incomplete-entry',
      findings: expect.arrayContaining([
        {
          code: 'static-source-running',
          pointer: '/updateFrequency',
          args: { source: '停车系统接口' },
          provision: 'xz-10-1',
          blocks: true,
        },
      ]) as unknown,
    });
    await db.updateTable('source').set({ state: 'paused' }).where('id', '=', source).execute();
    const { workOrderId } = await makeStatic<{ workOrderId: string }>(id);
    const { reviewer, editor } = platform.tokens;
    await platform.ask(reviewer, 'POST', `/work-orders/${workOrderId}/submit`, { body: {} });
    await accepted(workOrderId);
    const resumed = await platform.ask(editor, 'POST', `/sources/${source}/resume`, {
      body: {},
      status: 409,
    });
    expect(resumed).toMatchObject({
      code: 'wrong-state',
      provision: 'xz-10-1',
      detail: '这个数据集已转为静态数据，不再更新。要恢复更新，先用清单调整改回更新频率。',
    });
  });

  it('[xz-9-5] given data that arises irregularly, when it is listed as static from the start, then no reason is asked for, and one that is given is public', async () => {
    expect(await publicView(await listed('static'))).toMatchObject({ staticReason: '', staticSince: null });
    const told = await listed('static', '随执法行动不定期产生。');
    expect(await publicView(told)).toMatchObject({
      updateFrequency: 'static',
      staticReason: '随执法行动不定期产生。',
      staticSince: null,
    });
  });

  it('[xz-10-1] given a list entry sent without the reason, when it is kept, then it is empty, as of clients from before', async () => {
    const id = await listed('monthly');
    const { editor } = platform.tokens;
    const { entry, revision } = await platform.ask<DraftView>(editor, 'GET', `/datasets/${id}/draft`);
    const { staticReason: _reason, ...older } = entry;
    const body = { revision, entry: older };
    expect(await platform.ask(editor, 'PUT', `/datasets/${id}/draft`, { body })).toMatchObject({
      entry: { staticReason: '' },
    });
  });
});
