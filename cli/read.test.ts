import {
  appendFile,
  link,
  mkdtemp,
  open,
  readFile,
  readdir,
  readlink,
  rm,
  stat,
  symlink,
  writeFile,
} from 'node:fs/promises';
import { spawnSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { Compile } from 'typebox/compile';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { PresentedReading } from '../rules/reading/present-reading.ts';
import { closeIngest } from '../server/ingest/index.ts';
import { run } from './program.ts';
import { capturedTerminal } from './testing/captured-terminal.ts';

let folder: string;
beforeAll(async () => {
  folder = await mkdtemp(path.join(os.tmpdir(), 'kaishu-read-'));
});
afterAll(async () => {
  await closeIngest();
  await rm(folder, { recursive: true, force: true });
});

async function given(name: string, content: string | Buffer): Promise<string> {
  const file = path.join(folder, name);
  await writeFile(file, content);
  return file;
}

async function read(...args: string[]) {
  const terminal = capturedTerminal();
  const code = await run(['read', ...args], terminal);
  return { code, out: terminal.stdout(), error: terminal.stderr() };
}

interface Example {
  title: string;
  file: string;
  command: string;
  expected: string;
}

/** The worked examples of the page: a file, then what commands on it say. */
function examplesOf(page: string): Example[] {
  let file = '';
  let section = '';
  return [...page.matchAll(/^## (.+)$|^```\w+ (.+)\n([\s\S]*?)^```$/gm)].flatMap(
    ([, heading, command = '', text = '']) => {
      section = heading ?? section;
      if (command === 'example.csv') file = text;
      if (!command.startsWith('kaishu read ')) return [];
      return [{ title: `${section}: ${command}`, file, command, expected: text }];
    },
  );
}

const page = await readFile(path.join(import.meta.dirname, '../docs/reading.md'), 'utf8');
const matches = Compile(PresentedReading);

describe('kaishu read', () => {
  it.each(examplesOf(page))(
    '[xz-16] given the worked example “$title”, when run, then it says the same',
    async ({ file, command, expected }) => {
      const example = await given('example.csv', file);
      const refused = command.endsWith(' (refused)');
      const options = command.replace(' (refused)', '').split(' ').slice(3);
      const { code, out, error } = await read(example, ...options);
      expect(code, error).toBe(refused ? 2 : 0);
      if (!options.includes('--json')) return expect(out).toBe(expected);
      const said: unknown = JSON.parse(refused ? error : out);
      expect(said).toMatchObject(JSON.parse(expected) as object);
      if (!refused) expect(matches.Errors(said)).toEqual([]);
    },
  );

  it('given a file of one column with empty cells, when written as CSV, then no line is blank', async () => {
    const file = await given('one.csv', '名称\n甲\n""\n乙\n');
    expect((await read(file, '--to', 'csv')).out).toBe('名称\n甲\n""\n乙\n');
  });

  it('given Parquet as target, when no path is named, then it is refused and says so', async () => {
    const file = await given('table.csv', 'a,b\n1,2\n');
    const { code, error } = await read(file, '--to', 'parquet');
    expect({ code, problem: JSON.parse(error) as unknown }).toMatchObject({
      code: 2,
      problem: { code: 'invalid-input', errors: [{ pointer: '/out' }] },
    });
  });

  it.skipIf(!existsSync('/dev/full'))(
    'given an output that is full, when the table is written, then one sentence says so and the exit is 1',
    async () => {
      const file = await given('table.csv', 'a,b\n1,2\n');
      const full = await open('/dev/full', 'w');
      const main = path.join(import.meta.dirname, 'main.ts');
      const made = spawnSync(process.execPath, [main, 'read', file, '--to', 'csv'], {
        stdio: ['ignore', full.fd, 'pipe'],
        encoding: 'utf8',
        env: { ...process.env, LANG: 'en' },
      });
      await full.close();
      expect(made.status).toBe(1);
      expect(made.stderr.trim().split('\n')).toHaveLength(1);
      expect(made.stderr).toContain('could not be written (no space left on device)');
    },
  );

  it('given a path to write to, when the table is written, then nothing else is left there', async () => {
    const file = await given('table.csv', 'a,b\n007,2026-01-02\n');
    const out = path.join(folder, 'out');
    for (const to of ['csv', 'ndjson', 'parquet'])
      expect(await read(file, '--to', to, '--typed', '--out', `${out}.${to}`)).toMatchObject({
        code: 0,
        out: '',
      });
    expect((await readdir(folder)).filter((name) => name.startsWith('out')).sort()).toEqual([
      'out.csv',
      'out.ndjson',
      'out.parquet',
    ]);
    expect((await read(`${out}.csv`, '--to', 'csv')).out).toBe('a,b\n007,2026-01-02\n');
  });

  it('given an open quote that hides half a file, when refused or read, then people are told in sentences', async () => {
    const file = await given('people.csv', 'a,b\n1,"x\n2,y\n');
    const { out } = await read(file);
    expect(out).toContain('people.csv');
    expect(out).toContain('→');
  });

  const refusal = async (...args: string[]) => {
    const before = (await readdir(folder)).sort();
    const { code, out, error } = await read(...args);
    expect({ code, out, left: (await readdir(folder)).sort() }).toEqual({ code: 2, out: '', left: before });
    return JSON.parse(error) as { code: string; detail: string; errors?: { pointer: string }[] };
  };

  it.each([
    ['/nowhere/at-all.csv', 'no file'],
    [os.tmpdir(), 'folder'],
    ['/dev/zero', 'device'],
  ])('given %s, when read, then it is refused and says why', async (file, why) => {
    const { code, detail } = await refusal(file);
    expect(code).toBe('unreadable-file');
    expect(detail).toContain(file);
    expect(detail).toContain(why);
  });

  it('given places that a table cannot be written to, when asked to, then each is refused and nothing is lost', async () => {
    const file = await given('given.csv', 'a,b\n1,2\n');
    const other = path.join(folder, 'same.csv');
    await link(file, other);
    for (const [out, why] of [
      [path.join(folder, 'missing/t.csv'), 'no folder'],
      [folder, 'no ordinary file'],
      ['/dev/null', 'no ordinary file'],
      [file, 'original'],
      [other, 'original'],
      [path.join(folder, 'n'.repeat(300)), 'too long'],
    ] as const)
      for (const to of ['csv', 'parquet'])
        expect(await refusal(file, '--to', to, '--out', out)).toMatchObject({
          code: 'invalid-input',
          detail: expect.stringContaining(why) as string,
          errors: [{ pointer: '/out' }],
        });
    expect(await readFile(file, 'utf8')).toBe('a,b\n1,2\n');
    expect((await stat('/dev/null')).isCharacterDevice()).toBe(true);
  });

  it('given a link to an older table, when written there, then the link stays and its file is replaced', async () => {
    const file = await given('given.csv', 'a,b\n1,2\n');
    const older = await given('older.csv', 'older');
    const out = path.join(folder, 'link.csv');
    await symlink(older, out);
    expect(await read(file, '--to', 'csv', '--out', out)).toMatchObject({ code: 0 });
    expect(await readlink(out)).toBe(older);
    expect(await readFile(older, 'utf8')).toBe('a,b\n1,2\n');
  });

  it.each([
    ['--out', 'x.csv', '/to'],
    ['--table', '0', '/table'],
    ['--table', 'one', '/table'],
  ])('given %s %s, when read, then the option is refused by name', async (option, value, pointer) => {
    const file = await given('given.csv', 'a,b\n1,2\n');
    expect(await refusal(file, option, value)).toMatchObject({
      code: 'invalid-input',
      errors: [{ pointer }],
    });
  });

  it('given formats of one table, when a second one is asked for, then it is refused', async () => {
    const point = '{"type":"Point","coordinates":[121.4,31.2]}';
    const file = await given('p.geojson', `{"type":"Feature","properties":{"a":1},"geometry":${point}}`);
    expect((await read(file, '--table', '1')).code).toBe(0);
    expect(await refusal(file, '--table', '2')).toMatchObject({ reason: 'no-such-table' });
  });

  it('given a file that grows while it is written out, when done, then it is refused and no table is there', async () => {
    const file = await given('given.csv', 'a,b\n1,2\n');
    const terminal = capturedTerminal();
    const grow = { ...terminal, stream: () => appendFile(file, '3,4\n') };
    expect(await run(['read', file, '--to', 'csv'], grow)).toBe(2);
    expect(terminal.stderr()).toContain('changed while it was read');
  });

  it('given hundreds of columns, when written as Parquet, then the memory for reading is enough', async () => {
    const line = (cell: (i: number) => string): string =>
      `${Array.from({ length: 700 }, (_, i) => cell(i)).join(',')}\n`;
    const file = await given(
      'wide.csv',
      line((i) => `c${i}`) + line((i) => `甲${i}`) + line((i) => `乙${i}`),
    );
    const out = path.join(folder, 'wide.parquet');
    expect(await read(file, '--to', 'parquet', '--typed', '--out', out)).toMatchObject({
      code: 0,
      error: '',
    });
  });

  it('given a workbook, when written as it is in each format, then cells are as shown', async () => {
    const cell = (type: string, text: string, style = ''): string =>
      `<Cell${style}><Data ss:Type="${type}">${text}</Data></Cell>`;
    const date = cell('DateTime', '2024-02-09T00:00:00.000', ' ss:StyleID="d"');
    const file = await given(
      'book.xml',
      `<?xml version="1.0"?><Workbook xmlns="urn:schemas-microsoft-com:office:spreadsheet"
        xmlns:ss="urn:schemas-microsoft-com:office:spreadsheet"><Styles><Style ss:ID="d">
        <NumberFormat ss:Format="yyyy/m/d"/></Style></Styles><Worksheet ss:Name="S"><Table>
        <Row>${cell('String', 'n')}${cell('String', 'd')}</Row><Row>${cell('Number', '1')}${date}</Row>
        </Table></Worksheet></Workbook>`,
    );
    const out = path.join(folder, 'book.parquet');
    await read(file, '--to', 'parquet', '--out', out);
    const asText = { csv: 'n,d\n1,2024/2/9\n', ndjson: '{"n":"1","d":"2024/2/9"}\n' };
    for (const to of ['csv', 'ndjson'] as const)
      for (const given of [file, out]) expect((await read(given, '--to', to)).out).toBe(asText[to]);
    expect((await read(file, '--to', 'csv', '--typed')).out).toBe('n,d\n1,2024-02-09\n');
  });

  it('given moments, when written by their type, then day and time are parted as ISO 8601 says', async () => {
    const file = await given('m.csv', 'n,m\n1,2026/5/1 8:30\n2,2026-05-02 00:00\n3,\n');
    expect((await read(file, '--to', 'csv', '--typed')).out).toBe(
      'n,m\n1,2026-05-01T08:30:00\n2,2026-05-02T00:00:00\n3,\n',
    );
  });
});
