import iconv from 'iconv-lite';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { CatalogueEntrySummary, CatalogueEntryView } from '../../../rules/catalogue/catalogue.schema.ts';
import type { DatasetPage, DatasetView } from '../../../rules/datasets/datasets.operations.ts';
import type { DraftView } from '../../../rules/datasets/drafts.operations.ts';
import type { HistoryItem } from '../../../rules/events/event.schema.ts';
import type { Task } from '../../../rules/work-orders/work-orders.operations.ts';
import { aFile, sendVersion } from '../../testing/publishing.ts';
import { testPlatform, type Platform } from '../../testing/platform.ts';
import { changesOf, csvOf, importCatalogue, sendCatalogue } from './testing/import-file.ts';

let platform: Platform;
beforeAll(async () => {
  platform = await testPlatform();
}, 60_000);
afterAll(() => platform.close());

const line = (number: number, cells: Record<string, string> = {}) => ({
  序号: String(number),
  数据资源提供部门: number % 2 ? '某市园林局' : '某市青山区人民政府',
  数据集ID: `P${String(number).padStart(4, '0')}`,
  数据资源名称: `某市公园绿地信息第${number}批`,
  数据领域: '资源环境',
  开放条件: number % 3 ? '无条件开放&&' : '仅限研究;&&注明来源',
  浏览量: '12',
  数据资源内容描述: `第${number}批公园绿地，一行一处，含名称与面积。`,
  更新频率: '每半年',
  开放属性: number % 3 ? '无条件开放' : '有条件开放',
  首次发布日期: '2026-01-02 08:00:00',
  最近更新日期: '2026-03-04 09:30:00',
  dataset_url: `https://portal.example.cn/view?id=P${number}`,
  record_count: '2,038',
  spatial_scope: '本市',
  time_scope: '-',
  field_names: '名称;面积;GYMC',
  ...cells,
});
const CITY = Array.from({ length: 30 }, (_, i) => line(i + 1));

const entries = async (query = ''): Promise<CatalogueEntrySummary[]> =>
  (
    await platform.ask<{ items: CatalogueEntrySummary[] }>(
      platform.tokens.operator,
      'GET',
      `/catalogue-entries?limit=100&q=${encodeURIComponent('公园绿地')}${query}`,
    )
  ).items;
const entryNamed = async (name: string): Promise<CatalogueEntryView> => {
  const found = (await entries()).find((entry) => entry.name === name);
  return platform.ask(platform.tokens.operator, 'GET', `/catalogue-entries/${found?.id ?? ''}`);
};
const editorOf = async (bodyId: string): Promise<string> => platform.person('publisher-editor', { bodyId });

describe('a catalogue that another portal exported', () => {
  it('[xz-9] given it is only sent, when compared, then it says what would change and nothing has', async () => {
    const compared = await sendCatalogue(platform, '目录.csv', csvOf(CITY));
    expect(compared).toMatchObject({
      state: 'compared',
      source: 'data.sh.gov.cn',
      counts: { new: 30, same: 0, vanished: 0 },
      newBodies: [
        { code: 'MSYLJ', name: '某市园林局' },
        { code: 'MSQSQRMZ', name: '某市青山区人民政府' },
      ],
    });
    expect(compared.findings).toContainEqual({ code: 'materials-missing', datasets: 10, times: 10 });
    expect(await entries()).toEqual([]);
    await platform.ask(platform.tokens.operator, 'POST', `/catalogue-imports/${compared.id}/drop`, {
      body: {},
    });
  });

  it('[xz-9] given it is taken, when the list is read, then bodies, entries and datasets are there, bound field by field, conditions whole', async () => {
    const taken = await importCatalogue(platform, '目录.csv', csvOf(CITY));
    expect(taken).toMatchObject({ state: 'taken', counts: { new: 30 }, done: 30 });
    expect(taken.findings).toEqual(
      expect.arrayContaining([
        { code: 'grade-missing', datasets: 30, times: 30 },
        { code: 'abbreviation-unexplained', datasets: 30, times: 30 },
        { code: 'materials-missing', datasets: 10, times: 10 },
      ]),
    );
    const entry = await entryNamed('某市公园绿地信息第3批');
    expect(entry).toMatchObject({
      provenance: 'imported',
      bodyName: '某市园林局',
      updateFrequency: 'half-yearly',
      sharedFrom: null,
      source: { id: 'P0003', url: 'https://portal.example.cn/view?id=P3', updated: '2026-03-04 09:30:00' },
      dataset: { state: 'listed' },
    });
    expect(entry.source?.rest).toContainEqual({ header: 'record_count', text: '2,038' });
    const dataset = await platform.ask<DatasetView>(null, 'GET', `/datasets/${entry.dataset?.code ?? ''}`);
    expect(dataset).toMatchObject({
      openClass: 'conditional',
      conditions: ['仅限研究;&&注明来源'],
      listedAt: '2026-01-02T00:00:00.000Z',
      source: { url: 'https://portal.example.cn/view?id=P3' },
    });
    expect(dataset.fields.map(({ name, binding }) => [name, binding])).toEqual([
      ['名称', '名称'],
      ['面积', '面积'],
      ['GYMC', 'GYMC'],
    ]);
  });

  it('[xz-17] given a dataset without data, when its rows are asked for, then the answer is 409 no-data-yet', async () => {
    const { dataset } = await entryNamed('某市公园绿地信息第1批');
    for (const part of ['records', 'exports/csv']) {
      const answer = await platform.ask(null, 'GET', `/datasets/${dataset?.id ?? ''}/${part}`, {
        status: 409,
      });
      expect(answer).toMatchObject({ code: 'no-data-yet' });
    }
  });

  it('[xz-13] given data for an entry that was never graded, when it is to be published, then it is not', async () => {
    const { bodyId, dataset } = await entryNamed('某市公园绿地信息第5批');
    const tokens = { ...platform.tokens, editor: await editorOf(bodyId) };
    const file = aFile('名称,面积,GYMC\n甲公园,1.5,JIA\n乙公园,2.5,YI\n');
    const { version } = await sendVersion({ ...platform, tokens }, file, dataset?.id);
    expect(version.findings).toEqual([]);
    const reviewer = await platform.person('publisher-reviewer', { bodyId });
    const refused = await platform.ask(reviewer, 'POST', `/versions/${version.id}/publish`, {
      body: {},
      status: 422,
    });
    expect(refused).toMatchObject({ code: 'against-grading', provision: 'xz-13' });
    const listed = await platform.ask<DatasetView>(null, 'GET', `/datasets/${dataset?.code ?? ''}`);
    expect(listed).toMatchObject({ state: 'listed' });
  });

  it('[xz-9] given what is missing, when the body’s editor looks for work, then each is a task and the draft says all of it', async () => {
    const { bodyId, dataset } = await entryNamed('某市公园绿地信息第1批');
    const editor = await editorOf(bodyId);
    const { items } = await platform.ask<{ items: Task[] }>(editor, 'GET', '/tasks');
    expect(items.filter(({ kind }) => kind === 'mend-imported')).toHaveLength(15);
    const draft = await platform.ask<DraftView>(editor, 'GET', `/datasets/${dataset?.id ?? ''}/draft`);
    expect(draft.findings.map(({ code }) => code)).toEqual(
      expect.arrayContaining(['relations-missing', 'description-missing', 'abbreviation-unexplained']),
    );
  });

  it('[xz-25-5] given it was taken, when histories are read, then entry, list and import have their acts, by whoever took it', async () => {
    const { id, dataset } = await entryNamed('某市公园绿地信息第1批');
    const acts = async (path: string): Promise<string[]> => {
      const { items } = await platform.ask<{ items: HistoryItem[] }>(platform.tokens.operator, 'GET', path);
      return items.map(({ action, role }) => `${action} ${role}`);
    };
    expect(await acts(`/catalogue-entries/${id}/history`)).toEqual(['catalogue-entry.import operator']);
    expect(await acts(`/datasets/${dataset?.id ?? ''}/history`)).toEqual(['dataset.list operator']);
  });

  it('given the same again, when taken, then nothing changes', async () => {
    const before = await platform.ask<DatasetPage>(null, 'GET', '/datasets?limit=100');
    const { counts } = await importCatalogue(platform, '目录.csv', csvOf(CITY));
    expect(counts).toMatchObject({ new: 0, changed: 0, same: 30, disputed: 0, vanished: 0 });
    expect(await platform.ask<DatasetPage>(null, 'GET', '/datasets?limit=100')).toEqual(before);
  });

  it.each(['csv', 'xlsx', 'json', 'csv?encoding=gb18030'])(
    '[xz-9] given an export as %s, when imported again, then nothing changes',
    async (format) => {
      const answer = await platform.app.inject({
        url: `/api/v1/catalogue-exports/${format}`,
        headers: { authorization: `Bearer ${platform.tokens.operator}` },
      });
      expect(answer.statusCode).toBe(200);
      const name = `out.${format.slice(0, 4).replace('?', '')}`;
      const { counts, total } = await sendCatalogue(platform, name, answer.rawPayload);
      expect({ counts, total }).toMatchObject({
        counts: { new: 0, changed: 0, same: 30, disputed: 0, vanished: 0, unusable: 0 },
        total: 30,
      });
    },
  );

  it('given a newer export in GB18030, when taken, then what changed is named by column, what a person wrote stays, and what vanished is told', async () => {
    const edited = await entryNamed('某市公园绿地信息第7批');
    const editor = await editorOf(edited.bodyId);
    const { id, revision, name, domain, openness, origin, fields } = edited;
    const body = {
      name,
      domain,
      openness,
      origin,
      fields,
      revision,
      summary: '编辑改写的摘要，逐处核对过。',
    };
    await platform.ask(editor, 'PUT', `/catalogue-entries/${id}`, { body });

    const newer = [
      ...CITY.slice(0, 29).map((cells, i) => {
        if (i === 4) return { ...cells, 更新频率: '每天', record_count: '2,040' };
        if (i === 6) return { ...cells, 数据资源内容描述: '来源改写的摘要。' };
        return { ...cells, 浏览量: '99' };
      }),
      line(31),
      line(31),
      line(32, { 开放属性: '以后再说' }),
    ];
    const bytes = iconv.encode(csvOf(newer).toString(), 'gb18030');
    const taken = await importCatalogue(platform, '新目录.csv', bytes);
    expect(taken.counts).toEqual({
      new: 1,
      changed: 1,
      same: 27,
      disputed: 1,
      vanished: 1,
      repeated: 1,
      unusable: 1,
    });
    const changes = await changesOf(platform, taken.id);
    expect(
      changes.map(({ kind, sourceId, differences }) => [
        kind,
        sourceId,
        differences.map(({ header }) => header),
      ]),
    ).toEqual([
      ['changed', 'P0005', ['更新频率', 'record_count']],
      ['disputed', 'P0007', ['数据资源内容描述']],
      ['new', 'P0031', []],
      ['repeated', 'P0031#31', []],
      ['unusable', 'P0032#32', ['开放属性']],
      ['vanished', 'P0030', []],
    ]);
    expect(changes[0]?.differences).toEqual([
      { header: '更新频率', before: '每半年', after: '每天' },
      { header: 'record_count', before: '2,038', after: '2,040' },
    ]);
    expect(changes[1]?.differences).toEqual([
      { header: '数据资源内容描述', before: '编辑改写的摘要，逐处核对过。', after: '来源改写的摘要。' },
    ]);
    expect(changes[4]?.differences).toEqual([{ header: '开放属性', before: '', after: '以后再说' }]);
    expect(await entryNamed('某市公园绿地信息第5批')).toMatchObject({
      updateFrequency: 'daily',
      revision: 2,
    });
    const theirs = await entryNamed('某市公园绿地信息第7批');
    expect(theirs).toMatchObject({
      summary: '编辑改写的摘要，逐处核对过。',
      disputed: true,
      source: {
        disputed: [{ theirs: '来源改写的摘要。', ours: '编辑改写的摘要，逐处核对过。' }],
      },
    });
    expect((await entryNamed('某市公园绿地信息第30批')).dataset?.state).toBe('listed');
    const { items } = await platform.ask<{ items: Task[] }>(editor, 'GET', '/tasks');
    expect(items).toContainEqual(expect.objectContaining({ kind: 'decide-disputed', thingId: id }));
    expect((await importCatalogue(platform, '新目录.csv', bytes)).counts).toMatchObject({
      disputed: 0,
      same: 30,
    });
  });

  it('given a table that is no catalogue, when sent, then it is refused and the columns are named', async () => {
    const refused = await sendCatalogue(
      platform,
      '表.csv',
      csvOf([
        { 编号: '1', 名称: '甲' },
        { 编号: '2', 名称: '乙' },
      ]),
    );
    expect(refused.state).toBe('refused');
    expect(refused.problem?.detail).toContain('数据集ID');
  });

  it.each([
    ['only headers', csvOf([line(1)]).subarray(0, csvOf([line(1)]).indexOf('\r\n')), '没有一个数据集'],
    ['what is no table', Buffer.from([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a, 0, 0, 0, 0]), ''],
    [
      'a text in an encoding cut in half',
      iconv.encode(csvOf(CITY).toString(), 'utf-16le').subarray(0, 501),
      '',
    ],
    ['nothing but blank lines', Buffer.from('\n\n \n'), ''],
  ])(
    'given %s, when sent, then it is refused with a sentence and nothing changes',
    async (_, bytes, words) => {
      const before = await platform.ask(null, 'GET', '/datasets?limit=100');
      const refused = await sendCatalogue(platform, '坏.csv', bytes);
      expect(refused).toMatchObject({ state: 'refused', counts: null });
      expect(refused.problem?.detail).toContain(words);
      expect(refused.problem?.detail.length).toBeGreaterThan(10);
      expect(await platform.ask(null, 'GET', '/datasets?limit=100')).toEqual(before);
    },
  );

  it('[zb2019] given a line that says it was got by sharing, when taken, then it is in the catalogue, on no list, and names the body that can list it', async () => {
    const shared = line(41, { 共享来源单位: '某市水务中心' });
    await importCatalogue(platform, '共享.csv', csvOf([shared]));
    expect(await entryNamed('某市公园绿地信息第41批')).toMatchObject({
      sharedFrom: { name: '某市水务中心' },
      dataset: null,
    });
    expect(await entries('&shared=true')).toHaveLength(1);
  });
});
