import { mkdtemp, open, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { translator } from '../../locales/index.ts';
import { presentReading } from '../../rules/reading/present-reading.ts';
import type { ReadingChoices } from '../../rules/reading/reading.schema.ts';
import { convertWith } from './convert.ts';
import { inspectHere } from './inspect.ts';
import { normalise } from './normalise.ts';
import { sampleHere } from './sample.ts';
import { encodeText } from './testing/encode.ts';

let folder = '';
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'kaishu-reading-'));
});
afterAll(() => rm(folder, { recursive: true, force: true }));

async function given(name: string, content: string | Buffer): Promise<string> {
  const path = join(folder, name);
  await writeFile(path, content);
  return path;
}

const PARKING =
  '某市停车场台账\n编号,泊位数,备案日期\n001,12,20230501\n002,—,20231231\n小计,12,\n注：不含路内泊位\n';

async function readWith(choices: ReadingChoices) {
  const path = await given('parking.csv', encodeText(PARKING, 'gb18030'));
  const reading = await inspectHere(path, 'parking.csv', choices);
  const { rows } = await sampleHere(path, reading, choices, { offset: 0, limit: 50 });
  const out = join(folder, 'parking.parquet');
  await rm(out, { force: true });
  return { reading, rows, converted: await convertWith(normalise, path, reading, choices, out) };
}

describe('a reading and its corrections', () => {
  it('[xz-16] given a GB18030 file with title and note, when read, then each row has its role', async () => {
    const { reading, rows } = await readWith({});
    expect(rows.map(({ role }) => role)).toEqual(['preamble', 'header', 'data', 'data', 'data', 'footer']);
    expect(reading.columns.map(({ name, type }) => [name, type])).toEqual([
      ['编号', 'text'],
      ['泊位数', 'integer'],
      ['备案日期', 'date'],
    ]);
    expect(rows[3]?.typed).toEqual(['002', null, '2023-12-31']);
  });

  it('[xz-16] given a row left out by a person, when converted, then it is counted and not in the table', async () => {
    const { reading, rows, converted } = await readWith({ leftOutRows: [5] });
    expect(rows[4]?.role).toBe('leftOut');
    expect({ rows: converted.rows, leftOut: converted.leftOut }).toEqual({ rows: 2, leftOut: 1 });
    expect(reading.warnings.find(({ code }) => code === 'left-out-rows')?.args['count']).toBe(1);
  });

  it('given a type chosen by a person, when converted, then values that do not fit are missing and counted', async () => {
    const { reading, converted } = await readWith({ types: { 编号: 'integer' } });
    expect(reading.columns[0]?.plan).toMatchObject({ missing: 0, unfit: 1 });
    expect(converted.profile['编号']).toEqual({ nulls: 1, distinct: 2, min: '1', max: '2' });
  });

  it('given texts that a person calls missing, when converted, then they are, in every column', async () => {
    const { converted } = await readWith({ missing: ['小计', '12'] });
    expect(converted.profile['编号']?.nulls).toBe(1);
    expect(converted.profile['泊位数']?.nulls).toBe(2);
  });

  it('given another frame chosen by a person, when read, then it holds', async () => {
    const { reading } = await readWith({ preambleRows: 1, headerRows: 0, footerRows: 2 });
    expect(reading).toMatchObject({ preambleRows: 1, headerRows: 0, footerRows: 2, rows: 3 });
    expect(reading.columns.map(({ name }) => name)).toEqual(['column_1', 'column_2', 'column_3']);
  });

  it('given a wrong encoding chosen by a person, when read, then it is read leniently and says so', async () => {
    const { reading } = await readWith({ encoding: 'utf-8' });
    expect(reading.encoding).toBe('utf-8');
    expect(reading.warnings.map(({ code }) => code)).toContain('replacement-characters');
  });

  it('given a table of one column with gaps, when converted, then the gaps are missing values', async () => {
    const path = await given('single.csv', '数量\n1\n\n3\n');
    const reading = await inspectHere(path, 'single.csv');
    const out = join(folder, 'single.parquet');
    const converted = await convertWith(normalise, path, reading, {}, out);
    expect(converted.profile['数量']).toEqual({ nulls: 1, distinct: 2, min: '1', max: '3' });
  });

  it('given a reading, when presented, then it has the parts that the command line promises', async () => {
    const { reading } = await readWith({});
    const shown = presentReading(reading, translator('en'));
    expect(Object.keys(shown)).toEqual(
      'format encoding dialect preambleRows headerRows footerRows columns rows tables coordinateSystem warnings'.split(
        ' ',
      ),
    );
    expect(Object.keys(shown.columns[0] ?? {})).toEqual(['name', 'label', 'type', 'unit', 'why']);
    for (const warning of shown.warnings) {
      expect(Object.keys(warning)).toEqual(['code', 'row', 'column', 'message', 'remedy']);
      expect(warning.message + warning.remedy).not.toMatch(/reading\.|\{/);
    }
  });
});

describe('a large file', () => {
  it('given 60 MB, when read, then memory grows by far less', async () => {
    const path = join(folder, 'large.csv');
    const file = await open(path, 'w');
    await file.write('序号,名称,数量\n');
    const block = Array.from({ length: 20_000 }, (_, i) => `${i},某某公共停车场,${i % 97}\n`).join('');
    let bytes = 0;
    while (bytes < 60e6) bytes += (await file.write(block)).bytesWritten;
    await file.close();
    globalThis.gc?.();
    const before = process.memoryUsage.rss();
    const reading = await inspectHere(path, 'large.csv');
    expect(reading.rows % 20_000).toBe(0);
    expect(process.memoryUsage.rss() - before).toBeLessThan(150e6);
  });
});
