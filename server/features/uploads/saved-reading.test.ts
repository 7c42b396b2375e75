import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { ReadingChoices } from '../../../rules/reading/reading.schema.ts';
import type { surveyUpload, UploadView } from '../../../rules/uploads/uploads.operations.ts';
import type { OutputOf } from '../../../rules/api/operation.ts';
import { encodeText } from '../../ingest/testing/encode.ts';
import { validateVersion } from '../versions/index.ts';
import { openDataset, readUpload, sendFile, sendVersion } from '../../testing/publishing.ts';
import { testPlatform, type Platform } from '../../testing/platform.ts';

let platform: Platform;
beforeAll(async () => {
  platform = await testPlatform();
});
afterAll(() => platform.close());

type Seen = OutputOf<typeof surveyUpload>;
const editor = (): string => platform.tokens.editor;
const change = (id: string, body: { choices: ReadingChoices; datasetId?: string }, status = 200) =>
  platform.ask<UploadView>(editor(), 'PUT', `/uploads/${id}/reading`, { body, status });
const survey = (id: string) => platform.ask<Seen>(editor(), 'GET', `/uploads/${id}/survey`);

const lots = (from: number, to: number): string[] =>
  Array.from(
    { length: to - from + 1 },
    (_, i) => `${String(from + i).padStart(4, '0')},场${from + i},${100 + i}`,
  );
const csv = (...rows: string[]): Buffer => Buffer.from(`编号,名称,泊位数\n${rows.join('\n')}\n`);

describe('corrections and what becomes of them', () => {
  it('[xz-16] given rows of sums and a bad name, when corrected, then the answer is the new reading, and the map shows it', async () => {
    const id = await sendFile(
      platform,
      '台账.csv',
      csv(...lots(1, 3), '小计,,303', ...lots(4, 6), '合计,,606'),
    );
    const before = await readUpload(platform, id);
    expect(before.reading).toMatchObject({ rows: 8 });
    expect((await survey(id)).survey?.subtotals).toEqual([5, 9]);
    const after = await change(id, {
      choices: { leaveOut: ['subtotals'], names: { 泊位数: '泊位' }, units: { 泊位数: '个' } },
    });
    expect(after).toMatchObject({ state: 'read', reading: { rows: 6, plan: { ruledOutRows: [5, 9] } } });
    expect(after.reading?.columns.map(({ name, unit }) => [name, unit])).toEqual([
      ['编号', null],
      ['名称', null],
      ['泊位', '个'],
    ]);
    const seen = await survey(id);
    expect(seen.survey?.map.map(({ role }) => role).filter((role) => role === 'leftOut')).toHaveLength(2);
    expect(seen.comparison?.totals).toEqual([{ name: '泊位', unit: '个', sum: '606' }]);
  });

  it('given a file, when its original is asked for, then it comes byte for byte, and to nobody of another body', async () => {
    const bytes = csv(...lots(1, 2));
    const id = await sendFile(platform, '原件 1.csv', bytes);
    const ask = (token: string) =>
      fetch(`${platform.origin}/api/v1/uploads/${id}/original`, {
        headers: { authorization: `Bearer ${token}` },
      });
    const answer = await ask(editor());
    expect(Buffer.from(await answer.arrayBuffer()).equals(bytes)).toBe(true);
    expect(answer.headers.get('content-disposition')).toContain(encodeURIComponent('原件 1.csv'));
    expect((await ask(platform.tokens.otherEditor)).status).toBe(404);
  });

  it('given text in GB18030, when surveyed, then the encodings stand side by side with a line each', async () => {
    const id = await sendFile(
      platform,
      '国标.csv',
      encodeText('编号,区\n1,徐汇\n2,黄浦\n3,长宁\n', 'gb18030'),
    );
    const { reading } = await readUpload(platform, id);
    const { encodings = [] } = (await survey(id)).survey ?? {};
    expect(encodings[0]?.label).toBe(reading?.encoding);
    expect(encodings.length).toBeGreaterThan(1);
    expect(encodings[0]?.sample).toContain('编号');
  });
});

describe('the next file of a dataset', () => {
  it('[xz-16] given a corrected first file, when the next is sent for the dataset, then it is read as the first was, and compared with it', async () => {
    const first = await sendFile(platform, '一季度.csv', csv(...lots(1, 5), '小计,,510'));
    await readUpload(platform, first);
    await change(first, { choices: { leaveOut: ['subtotals'], names: { 泊位数: '泊位' } } });
    const { datasetId } = await confirmed(first, { name: '季度台账' });
    const second = await sendFor(datasetId, '二季度.csv', csv(...lots(2, 8), '小计,,600'));
    expect(second).toMatchObject({
      datasetId,
      carried: { parts: ['leaveOut', 'names'], differences: [] },
      choices: { leaveOut: ['subtotals'], names: { 泊位数: '泊位' } },
      reading: { rows: 7 },
    });
    const { comparison } = await survey(second.id);
    expect(comparison?.last).toMatchObject({
      rows: 5,
      fields: { matched: 3, added: [], gone: [] },
      changes: { key: '编号', added: 3, removed: 1, changed: 4 },
      findings: [],
    });
  });

  it('given a file that does not fit, when sent for a dataset on the list, then it says what is missing and what stands against it', async () => {
    const opened = await openDataset(
      platform,
      { name: '开放台账.csv', bytes: csv(...lots(1, 4)) },
      '开放台账',
    );
    const wrong = await sendFor(opened.datasetId, '错的.csv', Buffer.from('编号,名称\n1,甲\n2,乙\n'));
    expect(wrong.carried?.differences).toEqual([
      { code: 'columns-gone', args: { names: '泊位数', count: 1 } },
    ]);
    expect(wrong.choices).toEqual({ types: { 编号: 'text' } });
    const { comparison } = await survey(wrong.id);
    expect(comparison?.last?.findings.map(({ code, blocks }) => [code, blocks])).toEqual([
      ['field-gone', true],
    ]);
  });

  it('given a file sent for nothing, when a person names the dataset, then it is read as the last one; a correction of theirs stays', async () => {
    const { datasetId } = await sendVersion(platform, {
      name: '代码.csv',
      bytes: Buffer.from('代码,数\n001,1\n002,2\n'),
    });
    const id = await sendFile(platform, '新代码.csv', Buffer.from('代码,数\n101,1\n102,2\n'));
    const detected = await readUpload(platform, id);
    expect(detected.reading?.columns[0]?.type).toBe('integer');
    const asLast = await change(id, { choices: {}, datasetId });
    expect(asLast.reading?.columns[0]?.type).toBe('text');
    const own = await change(id, { choices: { types: { 代码: 'integer' } } });
    expect(own).toMatchObject({ choices: { types: { 代码: 'integer' } }, carried: { differences: [] } });
    const anew = await change(id, { choices: {} });
    expect(anew.reading?.columns[0]?.type).toBe('integer');
  });

  it('given a dataset of another body, when a file is sent for it, then there is no such dataset', async () => {
    const { datasetId } = await sendVersion(platform, { name: '我们的.csv', bytes: csv(...lots(1, 2)) });
    const sent = await begin(datasetId, platform.tokens.otherEditor);
    expect(sent.status).toBe(404);
  });
});

interface Confirmed {
  datasetId: string;
  versionId: string;
}

async function confirmed(id: string, body: object): Promise<Confirmed> {
  const made = await platform.ask<Confirmed>(editor(), 'POST', `/uploads/${id}/confirm`, {
    body,
    status: 201,
  });
  await validateVersion(platform.services, made.versionId);
  return made;
}

const base64 = (text: string): string => Buffer.from(text).toString('base64');

const begin = (datasetId: string, token: string, name = 'a.csv', bytes = 3): Promise<Response> =>
  fetch(`${platform.origin}/api/v1/uploads`, {
    method: 'POST',
    headers: {
      authorization: `Bearer ${token}`,
      'tus-resumable': '1.0.0',
      'upload-length': String(bytes),
      'upload-metadata': `filename ${base64(name)},dataset ${base64(datasetId)}`,
    },
  });

async function sendFor(datasetId: string, name: string, bytes: Buffer): Promise<UploadView> {
  const begun = await begin(datasetId, editor(), name, bytes.length);
  const location = begun.headers.get('location') ?? '';
  await fetch(new URL(location, platform.origin), {
    method: 'PATCH',
    headers: {
      authorization: `Bearer ${editor()}`,
      'tus-resumable': '1.0.0',
      'upload-offset': '0',
      'content-type': 'application/offset+octet-stream',
    },
    body: new Uint8Array(bytes),
  });
  return readUpload(platform, location.split('/').at(-1) ?? '');
}
