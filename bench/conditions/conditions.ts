import { createHash } from 'node:crypto';
import path from 'node:path';
import { FAMILY_NAMES, TERM_KINDS, type ParsedConditions } from '../../rules/conditions/condition.schema.ts';
import { parseConditions } from '../../rules/conditions/parse-conditions.ts';
import { inspectFile, writeTable } from '../../server/ingest/index.ts';
import { dataFolder } from '../../server/ingest/testing/data-folder.ts';
import type { Figure, Measured } from '../figure.ts';
import { codesIn, compare, kindsIn, noAgreement, saidBy, type Agreement, type Said } from './agreement.ts';
import judgements from './judgements.json' with { type: 'json' };

const LIST = path.join(dataFolder, 'B_catalog/sh_catalog_open.csv');
const COLUMN = '开放条件';
const KEY_LENGTH = 16;

/** The judgements are kept by the digest of the text that they judge. */
const keyOf = (text: string): string => createHash('sha256').update(text).digest('hex').slice(0, KEY_LENGTH);

async function realConditions(): Promise<string[]> {
  const reading = await inspectFile(LIST, path.basename(LIST));
  const texts: string[] = [];
  await writeTable(LIST, reading, {}, { to: 'ndjson', typed: false }, (lines) => {
    for (const line of lines.trimEnd().split('\n'))
      texts.push((JSON.parse(line) as Record<string, string | null>)[COLUMN] ?? '');
    return Promise.resolve();
  });
  return texts;
}

const measured = (work: string, ours: number, yardstick: number, unit: string): Measured => ({
  work,
  ours,
  yardstick,
  unit,
  reach: '0.90 or more',
});

function coverage(all: readonly ParsedConditions[]): Measured[] {
  const rows = all.filter(({ terms, leftover }) => terms.length + leftover.length > 0);
  const stating = rows.filter(({ terms }) => terms.length > 0);
  const whole = stating.filter(({ leftover }) => leftover.length === 0);
  const known = new Set(all.flatMap(({ terms }) => terms.map(({ text }) => text)));
  const unknown = new Set(all.flatMap(({ leftover }) => leftover));
  return [
    measured('rows that say more than the class, with terms', stating.length, rows.length, 'rows'),
    measured('the same with nothing left over', whole.length, rows.length, 'rows'),
    measured('distinct parts of the texts that are terms', known.size, known.size + unknown.size, 'parts'),
  ];
}

const sides = (name: string, { found, right, judged }: Agreement, unit: string): Measured[] =>
  found + judged === 0
    ? []
    : [measured(`precision, ${name}`, right, found, unit), measured(`recall, ${name}`, right, judged, unit)];

/** Of the judged texts, how far the terms that were found are the terms that a person who saw no pattern found. */
function agreement(parsed: ReadonlyMap<string, ParsedConditions>): Measured[] {
  const overall = noAgreement();
  const codes = noAgreement();
  const families = FAMILY_NAMES.map((family) => ({ family, counted: noAgreement() }));
  const judged: [string, Said][] = Object.entries(judgements);
  for (const [key, said] of judged) {
    const ours = saidBy(parsed.get(key)?.terms ?? []);
    compare(overall, Object.keys(ours), Object.keys(said));
    compare(codes, codesIn(ours), codesIn(said));
    for (const { family, counted } of families)
      compare(counted, kindsIn(ours, family, TERM_KINDS), kindsIn(said, family, TERM_KINDS));
  }
  return [
    ...families.flatMap(({ family, counted }) => sides(family, counted, 'terms')),
    ...sides('all families', overall, 'terms'),
    ...sides('what they ask for', codes, 'codes'),
  ];
}

export const conditions: Figure = {
  yardstick:
    'rows and parts of the real list; terms that a judge who saw no pattern found in 100 of its texts',
  async run() {
    const texts = await realConditions();
    const parsed = new Map(texts.map((text) => [keyOf(text), parseConditions(text)]));
    return [...coverage(texts.map(parseConditions)), ...agreement(parsed)];
  },
};
