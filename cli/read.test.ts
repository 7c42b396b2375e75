import { mkdtemp, readFile, readdir, rm, writeFile } from 'node:fs/promises';
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

  it.each(['/nowhere/at-all.csv', os.tmpdir()])('given %s, when read, then it is refused', async (file) => {
    const { code, error } = await read(file);
    expect(code).toBe(2);
    expect(JSON.parse(error)).toMatchObject({ code: 'unreadable-file', detail: file });
  });
});
