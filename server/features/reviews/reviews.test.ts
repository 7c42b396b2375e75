import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Page, Stepped } from '../../../rules/api/views.ts';
import type { CatalogueEntryView } from '../../../rules/catalogue/catalogue.schema.ts';
import type { DraftView } from '../../../rules/datasets/drafts.operations.ts';
import type { OpenClass, UpdateFrequency } from '../../../rules/datasets/list-entry.schema.ts';
import type { ProblemExtra } from '../../../rules/problems/problems.ts';
import type { Assessment } from '../../../rules/reviews/assessment.ts';
import type {
  BodyProgress,
  FollowUp,
  ReviewEffect,
  ReviewItemView,
  ReviewView,
} from '../../../rules/reviews/reviews.operations.ts';
import type { Task } from '../../../rules/work-orders/work-orders.operations.ts';
import { aFile, openDataset, submitListing, writeDraft } from '../../testing/publishing.ts';
import { aPerson, aToken } from '../../testing/people.ts';
import { testPlatform, type Platform } from '../../testing/platform.ts';
import { collectAll } from './collect.ts';

const ROWS = '编号,名称,泊位数\n0001,甲停车场,120\n0002,乙停车场,80\n';
const ENTRY = { summary: '', domain: 'transport', origin: 'system', fields: [] };
const ALIKE = '同类业务台账';

let platform: Platform;
let authority: string;
let bothEditor: string;
let bothReviewer: string;
let review: ReviewView;
let opened: { datasetId: string };
let year: number;

const post = <T>(token: string, path: string, body: object = {}, status = 200): Promise<T> =>
  platform.ask<T>(token, 'POST', path, { body, status });
const anEntry = async (name: string, openness: OpenClass = 'closed'): Promise<CatalogueEntryView> =>
  post(platform.tokens.editor, '/catalogue-entries', { ...ENTRY, name, openness }, 201);
const items = async (query = '', token = platform.tokens.editor): Promise<ReviewItemView[]> =>
  (await platform.ask<Page<ReviewItemView>>(token, 'GET', `/reviews/${review.id}/items?limit=100${query}`))
    .items;
const itemOf = async (id: string, query = ''): Promise<ReviewItemView> => {
  const found = (await items(query)).find(
    ({ datasetId, catalogueEntryId }) => datasetId === id || catalogueEntryId === id,
  );
  if (!found) throw new Error(`no item of ${id}`);
  return found;
};
const an = (changes: Partial<Assessment> = {}): Assessment => ({
  security: 'safe',
  securityNote: '逐字段核对，没有个人信息',
  feasibility: 'not-feasible',
  decision: 'stay-closed',
  reason: '含未公开的业务规则，去掉后没有使用价值',
  ...changes,
});
const sentences = ({ errors = [] }: ProblemExtra): string[] => errors.map(({ detail }) => detail);
const tasksOf = async (token: string): Promise<[string, string][]> =>
  (await platform.ask<{ items: Task[] }>(token, 'GET', '/tasks')).items
    .filter(({ kind }) => kind.endsWith('-review'))
    .map(({ kind, title }) => [kind, title]);

/** An accepted list change of the opened dataset. */
async function changeFrequency(updateFrequency: UpdateFrequency): Promise<void> {
  await writeDraft(platform, opened.datasetId, (entry) => ({ ...entry, updateFrequency }));
  const order = await submitListing(platform, opened.datasetId);
  await post(platform.tokens.operator, `/work-orders/${order}/accept`);
}

/** One person who is editor and reviewer of the own body, with a token of each role. */
async function aPersonOfBothRoles(): Promise<[string, string]> {
  const bodyId = platform.bodies.own;
  const person = await aPerson(platform.services, {
    userName: 'both',
    roles: [
      { role: 'publisher-editor', bodyId },
      { role: 'publisher-reviewer', bodyId },
    ],
  });
  return [await aToken(platform.services, person, 0), await aToken(platform.services, person, 1)];
}

beforeAll(async () => {
  platform = await testPlatform();
  authority = await platform.person('authority');
  [bothEditor, bothReviewer] = await aPersonOfBothRoles();
  year = platform.services.clock.now().getFullYear();
  opened = await openDataset(platform, aFile(ROWS), '年度评估用停车场信息');
  await changeFrequency('daily');
  await anEntry('未开放的处罚底稿');
  for (const number of [1, 2, 3]) await anEntry(`${ALIKE}（${String(number)}）`);
  review = await post(authority, '/reviews', { year }, 201);
}, 60_000);
afterAll(() => platform.close());

describe('a yearly review of the open list', () => {
  it('[xz-10] [plan2023-2.1] given what is listed and what is not opened, when a review is opened, then each is a work order with a code and a clock, the opened entry only as its dataset', async () => {
    expect(review).toMatchObject({ year, state: 'open', progress: { total: 5, due: 5, confirmed: 0 } });
    const all = await items();
    expect(all.map(({ kind }) => kind).sort()).toEqual(['dataset', 'entry', 'entry', 'entry', 'entry']);
    const item = await itemOf(opened.datasetId);
    expect(item.code).toMatch(/^PG-\d{4}-\d{6}$/);
    expect(item.clock).toMatchObject({ limit: 20, target: 15 });
    expect(item).toMatchObject({ kind: 'dataset', openClass: 'unconditional', state: 'due' });
  });

  it('[xz-10] given a review of the year, when a second is opened, then it is refused with a sentence, and so is a year that is not due', async () => {
    const again = await post<ProblemExtra>(authority, '/reviews', { year }, 409);
    expect(again).toMatchObject({
      code: 'already-exists',
      detail: `${String(year)}年度的评估已经开展过，一年只评估一次。`,
    });
    const early = await post<ProblemExtra>(authority, '/reviews', { year: year + 1 }, 400);
    expect(sentences(early)).toEqual([`只能开展${String(year)}年或上一年的评估，请改正年度。`]);
    await post(platform.tokens.operator, '/reviews', { year: year - 1 }, 403);
  });

  it('[xz-10] given an assessment that contradicts itself, when it is handed on, then every contradiction is said at once', async () => {
    const { id } = await itemOf(opened.datasetId);
    const wrong = an({ security: 'concern', securityNote: '', decision: 'keep' });
    const refused = await post<ProblemExtra>(
      platform.tokens.editor,
      `/review-items/${id}/prepare`,
      wrong,
      400,
    );
    expect(sentences(refused)).toEqual([
      '安全审查有顾虑，请写明顾虑是什么。',
      '安全审查有顾虑，就不能照旧开放或进一步开放。请改选撤下清单、继续不开放，或者消除顾虑后改为通过。',
      '判断能开放到的程度低于现在，结论却是不变。请改选撤下清单；要收紧开放类型的，先提出清单调整并附说明文件。',
    ]);
  });

  it('[xz-10] given an item that one person prepared, when the same person confirms it in another role, then it is refused; another reviewer sends it back with all reasons', async () => {
    const [entry] = await items('&kind=entry&q=处罚');
    const path = `/review-items/${entry?.id ?? ''}`;
    await post(bothEditor, `${path}/prepare`, an());
    expect(await post(bothReviewer, `${path}/confirm`, {}, 409)).toMatchObject({ code: 'four-eyes' });
    const reviewer = platform.tokens.reviewer;
    const unsaid = await post<ProblemExtra>(reviewer, `${path}/return`, { reasons: [] }, 400);
    expect(sentences(unsaid)).toEqual(['请写明退回的理由，全部理由一次说完。']);
    const reasons = ['没有写明依据哪一条', '能否脱敏后开放没有说明'];
    expect(await post<Stepped>(reviewer, `${path}/return`, { reasons })).toMatchObject({ state: 'returned' });
    expect(await itemOf(entry?.catalogueEntryId ?? '')).toMatchObject({ state: 'returned', reasons });
    await post(platform.tokens.otherEditor, `${path}/prepare`, an(), 404);
    await post(platform.tokens.editor, `${path}/prepare`, an());
    await post(reviewer, `${path}/confirm`);
    expect(await itemOf(entry?.catalogueEntryId ?? '')).toMatchObject({
      state: 'confirmed',
      clock: { state: 'done' },
    });
    await post(platform.tokens.editor, `${path}/prepare`, an(), 409);
  });

  it('[xz-10] given like items, when they are decided together, then a preview names them first, and the deed does just that', async () => {
    const { editor, reviewer } = platform.tokens;
    const asked = { kind: 'entry', q: ALIKE, assessment: an() };
    const path = `/reviews/${review.id}`;
    const effect = await post<ReviewEffect>(editor, `${path}/prepare-items`, asked);
    expect(effect).toMatchObject({ count: 3, unfitCount: 0, done: false });
    expect(await items(`&q=${ALIKE}&state=due`)).toHaveLength(3);
    await post(editor, `${path}/prepare-items`, { ...asked, preview: false, count: 2 }, 412);
    await post(editor, `${path}/prepare-items`, { ...asked, preview: false, count: 3 });
    expect(await tasksOf(reviewer)).toContainEqual(['confirm-review', '3项评估意见待审核']);
    const keeping = { kind: 'dataset', assessment: an({ decision: 'keep' }) };
    const unfit = await post<ReviewEffect>(editor, `${path}/prepare-items`, keeping);
    expect(unfit).toMatchObject({ count: 0, unfitCount: 1 });
    expect(unfit.unfit[0]?.why).toEqual([
      '判断能开放到的程度低于现在，结论却是不变。请改选撤下清单；要收紧开放类型的，先提出清单调整并附说明文件。',
    ]);
    const alike = { decision: 'stay-closed', q: ALIKE };
    expect(await post<ReviewEffect>(bothReviewer, `${path}/confirm-items`, alike)).toMatchObject({
      count: 3,
    });
    await post(reviewer, `${path}/confirm-items`, { ...alike, preview: false, count: 3 });
    expect(await items(`&q=${ALIKE}&state=confirmed`)).toHaveLength(3);
  });

  it('[xz-10] given something missing, when the review is to end, then it is refused and every body is named with what it lacks', async () => {
    const refused = await post<ProblemExtra>(authority, `/reviews/${review.id}/end`, {}, 409);
    expect(refused).toMatchObject({ code: 'review-incomplete', provision: 'xz-10' });
    expect(sentences(refused)).toEqual(['单位JTW：1项待评估，0项待审核。']);
    expect(await tasksOf(platform.tokens.editor)).toEqual([['prepare-review', '1项待评估']]);
  });

  it('[xz-10] [xz-10-1] given a dataset that shall become static, when that is confirmed, then the list has not changed, a task and a link lead to the list change, and it is carried out with it', async () => {
    const { editor, reviewer, operator } = platform.tokens;
    const { id } = await itemOf(opened.datasetId);
    const decision = an({
      feasibility: 'unconditional',
      decision: 'make-static',
      reason: '业务系统已经停用',
    });
    await post(editor, `/review-items/${id}/prepare`, decision);
    await post(reviewer, `/review-items/${id}/confirm`);
    const followed = async (): Promise<FollowUp | null> =>
      (await platform.ask<{ followUp: FollowUp | null }>(editor, 'GET', `/review-items/${id}`)).followUp;
    expect(await followed()).toMatchObject({
      datasetId: opened.datasetId,
      carriedOut: false,
      workOrder: null,
    });
    expect(await tasksOf(editor)).toEqual([['carry-out-review', '1项评估结论还没有调整清单']]);
    const { workOrderId: order } = await platform.ask<{ workOrderId: string }>(
      editor,
      'POST',
      `/datasets/${opened.datasetId}/make-static`,
      { body: { reason: '系统已停用，数据不再产生' }, status: 201 },
    );
    await post(reviewer, `/work-orders/${order}/submit`);
    expect(await followed()).toMatchObject({
      carriedOut: false,
      workOrder: { id: order, state: 'submitted' },
    });
    await platform.ask(operator, 'POST', `/work-orders/${order}/accept`, { body: {} });
    expect(await followed()).toMatchObject({ carriedOut: true });
    expect(await tasksOf(editor)).toEqual([]);
  });

  it('[xz-10] given a review under way, when something is catalogued or leaves the list, then it is added or lapses, and what is there again is due again', async () => {
    const entry = await anEntry('评估期间新编的目录');
    await collectAll(platform.services);
    expect(await itemOf(entry.id)).toMatchObject({ state: 'due' });
    const listed = await openDataset(platform, aFile(ROWS), '评估期间列入清单的停车场信息');
    await collectAll(platform.services);
    expect(await itemOf(listed.datasetId)).toMatchObject({ state: 'due', kind: 'dataset' });
    await post(platform.tokens.reviewer, `/datasets/${listed.datasetId}/withdraw`, {
      reason: '与另一数据集重复',
    });
    await collectAll(platform.services);
    expect(await itemOf(listed.datasetId, '&state=lapsed')).toMatchObject({
      state: 'lapsed',
      can: { prepare: false },
    });
    const { catalogueEntryId } = await platform.ask<DraftView>(
      platform.tokens.editor,
      'GET',
      `/datasets/${listed.datasetId}/draft`,
    );
    expect(await itemOf(catalogueEntryId ?? '')).toMatchObject({ state: 'due', kind: 'entry' });
  });

  it('[xz-10] given everything confirmed, when the authority ends the review, then it is over and nothing of it moves any more', async () => {
    const { editor, reviewer } = platform.tokens;
    const path = `/reviews/${review.id}`;
    const { count } = await post<ReviewEffect>(editor, `${path}/prepare-items`, { assessment: an() });
    await post(editor, `${path}/prepare-items`, { assessment: an(), preview: false, count });
    await post(reviewer, `${path}/confirm-items`, { preview: false, count });
    expect(await post<Stepped>(authority, `${path}/end`)).toMatchObject({
      state: 'ended',
      provision: 'xz-10',
    });
    const { bodies } = await platform.ask<{ bodies: BodyProgress[] }>(authority, 'GET', path);
    expect(bodies).toMatchObject([
      { publisher: { code: 'JTW' }, due: 0, prepared: 0, total: 7, confirmed: 7 },
    ]);
    await post(authority, `${path}/end`, {}, 409);
    await post(editor, `${path}/prepare-items`, { assessment: an() }, 409);
    await anEntry('评估结束以后新编的目录');
    await collectAll(platform.services);
    expect(await items('&q=结束以后')).toEqual([]);
  });

  it('[xz-10] given ten thousand entries, when the review of another year is opened, then each has its work order', async () => {
    const made = `insert into catalogue_entry
      (id, body_id, name, summary, domain, openness, origin, fields, created_at, changed_at)
      select gen_random_uuid(), $1, '批量目录' || n, '', 'transport', 'closed', 'system', '[]', now(), now()
      from generate_series(1, 10000) as n`;
    await platform.services.pool.query(made, [platform.bodies.other]);
    const last = await post<ReviewView>(authority, '/reviews', { year: year - 1 }, 201);
    expect(last.progress.due).toBeGreaterThan(10_000);
    const page = await platform.ask<Page<ReviewItemView>>(
      authority,
      'GET',
      `/reviews/${last.id}/items?publisher=STJ&limit=1`,
    );
    expect(page.total).toBe(10_000);
  });
});
