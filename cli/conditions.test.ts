import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { closeIngest } from '../server/ingest/index.ts';
import { dataFolder, hasData } from '../server/ingest/testing/data-folder.ts';
import { run } from './program.ts';
import { capturedTerminal } from './testing/captured-terminal.ts';

let folder: string;
beforeAll(async () => {
  folder = await mkdtemp(path.join(os.tmpdir(), 'kaishu-conditions-'));
});
afterAll(async () => {
  await closeIngest();
  await rm(folder, { recursive: true, force: true });
});

async function given(name: string, content: string): Promise<string> {
  const file = path.join(folder, name);
  await writeFile(file, content);
  return file;
}

async function conditions(...args: string[]) {
  const terminal = capturedTerminal();
  const code = await run(['conditions', ...args], terminal);
  return { code, out: terminal.stdout(), error: terminal.stderr() };
}

const table = '编号,开放条件\n1,无条件开放\n2,注明数据来源；C1\n3,\n4,"依申请开放，仅对企业开放"\n';

describe('kaishu conditions', () => {
  it('[xz-15] given a column of conditions, when its terms are asked for as JSON, then each row has its number, text, terms and what is left over', async () => {
    const file = await given('list.csv', table);
    const { code, out, error } = await conditions(file, '--column', '开放条件', '--json');
    expect(code, error).toBe(0);
    expect(JSON.parse(out)).toEqual({
      total: 4,
      items: [
        { row: 2, text: '无条件开放', terms: [], leftover: [], restated: ['无条件开放'] },
        {
          row: 3,
          text: '注明数据来源；C1',
          terms: [{ family: 'reporting', kind: 'source-cited', text: '注明数据来源', values: [] }],
          leftover: ['C1'],
          restated: [],
        },
        { row: 4, text: '', terms: [], leftover: [], restated: [] },
        {
          row: 5,
          text: '依申请开放，仅对企业开放',
          terms: [
            { family: 'other', kind: 'application-needed', text: '依申请开放', values: [] },
            { family: 'other', kind: 'applicant-kind', text: '仅对企业开放', values: ['company'] },
          ],
          leftover: [],
          restated: [],
        },
      ],
    });
  });

  it('given records instead of a table, when their conditions are asked for, then they are read as any file', async () => {
    const file = await given('list.json', JSON.stringify([{ 条件: '须审核' }, { 条件: '实名认证' }]));
    const { out } = await conditions(file, '--column', '条件', '--json');
    expect(JSON.parse(out)).toMatchObject({
      total: 2,
      items: [{ terms: [{ kind: 'approval-needed' }] }, { terms: [{ kind: 'real-name' }] }],
    });
  });

  it('given no --json, when run, then it counts rows by family and kind and shows what is left over', async () => {
    const { out } = await conditions(await given('list.csv', table), '--column', '开放条件');
    expect(out)
      .toBe(`4 rows: 2 with terms, 1 that only repeat the class, 0 with nothing that was understood, 1 empty
4 distinct texts

Reporting on use: 1 row
  The source of the data is cited: 1 row

Other: 1 row
  An application is needed: 1 row
  Open to: 1 row

Text left over (1), most often:
  1 × C1
`);
  });

  it('given a column that is not there, when run, then it is refused with those that are', async () => {
    const { code, out, error } = await conditions(
      await given('list.csv', table),
      '--column',
      '条件',
      '--json',
    );
    expect({ code, out }).toEqual({ code: 2, out: '' });
    expect(JSON.parse(error)).toMatchObject({
      code: 'invalid-input',
      errors: [{ pointer: '/column', detail: expect.stringContaining('编号, 开放条件') as string }],
    });
  });

  it('given a file that cannot be read, when run, then the refusal of reading is told', async () => {
    const { code, error } = await conditions(path.join(folder, 'none.csv'), '--column', 'a', '--json');
    expect(code).toBe(2);
    expect(JSON.parse(error)).toMatchObject({ code: 'unreadable-file' });
  });

  it.skipIf(!hasData('B_catalog/sh_catalog_open.csv'))(
    '[xz-15] given the open list of a real city, when its conditions are parsed, then all but few of the rows with conditions state terms',
    async () => {
      const file = path.join(dataFolder, 'B_catalog/sh_catalog_open.csv');
      const { out } = await conditions(file, '--column', '开放条件');
      expect(out).toMatch(
        /^6,540 rows: 2,834 with terms, 3,685 that only repeat the class, 20 with nothing/u,
      );
    },
  );
});
