import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { DEFAULT_GUIDELINE } from '../../../rules/gradings/default-guideline.ts';
import { findSpans } from '../../../rules/gradings/detect.ts';
import { proposeLevels } from '../../../rules/gradings/propose.ts';
import { scanColumn } from '../../../rules/gradings/scan.ts';
import type { SignKind } from '../../../rules/gradings/signs.ts';
import { dataFolder, hasData } from '../../ingest/testing/data-folder.ts';

const FOLDER = 'E_ground_truth/pii_zh';
const available = hasData(FOLDER);
const read = async (name: string, encoding = 'utf-8'): Promise<string> =>
  new TextDecoder(encoding).decode(await readFile(join(dataFolder, FOLDER, name)));

/** What the labels of the data are called here. */
const KINDS: Record<string, SignKind> = {
  person_name: 'person-name',
  id_card: 'id-number',
  phone: 'phone',
  address: 'home-address',
  bank_card: 'bank-card',
  email: 'e-mail',
  plate: 'plate-number',
  ip: 'ip-address',
  uscc: 'company-code',
  person_name_masked: 'masked-personal',
  id_card_masked: 'masked-personal',
  bank_card_masked: 'masked-personal',
  phone_masked: 'masked-personal',
};

interface Score {
  hit: number;
  missed: number;
  false: number;
}
const report = (lines: readonly string[]): void => void process.stdout.write(`${lines.join('\n')}\n`);
const score = (): Score => ({ hit: 0, missed: 0, false: 0 });
const rate = (a: number, b: number): string => (a + b === 0 ? '–' : (a / (a + b)).toFixed(3));
const shown = (name: string, { hit, missed, false: wrong }: Score): string =>
  `${name.padEnd(16)} precision ${rate(hit, wrong)}  recall ${rate(hit, missed)}  (${hit} right, ${wrong} false, ${missed} missed)`;

type Labels = Record<string, { encoding: string; columns: Record<string, string | null> }>;

describe.skipIf(!available)('what the platform sees of personal information in labelled data', () => {
  it('[xz-14-1] given tables with valid and decoy check digits, when proposals are made, then each labelled column and no decoy is seen', async () => {
    const labels = JSON.parse(await read('labels.json')) as Labels;
    const total = score();
    const lines: string[] = [];
    for (const [file, { encoding, columns }] of Object.entries(labels)) {
      const text = await read(file, encoding.replace('-sig', ''));
      const [head = '', ...rows] = text
        .replace(/^\uFEFF/, '')
        .trim()
        .split(/\r?\n/);
      const cells = rows.map((row) => row.split(','));
      const names = head.split(',');
      const scan = {
        columns: names.map((name, place) =>
          scanColumn(
            name,
            cells.map((row) => row[place] ?? '').filter((value) => value !== ''),
          ),
        ),
        marks: [],
      };
      const fields = names.map((name) => ({ name, label: name, description: '' }));
      const own = score();
      for (const { field, signs } of proposeLevels(DEFAULT_GUIDELINE, fields, scan)) {
        const label = columns[field] ?? null;
        const seen = signs.map(({ kind }) => kind);
        const expected = label === null ? null : (KINDS[label] ?? null);
        if (expected !== null && seen.includes(expected)) own.hit += 1;
        else if (expected !== null) own.missed += 1;
        if (expected === null && seen.length > 0) own.false += 1;
        if ((expected === null) !== (seen.length === 0))
          lines.push(`  ${file} ${field}: ${label} / ${seen.join(' ')}`);
      }
      total.hit += own.hit;
      total.missed += own.missed;
      total.false += own.false;
      lines.push(shown(file, own));
    }
    report(['columns of tables', ...lines, shown('all', total)]);
    expect(total).toEqual({ hit: total.hit, missed: 0, false: 0 });
    expect(total.hit).toBe(15);
  });

  it('[xz-14-1] given running text with labelled spans, when it is searched, then few are missed and few are false', async () => {
    const lines = (await read('12345工单_自由文本.jsonl')).trim().split('\n');
    const scores = new Map<SignKind, Score>();
    const of = (kind: SignKind): Score => {
      const known = scores.get(kind) ?? score();
      scores.set(kind, known);
      return known;
    };
    for (const line of lines) {
      const { text, spans } = JSON.parse(line) as { text: string; spans: [number, number, string][] };
      const key = (start: number, end: number, kind: string): string => `${start} ${end} ${kind}`;
      const found = new Set(findSpans(text).map(({ start, end, kind }) => key(start, end, kind)));
      for (const [start, end, label] of spans) {
        const kind = KINDS[label];
        if (kind === undefined) continue;
        if (found.delete(key(start, end, kind))) of(kind).hit += 1;
        else of(kind).missed += 1;
      }
      for (const left of found) of(left.split(' ')[2] as SignKind).false += 1;
    }
    report(['spans in running text', ...[...scores].map(([kind, own]) => shown(kind, own))]);
    for (const [kind, { hit, missed, false: wrong }] of scores) {
      expect(hit / (hit + missed), `recall of ${kind}`).toBeGreaterThan(0.95);
      expect(hit / (hit + wrong), `precision of ${kind}`).toBeGreaterThan(0.95);
    }
  });
});
