import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { DatasetView, RecordsPage } from '../../rules/datasets/datasets.operations.ts';
import type { DraftView } from '../../rules/datasets/drafts.operations.ts';
import type { HistoryItem } from '../../rules/events/event.schema.ts';
import { shanghai } from '../../rules/profile/shanghai.ts';
import type { ProblemView } from '../../rules/problems/problem.schema.ts';
import type { VersionView } from '../../rules/versions/versions.operations.ts';
import type { Task, WorkOrderView } from '../../rules/work-orders/work-orders.operations.ts';
import { testPlatform, type Platform } from '../testing/platform.ts';
import {
  aFile,
  completed,
  harmlessFields,
  openDataset,
  sendVersion,
  submitListing,
  writeDraft,
} from '../testing/publishing.ts';

let platform: Platform;
beforeAll(async () => {
  platform = await testPlatform();
}, 120_000);
afterAll(() => platform.close());

const PARKING = '编号,名称,泊位数\n0001,甲停车场,120\n0002,乙停车场,80\n';
const records = (id: string, query = ''): Promise<RecordsPage> =>
  platform.ask<RecordsPage>(null, 'GET', `/datasets/${id}/records${query}`);

describe('one file all the way', () => {
  it('[xz-9] [xz-11] [xz-17] given a file, when editor, reviewer and operator did their part, then a visitor takes its rows', async () => {
    const { datasetId } = await openDataset(platform, aFile(PARKING), '公共停车场基本信息（一）');
    const view = await platform.ask<DatasetView>(null, 'GET', `/datasets/${datasetId}`);
    expect(view).toMatchObject({ state: 'open', openClass: 'unconditional', rows: 2 });
    const page = await records(datasetId, `?where=${encodeURIComponent('泊位数 > 100')}`);
    expect(page.items).toEqual([{ 编号: '0001', 名称: '甲停车场', 泊位数: 120 }]);
    expect(page.version).toBe(1);
    const { info } = await platform.ask<{ info: object }>(null, 'GET', `/datasets/${datasetId}/openapi.json`);
    expect(info).toMatchObject({
      title: '公共停车场基本信息（一）',
      license: { name: shanghai.licence.name['zh-CN'], url: 'http://localhost/about#licence' },
    });
  });

  it('[xz-17] given a file with a column called like the number that the engine gives its rows, when its rows are asked for, then they come in any order, by page and by condition', async () => {
    const text = 'file_row_number,FILE_ROW_NUMBER,c0\n30,甲,x\n10,乙,y\n20,丙,z\n';
    const { datasetId } = await openDataset(platform, aFile(text), '公共停车场基本信息（行号）');
    const [a, b, c] = [
      { file_row_number: 30, FILE_ROW_NUMBER_2: '甲', c0: 'x' },
      { file_row_number: 10, FILE_ROW_NUMBER_2: '乙', c0: 'y' },
      { file_row_number: 20, FILE_ROW_NUMBER_2: '丙', c0: 'z' },
    ];
    const { items, next } = await records(datasetId, '?limit=2');
    expect(items).toEqual([a, b]);
    expect((await records(datasetId, `?limit=2&cursor=${next ?? ''}`)).items).toEqual([c]);
    const ordered = '?orderBy=file_row_number&limit=2';
    const first = await records(datasetId, ordered);
    expect(first.items).toEqual([b, c]);
    expect((await records(datasetId, `${ordered}&cursor=${first.next ?? ''}`)).items).toEqual([a]);
    const where = encodeURIComponent("file_row_number > 15 and c0 <> 'z'");
    expect((await records(datasetId, `?where=${where}`)).items).toEqual([a]);
  });

  it('[xz-11-2] [xz-11-3] given a submitted change, when it is returned on two grounds, then both reach the editor and the corrected one is accepted', async () => {
    const { datasetId } = await sendVersion(platform, aFile(PARKING));
    await writeDraft(platform, datasetId, (entry) => completed(entry, '公共停车场基本信息（二）'));
    const first = await submitListing(platform, datasetId);
    const reasons = [
      { ground: 'incomplete', text: '没有说明泊位数是否含充电泊位' },
      { ground: 'against-grading', text: '请说明对象维度的级别' },
    ];
    await platform.ask(platform.tokens.operator, 'POST', `/work-orders/${first}/return`, {
      body: { reasons },
    });
    const returned = await platform.ask<WorkOrderView>(
      platform.tokens.editor,
      'GET',
      `/work-orders/${first}`,
    );
    expect(returned.reasons).toEqual(reasons);
    const { items } = await platform.ask<{ items: Task[] }>(platform.tokens.editor, 'GET', '/tasks');
    expect(items).toContainEqual(expect.objectContaining({ kind: 'mend-returned', datasetId }));
    const draft = await platform.ask<DraftView>(
      platform.tokens.editor,
      'GET',
      `/datasets/${datasetId}/draft`,
    );
    expect(draft.returned).toEqual({ workOrderId: first, reasons });
    await writeDraft(platform, datasetId, (entry) => ({
      ...entry,
      summary: `${entry.summary}泊位数含充电泊位。`,
    }));
    const second = await submitListing(platform, datasetId);
    await platform.ask(platform.tokens.operator, 'POST', `/work-orders/${second}/accept`, { body: {} });
    expect((await records(datasetId)).items).toHaveLength(2);
  });

  it('[xz-11] [xz-25-5] given accepted list changes, when each is read later, then it still says what it changed, and who published', async () => {
    const name = '公共停车场基本信息（九）';
    const { datasetId } = await openDataset(platform, aFile(PARKING), name);
    const change = async (area: string): Promise<WorkOrderView> => {
      await writeDraft(platform, datasetId, (entry) => ({ ...entry, area }));
      const id = await submitListing(platform, datasetId);
      await platform.ask(platform.tokens.operator, 'POST', `/work-orders/${id}/accept`, { body: {} });
      return platform.ask<WorkOrderView>(platform.tokens.editor, 'GET', `/work-orders/${id}`);
    };
    expect((await change('内环以内')).before?.area).toBe('全市');
    const later = await change('外环以内');
    expect([later.before?.area, later.change.entry.area]).toEqual(['内环以内', '外环以内']);
    const { items } = await platform.ask<{ items: VersionView[] }>(
      platform.tokens.editor,
      'GET',
      `/datasets/${datasetId}/versions`,
    );
    expect(items.map(({ publishedBy }) => publishedBy)).toEqual([later.decidedBy]);
  });

  it('[xz-16-1] given an open dataset, when a second file comes, then it is served after someone else published it', async () => {
    const { datasetId } = await openDataset(platform, aFile(PARKING), '公共停车场基本信息（三）');
    const { version } = await sendVersion(platform, aFile(`${PARKING}0003,丙停车场,60\n`), datasetId);
    expect(version.state).toBe('validated');
    expect((await records(datasetId)).version).toBe(1);
    const asEditor = await platform.ask<ProblemView>(
      platform.tokens.editor,
      'POST',
      `/versions/${version.id}/publish`,
      {
        status: 403,
      },
    );
    expect(asEditor.code).toBe('not-permitted');
    await platform.ask(platform.tokens.reviewer, 'POST', `/versions/${version.id}/publish`);
    expect(await records(datasetId)).toMatchObject({ version: 2, total: 3 });
    expect(await records(datasetId, '?version=1')).toMatchObject({ version: 1, total: 2 });
  });

  it('[xz-16-1] given an open dataset, when a broken file comes, then it is quarantined with its reasons and the first version serves on', async () => {
    const { datasetId } = await openDataset(platform, aFile(PARKING), '公共停车场基本信息（四）');
    const { version } = await sendVersion(platform, aFile('编号,名称\n0001,甲停车场\n'), datasetId);
    expect(version.state).toBe('quarantined');
    expect(version.findings.map(({ code }) => code)).toEqual(['field-gone']);
    await platform.ask(platform.tokens.reviewer, 'POST', `/versions/${version.id}/publish`, { status: 409 });
    expect(await records(datasetId)).toMatchObject({ version: 1, total: 2 });
  });

  it('[xz-9] given an incomplete draft, when it is handed on, then everything that is missing is said at once', async () => {
    const { datasetId } = await sendVersion(platform, aFile(PARKING, '缺要素.csv'));
    const refusal = await platform.ask<ProblemView & { findings: { code: string }[] }>(
      platform.tokens.editor,
      'POST',
      `/datasets/${datasetId}/prepare`,
      { body: { reason: '新增' }, status: 422 },
    );
    expect(refusal.code).toBe('incomplete-entry');
    expect(refusal.findings.map(({ code }) => code)).toEqual(
      expect.arrayContaining(['summary-missing', 'domain-missing', 'description-missing', 'grade-missing']),
    );
  });

  it('[xz-31] given an open dataset, when it is suspended, then the very next request gets nothing, and again everything when resumed', async () => {
    const { datasetId } = await openDataset(platform, aFile(PARKING), '公共停车场基本信息（五）');
    await platform.ask(platform.tokens.reviewer, 'POST', `/datasets/${datasetId}/suspend`, {
      body: { reason: '核实中' },
    });
    for (const path of ['records', 'exports/csv', 'versions/1/original']) {
      const { code } = await platform.ask<ProblemView>(null, 'GET', `/datasets/${datasetId}/${path}`, {
        status: 409,
      });
      expect(code).toBe('suspended');
    }
    await platform.ask(platform.tokens.reviewer, 'POST', `/datasets/${datasetId}/resume`, {
      body: { reason: '已核实' },
    });
    expect((await records(datasetId)).items).toHaveLength(2);
  });

  it('[xz-14-1] given a closed entry, when anyone looks, then name, publisher and ground are public and fields and data are not', async () => {
    const { datasetId } = await sendVersion(platform, aFile('姓名,证件号\n甲,1\n', '从业.csv'));
    await writeDraft(platform, datasetId, (entry) => ({
      ...completed(entry, '从业人员信息（演练）'),
      openClass: 'closed',
      explanation: '可识别个人',
      grade: {
        levels: { person: 'A3', organisation: 'B1', object: 'C1', supply: 'D1' },
        fields: harmlessFields(entry),
        evidence: '含姓名与证件号',
      },
    }));
    const workOrder = await submitListing(platform, datasetId);
    await platform.ask(platform.tokens.operator, 'POST', `/work-orders/${workOrder}/accept`, { body: {} });
    const view = await platform.ask<DatasetView>(null, 'GET', `/datasets/${datasetId}`);
    expect(view).toMatchObject({
      name: '从业人员信息（演练）',
      ground: '可识别个人',
      fields: [],
      summary: '',
      version: null,
    });
    expect(JSON.stringify(view)).not.toContain('证件号');
    for (const path of ['records', 'exports/csv', 'versions/1/original']) {
      await platform.ask(null, 'GET', `/datasets/${datasetId}/${path}`, { status: 403 });
    }
    await platform.ask(null, 'GET', `/datasets/${datasetId}/openapi.json`, { status: 404 });
  });

  it('[xz-25-5] given a dataset that was opened, when its history is read, then every act is there with role and provision; in public without names', async () => {
    const { datasetId } = await openDataset(platform, aFile(PARKING), '公共停车场基本信息（六）');
    const path = `/datasets/${datasetId}/history`;
    const inside = await platform.ask<{ items: HistoryItem[] }>(platform.tokens.editor, 'GET', path);
    expect(inside.items.map(({ action }) => action)).toEqual([
      'version.publish',
      'dataset.list',
      'secrecy-review.record',
      'draft.save',
      'dataset.create',
    ]);
    expect(inside.items.every(({ provision }) => provision !== null)).toBe(true);
    const outside = await platform.ask<{ items: HistoryItem[] }>(null, 'GET', path);
    expect(outside.items.map(({ action }) => action)).toEqual(['version.publish', 'dataset.list']);
    expect(outside.items.every(({ actorName }) => actorName === '')).toBe(true);
  });

  it('[xz-9] given a draft, when anyone outside its body asks for it, then it does not exist', async () => {
    const { datasetId, version } = await sendVersion(platform, aFile(PARKING, '内部.csv'));
    for (const token of [null, platform.tokens.otherEditor]) {
      for (const path of [
        `/datasets/${datasetId}`,
        `/datasets/${datasetId}/draft`,
        `/versions/${version.id}`,
      ]) {
        await platform.ask(token, 'GET', path, { status: 404 });
      }
      await platform.ask(token, 'GET', `/datasets/${datasetId}/records`, { status: 404 });
    }
  });

  it('given two editors of one draft, when the second saves over the first, then it is told and nothing is lost', async () => {
    const { datasetId } = await sendVersion(platform, aFile(PARKING, '两人.csv'));
    const { entry, revision } = await platform.ask<DraftView>(
      platform.tokens.editor,
      'GET',
      `/datasets/${datasetId}/draft`,
    );
    const save = (name: string, status: number) =>
      platform.ask(platform.tokens.editor, 'PUT', `/datasets/${datasetId}/draft`, {
        body: { revision, entry: { ...entry, name } },
        status,
      });
    await save('第一次修改的名称', 200);
    await save('第二次修改的名称', 412);
    const after = await platform.ask<DraftView>(
      platform.tokens.editor,
      'GET',
      `/datasets/${datasetId}/draft`,
    );
    expect(after.entry.name).toBe('第一次修改的名称');
  });

  it('[xz-31] given a published version, when the visitor asks again with its ETag, then 304; with a range, then that part', async () => {
    const { datasetId } = await openDataset(platform, aFile(PARKING), '公共停车场基本信息（七）');
    const url = `/api/v1/datasets/${datasetId}/versions/1/original`;
    const whole = await platform.app.inject({ url });
    expect(whole.body).toBe(PARKING);
    const again = await platform.app.inject({ url, headers: { 'if-none-match': whole.headers.etag ?? '' } });
    expect([again.statusCode, again.body]).toEqual([304, '']);
    const part = await platform.app.inject({ url, headers: { range: 'bytes=0-5' } });
    expect([part.statusCode, part.headers['content-range']]).toEqual([
      206,
      `bytes 0-5/${Buffer.byteLength(PARKING)}`,
    ]);
    expect(part.body).toBe('编号');
  });

  it('[xz-16-1] given a version, when its preparer also reviews, then four eyes are asked for', async () => {
    const { datasetId } = await openDataset(platform, aFile(PARKING), '公共停车场基本信息（八）');
    const { version } = await sendVersion(platform, aFile(`${PARKING}9,丁,1\n`), datasetId);
    const found = await platform.ask<VersionView>(platform.tokens.reviewer, 'GET', `/versions/${version.id}`);
    expect(found.can['publish']).toBe(true);
    expect(version.can['publish']).toBe(false);
  });
});
