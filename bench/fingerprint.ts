import { createHash } from 'node:crypto';
import { writeFile } from 'node:fs/promises';
import path from 'node:path';
import { wholeTable, type QueryField, type Typed } from '../rules/expressions/query-tree.ts';
import { likelihoodByChance, markShareFor, verdictOf } from '../rules/grants/copy-mark.ts';
import { confining, type Engine, type EngineTable, type RowFormat } from '../server/engine/index.ts';
import { aWorkbench, bytesOf, type Workbench } from '../server/engine/testing/tables.ts';
import { DIGEST_BYTES, keptBack, MARK_KEY_BYTES } from '../server/features/grants/marks/kept-back.ts';
import { copiedRows, recognising } from '../server/features/grants/marks/recognised-rows.ts';
import { suspectsAmong } from '../server/features/grants/marks/suspects.ts';
import { closeIngest, convertFile, inspectFile } from '../server/ingest/index.ts';
import { LICENCE_FIELDS, LICENCE_ROWS, LICENCES } from './data/licences.ts';
import { dealt } from './data/dealt.ts';
import type { Figure, Measured } from './figure.ts';

const RECIPIENTS = 200;
const COPIES = Number(process.env['KAISHU_FINGERPRINT_COPIES'] ?? RECIPIENTS);
const TRIALS = Number(process.env['KAISHU_FINGERPRINT_TRIALS'] ?? 10_000);
const PART = 0.3;
const SHARE = markShareFor(LICENCE_ROWS) ?? NaN;

/** Whether a leaked copy says whose it is, and never names anybody who has nothing to do with it. */
export const fingerprint: Figure = {
  yardstick: 'all of them; nobody',
  run: async (say) => {
    const workbench = await aWorkbench();
    try {
      const version = await workbench.tableOf(LICENCE_FIELDS, LICENCES, LICENCE_ROWS);
      const digests = await digestsOf(workbench.engine, version);
      const marked = Array.from({ length: RECIPIENTS }, (_, recipient) => ({
        ...{ recipient, key: keyOf(`recipient ${recipient}`), share: SHARE },
      }));
      const kept = marked.map(({ key, share }) => keptBack(digests, key, share));
      say(`${COPIES} copies: shuffled, half of the columns, ${PART * 100} % of the rows, as XLSX and back`);
      let named = 0;
      for (let copy = 0; copy < COPIES; copy += 1) {
        const found = await recognised(workbench, version, copy, kept[copy % RECIPIENTS] ?? []);
        const { recipient } = verdictOf(suspectsAmong(found, marked), RECIPIENTS);
        if (recipient === copy % RECIPIENTS) named += 1;
        else
          say(`copy ${copy}: ${recipient ?? 'nobody'} named, ${found.length / DIGEST_BYTES} rows recognised`);
      }
      say(`${TRIALS} files of others`);
      const accused = await falselyAccused(workbench.engine, version, { digests, kept });
      return figures(named, accused, kept);
    } finally {
      await workbench.close();
      await closeIngest();
    }
  },
};

function figures(named: number, accused: number, kept: readonly number[][]): Measured[] {
  const largest = Math.max(...kept.map(({ length }) => length));
  const note = `of ${LICENCE_ROWS} rows at most ${largest} are kept back from anybody`;
  return [
    {
      work: `${COPIES} copies, ${RECIPIENTS} recipients: the right one named`,
      ours: named,
      yardstick: COPIES,
      unit: 'copies',
      reach: '≥ 0.99',
      note,
    },
    {
      work: `${TRIALS} files of nobody on the list: anybody named`,
      ours: accused,
      yardstick: 0,
      ratio: accused / TRIALS,
      unit: 'files',
      reach: '0',
    },
  ];
}

const keyOf = (name: string): Buffer =>
  createHash('sha256').update(name).digest().subarray(0, MARK_KEY_BYTES);

async function digestsOf(engine: Engine, table: EngineTable): Promise<Buffer> {
  const all: (string | null)[] = [];
  await engine.digests(table, [], ([digests = []]) => {
    all.push(...digests);
  });
  return Buffer.from(all.join(''), 'hex');
}

const halfOf = (seed: string): QueryField[] => {
  const next = dealt(seed);
  const order = LICENCE_FIELDS.map((field) => ({ field, at: next() })).toSorted((a, b) => a.at - b.at);
  return order.slice(0, LICENCE_FIELDS.length / 2).map(({ field }) => field);
};

/** What is recognised of one recipient's copy after all that was done to it: digests of rows. */
async function recognised(
  { engine, directory, tableOf }: Workbench,
  version: EngineTable,
  copy: number,
  rows: readonly number[],
): Promise<Buffer> {
  const rowFilter: Typed = { kind: 'besides', rows, type: 'boolean', at: 1 };
  const given = { ...version, confined: { whole: version, rowFilter } };
  const file = path.join(directory, 'data', 'given.parquet');
  await save(confining(engine), given, 'parquet', file);
  const fields = halfOf(`copy ${copy}`);
  const names = fields.map(({ name }) => `"${name}"`).join(', ');
  const many = Math.floor((LICENCE_ROWS - rows.length) * PART);
  const sampled = `SELECT ${names} FROM (SELECT * FROM '${file}' ORDER BY hash(编号 || '${copy}') LIMIT ${many}) ORDER BY hash(编号 || 'again')`;
  const part = await tableOf(fields, sampled, many);
  const workbook = path.join(directory, 'data', `leaked-${copy}.xlsx`);
  await save(engine, part, 'xlsx', workbook);
  const out = path.join(directory, 'data', `leaked-${copy}.parquet`);
  const { columns, rows: read } = await convertFile(
    workbook,
    await inspectFile(workbook, 'leaked.xlsx'),
    {},
    out,
  );
  const leaked = {
    path: out,
    rows: read,
    columns: columns.map(({ name, label, type }) => ({ name, label, type })),
  };
  const copied = new Set<string>();
  const known = leaked.columns.map(({ name }) => name);
  await engine.digests(leaked, known, ([, ...cells]) => copiedRows(cells, copied));
  const { take, digests } = recognising(copied);
  await engine.digests(version, known, take);
  return digests();
}

async function save(engine: Engine, table: EngineTable, format: RowFormat, file: string): Promise<void> {
  await writeFile(file, await bytesOf(await engine.export(table, wholeTable(table.columns), format)));
}

interface Marks {
  digests: Buffer;
  kept: readonly number[][];
}

/** Files whose rows no key of a recipient chose: every other one lacks what is kept back from somebody else. */
async function falselyAccused(
  engine: Engine,
  version: EngineTable,
  { digests, kept }: Marks,
): Promise<number> {
  const places = new Map(
    Array.from({ length: LICENCE_ROWS }, (_, place) => [
      place,
      digests.toString('hex', place * DIGEST_BYTES, (place + 1) * DIGEST_BYTES),
    ]),
  );
  const unique = new Map<string, Uint8Array>();
  let accused = 0;
  for (let trial = 0; trial < TRIALS; trial += 1) {
    const fields = halfOf(`trial ${trial}`)
      .map(({ name }) => name)
      .toSorted();
    const name = fields.join(' ');
    const told = unique.get(name) ?? (await toldApart(engine, version, fields, places));
    unique.set(name, told);
    const next = dealt(`rows ${trial}`);
    const there = told.map((each) => (next() < PART ? each : 0));
    if (trial % 2 === 1)
      for (const row of keptBack(digests, keyOf(`somebody else ${trial}`), SHARE)) there[row] = 0;
    const rows = there.reduce((sum, each) => sum + each, 0);
    const suspects = kept.map((own, recipient) => {
      const seen = own.reduce((sum, row) => sum + (there[row] ?? 0), 0);
      return { recipient, byChance: likelihoodByChance(rows, seen, SHARE) };
    });
    if (verdictOf(suspects, suspects.length).recipient !== null) accused += 1;
  }
  return accused;
}

/** 1 for the rows that some fields tell from all others. */
async function toldApart(
  engine: Engine,
  version: EngineTable,
  fields: readonly string[],
  places: ReadonlyMap<number, string>,
): Promise<Uint8Array> {
  const all = new Set<string>();
  await engine.digests(version, fields, ([, ...cells]) => copiedRows(cells, all));
  const { take, digests } = recognising(all);
  await engine.digests(version, fields, take);
  const found = digests();
  const known = new Set<string>();
  for (let at = 0; at < found.length; at += DIGEST_BYTES)
    known.add(found.toString('hex', at, at + DIGEST_BYTES));
  return Uint8Array.from(places, ([, digest]) => Number(known.has(digest)));
}
