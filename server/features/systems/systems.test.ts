import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Stepped } from '../../../rules/api/views.ts';
import type { CatalogueEntryView } from '../../../rules/catalogue/catalogue.schema.ts';
import type { DraftView } from '../../../rules/datasets/drafts.operations.ts';
import type { ProblemExtra } from '../../../rules/problems/problems.ts';
import type { SchemeItem } from '../../../rules/systems/acceptance.ts';
import type { SystemView } from '../../../rules/systems/systems.operations.ts';
import type { Task } from '../../../rules/work-orders/work-orders.operations.ts';
import { aFile, openDataset } from '../../testing/publishing.ts';
import { testPlatform, type Platform } from '../../testing/platform.ts';

const ROWS = '编号,名称,泊位数\n0001,甲停车场,120\n0002,乙停车场,80\n';

let platform: Platform;
beforeAll(async () => {
  platform = await testPlatform();
}, 60_000);
afterAll(() => platform.close());

const post = <T>(token: string, path: string, body: object = {}, status = 200): Promise<T> =>
  platform.ask<T>(token, 'POST', path, { body, status });
const anItem = (name: string, changes: Partial<SchemeItem> = {}): SchemeItem => ({
  name,
  openClass: 'unconditional',
  interface: 'file',
  updateFrequency: 'static',
  catalogueEntryId: null,
  ...changes,
});
const sentences = ({ errors = [] }: ProblemExtra): string[] => errors.map(({ detail }) => detail);
const tasksOf = async (token: string): Promise<string[]> =>
  (await platform.ask<{ items: Task[] }>(token, 'GET', '/tasks')).items
    .map(({ kind }) => kind)
    .filter((kind) => kind.endsWith('-system'));
const aSystem = (name: string, scheme: SchemeItem[]): Promise<SystemView> =>
  post(platform.tokens.editor, '/systems', { name, purpose: '发布停车信息', scheme }, 201);
const save = (system: SystemView, scheme: SchemeItem[], status = 200): Promise<SystemView> =>
  platform.ask(platform.tokens.editor, 'PUT', `/systems/${system.id}`, {
    body: { name: system.name, purpose: system.purpose, scheme, revision: system.revision },
    status,
  });

describe('an information system', () => {
  it('[xz-23] given a system without a scheme, when it shall be built, then it is refused until the scheme is written', async () => {
    const system = await aSystem('没有方案的系统', []);
    const { reviewer } = platform.tokens;
    expect(await post(reviewer, `/systems/${system.id}/begin`, {}, 422)).toMatchObject({
      code: 'scheme-missing',
      title: '还没有公共数据开放方案',
    });
    await post(platform.tokens.editor, '/systems', { name: '没有方案的系统', purpose: '', scheme: [] }, 409);
    await save(system, [anItem('停车场')]);
    await save(system, [], 412);
    expect(await tasksOf(reviewer)).toEqual(['confirm-system']);
    expect(await post(reviewer, `/systems/${system.id}/begin`)).toMatchObject({ state: 'building' });
  });

  it('[xz-23] given a system at acceptance, when catalogue and list lack something, then each missing thing is named at once; returned and completed it is accepted', async () => {
    const { editor, reviewer, operator } = platform.tokens;
    const scheme = [anItem('停车场基本信息'), anItem('停车执法底稿', { openClass: 'closed' })];
    const system = await aSystem('停车诱导系统', scheme);
    expect(system.code).toMatch(/^XT-\d{4}-\d{6}$/);
    const path = `/systems/${system.id}`;
    await post(reviewer, `${path}/begin`);
    await post(reviewer, `${path}/request`);
    const refused = await post<ProblemExtra>(operator, `${path}/accept`, {}, 422);
    expect(refused).toMatchObject({ code: 'system-incomplete', provision: 'xz-23' });
    const missing = [
      '“停车场基本信息”还没有编入目录，请编目后在方案里填上目录条目。',
      '“停车场基本信息”还没有列入开放清单，请编制清单条目并提出清单调整。',
      '“停车执法底稿”还没有编入目录，请编目后在方案里填上目录条目。',
    ];
    expect(sentences(refused)).toEqual(missing);
    expect(sentences(await post<ProblemExtra>(operator, `${path}/return`, { reasons: [] }, 400))).toEqual([
      '请写明退回的理由，全部理由一次说完。',
    ]);
    await post(operator, `${path}/return`, { reasons: missing });
    expect(await tasksOf(editor)).toEqual(['mend-system']);

    const { datasetId } = await openDataset(platform, aFile(ROWS), '停车诱导系统停车场信息');
    const { catalogueEntryId } = await platform.ask<DraftView>(editor, 'GET', `/datasets/${datasetId}/draft`);
    const entry = {
      name: '停车执法底稿',
      summary: '',
      domain: 'transport',
      openness: 'closed',
      origin: 'system',
      fields: [{ name: '文号', label: '文号', description: '处罚文书的编号' }],
    };
    const drafts = await post<CatalogueEntryView>(editor, '/catalogue-entries', entry, 201);
    const saved = await save(system, [
      { ...scheme[0]!, catalogueEntryId },
      { ...scheme[1]!, catalogueEntryId: drafts.id },
    ]);
    expect(saved.scheme.flatMap(({ lacks }) => lacks)).toEqual([]);
    expect(await post<Stepped>(reviewer, `${path}/request`)).toMatchObject({ state: 'acceptance-requested' });
    expect(await tasksOf(operator)).toEqual(['decide-system']);
    expect(await post<Stepped>(operator, `${path}/accept`)).toMatchObject({ state: 'accepted', next: [] });
    await save(saved, [], 409);
  });

  it('[xz-23] given an entry of another body, when a scheme is bound to it, then it is refused with a sentence', async () => {
    const entry = {
      name: '别处的目录',
      summary: '',
      domain: 'transport',
      openness: 'closed',
      origin: 'system',
      fields: [],
    };
    const { id } = await post<CatalogueEntryView>(
      platform.tokens.otherEditor,
      '/catalogue-entries',
      entry,
      201,
    );
    const refused = await post<ProblemExtra>(
      platform.tokens.editor,
      '/systems',
      { name: '借用目录的系统', purpose: '', scheme: [anItem('别处的数据', { catalogueEntryId: id })] },
      400,
    );
    expect(sentences(refused)).toEqual(['“别处的数据”的目录条目不在本单位的目录里，请改填本单位的条目。']);
  });
});
