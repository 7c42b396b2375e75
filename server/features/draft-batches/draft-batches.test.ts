import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { DraftView } from '../../../rules/datasets/drafts.operations.ts';
import type { DraftBatchView } from '../../../rules/draft-batches/draft-batches.operations.ts';
import type { HistoryItem } from '../../../rules/events/event.schema.ts';
import {
  aFile,
  completed,
  openDataset,
  sendVersion,
  submitListing,
  writeDraft,
} from '../../testing/publishing.ts';
import { testPlatform, type Platform } from '../../testing/platform.ts';
import { edit, exported, itemsOf, sendList, sheetsIn, workbookOf, type Sheet } from './testing/list-file.ts';

let platform: Platform;
let made = 0;
beforeAll(async () => {
  platform = await testPlatform();
}, 60_000);
afterAll(() => platform.close());

const CODE = '数据集代码';
const LOTS = '编号,名称,泊位数\n0001,甲停车场,120\n0002,乙停车场,80\n';

async function aDraft(name = `某区公共停车场信息${(made += 1)}`): Promise<DraftView> {
  const { datasetId } = await sendVersion(platform, aFile(LOTS));
  return writeDraft(platform, datasetId, (entry) => completed(entry, name));
}
const draftOf = (id: string): Promise<DraftView> =>
  platform.ask(platform.tokens.editor, 'GET', `/datasets/${id}/draft`);
const workbook = async (path = '/draft-exports/xlsx'): Promise<Sheet[]> =>
  sheetsIn(await exported(platform, platform.tokens.editor, path));
const take = (id: string, status = 200): Promise<unknown> =>
  platform.ask(platform.tokens.editor, 'POST', `/draft-batches/${id}/take`, { body: {}, status });

describe('the list that goes out as a workbook and comes back', () => {
  it('[xz-9] given cells edited in another program, when it comes back, then it is looked over first, and taking it writes drafts and nothing public', async () => {
    const { datasetId } = await openDataset(platform, aFile(LOTS), '某区公共停车场信息（在清单上）');
    const one = await draftOf(datasetId);
    const two = await aDraft();
    const sheets = await workbook();
    expect(sheets.map(({ name }) => name)).toEqual(['开放清单', '字段', '选项']);
    const [list, fields] = sheets;
    edit(list, [one.code], '更新频率', '每月');
    edit(list, [one.code], '关键词', '停车、泊位');
    edit(list, [two.code], '摘要', '');
    edit(fields, [one.code, '泊位数'], '说明', '可以停的车数');
    const batch = await sendList(platform, platform.tokens.editor, await workbookOf(sheets));
    expect(batch).toMatchObject({ state: 'compared', counts: { change: 2, conflict: 0, refused: 0 } });
    const [first, second] = await itemsOf(platform, platform.tokens.editor, batch.id);
    expect(first).toMatchObject({ code: one.code, outcome: 'change', refusals: [] });
    expect(first?.changes).toEqual([
      { field: null, element: 'keywords', before: '', after: '停车\n泊位', standing: 'change' },
      { field: null, element: 'updateFrequency', before: 'static', after: 'monthly', standing: 'change' },
      {
        field: '泊位数',
        element: 'description',
        before: '泊位数的说明',
        after: '可以停的车数',
        standing: 'change',
      },
    ]);
    expect(second?.findings?.brought).toMatchObject([{ code: 'summary-missing', provision: 'xz-9' }]);
    expect((await draftOf(one.id)).entry).toEqual(one.entry);
    await take(batch.id);
    const after = await draftOf(one.id);
    expect(after.entry).toMatchObject({ updateFrequency: 'monthly', keywords: ['停车', '泊位'] });
    expect(after.entry.fields.at(-1)?.description).toBe('可以停的车数');
    expect(after.listed).toEqual(one.listed);
    const { items } = await platform.ask<{ items: HistoryItem[] }>(
      platform.tokens.editor,
      'GET',
      `/datasets/${one.id}/history`,
    );
    expect(items.filter(({ action }) => action === 'draft.save')).toHaveLength(2);
    await take(batch.id, 409);
  });

  it('[xz-9] given somebody else changed the same element meanwhile, when it comes back, then theirs stays, shown as a conflict, and the rest is taken', async () => {
    const draft = await aDraft();
    const sheets = await workbook();
    edit(sheets[0], [draft.code], '地域范围', '浦东新区');
    edit(sheets[0], [draft.code], '时间范围', '2020年起');
    await writeDraft(platform, draft.id, (entry) => ({ ...entry, area: '徐汇区' }));
    const batch = await sendList(platform, platform.tokens.editor, await workbookOf(sheets));
    expect(batch.counts).toMatchObject({ change: 1, conflict: 1 });
    await writeDraft(platform, draft.id, (entry) => ({ ...entry, relations: '与道路数据按路名关联' }));
    await take(batch.id);
    const { entry } = await draftOf(draft.id);
    expect(entry).toMatchObject({
      area: '徐汇区',
      timeCoverage: '2020年起',
      relations: '与道路数据按路名关联',
    });
    const [item] = await itemsOf(platform, platform.tokens.editor, batch.id);
    expect(item?.changes.map(({ element, standing }) => [element, standing])).toEqual([
      ['timeCoverage', 'change'],
      ['area', 'conflict'],
    ]);
  });

  it('[xz-9] given lines that cannot be taken, when it comes back, then each says its row and what to do, and the good ones are taken', async () => {
    const draft = await aDraft();
    const locked = await aDraft();
    const sheets = await workbook();
    const [list] = sheets;
    const row = (list?.rows.findIndex((cells) => cells.includes(draft.code)) ?? 0) + 1;
    edit(list, [draft.code], '数据领域', '衣食住行');
    edit(list, [draft.code], '地域范围', '浦东新区');
    edit(list, [locked.code], '地域范围', '浦东新区');
    const check = list?.rows.find((cells) => cells.includes(draft.code))?.at(-1) ?? '';
    list?.rows.push(
      ['SH-XXX-000001', ...Array<string>(list.rows[0]?.length ?? 0)].slice(0, -2).concat(check),
    );
    await submitListing(platform, locked.id);
    const batch = await sendList(platform, platform.tokens.editor, await workbookOf(sheets));
    const items = await itemsOf(platform, platform.tokens.editor, batch.id);
    const of = (code: string) => items.find((item) => item.code === code);
    expect(of(draft.code)?.refusals).toMatchObject([{ code: 'unknown-choice', row }]);
    expect(of(draft.code)?.refusals[0]?.detail).toContain(
      `第 ${row} 行：数据领域“衣食住行”不在可选之列。可选：`,
    );
    expect(of(locked.code)).toMatchObject({ outcome: 'refused', refusals: [{ code: 'under-way' }] });
    expect(of('SH-XXX-000001')).toMatchObject({ outcome: 'refused', dataset: null });
    await take(batch.id);
    expect((await draftOf(draft.id)).entry.area).toBe('浦东新区');
    expect((await draftOf(locked.id)).entry.area).toBe('全市');
  });

  it('[xz-9] given another body’s dataset in the file, when it comes back, then it is answered as if it were not there', async () => {
    const draft = await aDraft();
    const sheets = await workbook();
    edit(sheets[0], [draft.code], '地域范围', '浦东新区');
    const { otherEditor } = platform.tokens;
    const batch = await sendList(platform, otherEditor, await workbookOf(sheets));
    expect(batch.counts).toMatchObject({ change: 0, refused: 1 });
    const [item] = await itemsOf(platform, otherEditor, batch.id);
    expect(item).toMatchObject({ dataset: null, refusals: [{ code: 'unknown-dataset' }], changes: [] });
    await platform.ask(platform.tokens.editor, 'GET', `/draft-batches/${batch.id}`, { status: 404 });
    await platform.ask(otherEditor, 'POST', `/draft-batches/${batch.id}/take`, { body: {} });
    expect((await draftOf(draft.id)).entry.area).toBe('全市');
  });

  it.each(['utf-8', 'gb18030'])(
    '[xz-9] given the list as CSV in %s, when it comes back unchanged, then nothing would change',
    async (encoding) => {
      for (const part of ['list', 'fields']) {
        const csv = await exported(
          platform,
          platform.tokens.editor,
          `/draft-exports/csv?part=${part}&encoding=${encoding}`,
        );
        const batch = await sendList(platform, platform.tokens.editor, csv, { fileName: '清单.csv' });
        expect(batch.counts).toMatchObject({ change: 0, conflict: 0, refused: 0 });
        expect(batch.counts.looked).toBeGreaterThan(2);
      }
    },
  );

  it('[xz-9] given it is exported in English, when it comes back, then its words are understood all the same', async () => {
    const draft = await aDraft();
    const answer = await platform.app.inject({
      url: '/api/v1/draft-exports/csv',
      headers: { authorization: `Bearer ${platform.tokens.editor}`, 'accept-language': 'en' },
    });
    const line = answer.body.split('\r\n').find((each) => each.startsWith(draft.code)) ?? '';
    const [header = ''] = answer.body.split('\r\n');
    const bytes = Buffer.from(`${header}\r\n${line.replace('Static data', 'Weekly')}\r\n`);
    expect(line).toContain('Static data');
    const batch = await sendList(platform, platform.tokens.editor, bytes, { fileName: 'list.csv' });
    const [item] = await itemsOf(platform, platform.tokens.editor, batch.id);
    expect(item?.changes).toMatchObject([{ element: 'updateFrequency', after: 'weekly' }]);
  });

  it.each([
    ['no list', 'a,b\n1,2\n', '表.csv', 422, 'unsupported-format'],
    ['nothing that can be read', '\u0000\u0001\u0002\u0003PK', '清单.xlsx', 422, undefined],
    ['empty', '  \n', '清单.csv', 422, undefined],
  ])(
    'given a file that is %s, when it is sent, then a sentence says so',
    async (_, text, fileName, status, code) => {
      const sent = await sendList(platform, platform.tokens.editor, Buffer.from(text), { fileName, status });
      const problem = sent as unknown as { code: string; detail: string };
      if (code !== undefined) expect(problem.code).toBe(code);
      expect(problem.detail).toMatch(/\p{Script=Han}{8}/u);
    },
  );
});

describe('one element of many datasets at once', () => {
  const ask = (body: object, status = 201): Promise<DraftBatchView> =>
    platform.ask(platform.tokens.editor, 'POST', '/draft-batches', { body, status });

  it('[xz-9] given datasets and an element, when edited, then each shows before and after, and a second time changes nothing', async () => {
    const drafts = [await aDraft(), await aDraft()];
    const body = {
      datasets: drafts.map(({ id }) => id),
      edit: { element: 'summary', mode: 'append', value: '数据由市交通委汇总。' },
    };
    const batch = await ask(body);
    expect(batch.counts).toEqual({ looked: 2, change: 2, same: 0, conflict: 0, refused: 0 });
    await take(batch.id);
    for (const { id, entry } of drafts)
      expect((await draftOf(id)).entry.summary).toBe(`${entry.summary}数据由市交通委汇总。`);
    expect((await ask(body)).counts).toMatchObject({ change: 0, same: 2 });
  });

  it('[xz-9] given a filter, when an element is edited, then all that it fits are looked at, of this body alone', async () => {
    const one = await aDraft('某镇充电桩信息一');
    const two = await aDraft('某镇充电桩信息二');
    const batch = await ask({
      q: '充电桩',
      edit: { element: 'keywords', mode: 'append', value: '充电、桩' },
    });
    const items = await itemsOf(platform, platform.tokens.editor, batch.id);
    expect(items.map(({ code }) => code)).toEqual([one.code, two.code]);
    await platform.ask(platform.tokens.editor, 'POST', `/draft-batches/${batch.id}/drop`, { body: {} });
    await take(batch.id, 409);
    expect((await draftOf(one.id)).entry.keywords).toEqual([]);
  });

  it('[xz-9] given fields without binding, when filled in from the catalogue, then each is bound to its own, what was written stays', async () => {
    const draft = await aDraft();
    const { entry } = await writeDraft(platform, draft.id, ({ fields, ...rest }) => ({
      ...rest,
      fields: fields.map((field) => ({ ...field, binding: '' })),
    }));
    const filled = { datasets: [draft.id], edit: { element: 'from-catalogue', mode: 'fill', value: '' } };
    const batch = await ask(filled);
    const [item] = await itemsOf(platform, platform.tokens.editor, batch.id);
    expect(item?.changes.map(({ field, element, after }) => [field, element, after])).toEqual(
      entry.fields.map(({ name }) => [name, 'binding', name]),
    );
    expect(item?.findings?.mended.map(({ code }) => code)).toEqual(entry.fields.map(() => 'binding-missing'));
    await take(batch.id);
    expect((await draftOf(draft.id)).entry).toEqual(draft.entry);
    expect((await ask(filled)).counts).toMatchObject({ change: 0, same: 1 });
  });

  it('[xz-9] given a text that cannot stand there, when edited, then it is refused at once, or for the dataset that it does not fit', async () => {
    const draft = await aDraft();
    const edited = (edit: object, status?: number) => ask({ datasets: [draft.id], edit }, status);
    await edited({ element: 'domain', mode: 'set', value: 'nowhere' }, 400);
    await edited({ element: 'openClass', mode: 'append', value: 'closed' }, 400);
    await edited({ element: 'area', mode: 'fill', value: ' ' }, 400);
    const batch = await edited({ element: 'area', mode: 'append', value: '市'.repeat(199) });
    const [item] = await itemsOf(platform, platform.tokens.editor, batch.id);
    expect(item).toMatchObject({ outcome: 'refused', refusals: [{ code: 'too-long', row: null }] });
  });
});

describe('the open list for anyone', () => {
  it('[xz-9] given open, conditional and closed datasets, when anyone takes the list, then closed ones have name, publisher and ground, and nothing more', async () => {
    const { datasetId } = await sendVersion(platform, aFile(LOTS));
    await writeDraft(platform, datasetId, (entry) => {
      const full = completed(entry, '某区停车违法人员信息');
      const levels = { ...full.grade.levels, person: 'A3' };
      const ground = '含个人行踪';
      return { ...full, openClass: 'closed', grade: { ...full.grade, levels }, explanation: ground };
    });
    const order = await submitListing(platform, datasetId);
    await platform.ask(platform.tokens.operator, 'POST', `/work-orders/${order}/accept`, { body: {} });
    const { code } = await draftOf(datasetId);
    const bytes = await exported(platform, null, '/open-list-exports/xlsx');
    const [list, fields, closed] = await sheetsIn(bytes);
    expect(closed?.rows).toEqual([
      ['名称', '数据开放主体', '不开放的理由'],
      ['某区停车违法人员信息', expect.any(String), '含个人行踪'],
    ]);
    expect(list?.rows[0]).not.toContain('核对码（勿改）');
    for (const rows of [list?.rows, fields?.rows]) {
      expect(rows?.length).toBeGreaterThan(1);
      expect(JSON.stringify(rows)).not.toContain('违法人员');
    }
    expect(list?.rows[0]?.[0]).toBe(CODE);
    const json = (await exported(platform, null, '/open-list-exports/json')).toString();
    const items = JSON.parse(json) as Record<string, unknown>[];
    expect(items.at(-1)).toEqual({
      name: '某区停车违法人员信息',
      publisher: expect.any(String) as string,
      ground: '含个人行踪',
    });
    expect(json).not.toContain(code);
  });

  it('[xz-9] given drafts, when anyone takes the list, then none of them is in it', async () => {
    const draft = await aDraft();
    for (const part of ['list', 'fields', 'closed']) {
      const csv = (await exported(platform, null, `/open-list-exports/csv?part=${part}`)).toString();
      expect(csv).not.toContain(draft.code);
      expect(csv).not.toContain(draft.entry.name);
    }
  });
});
