import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { IntlMessageFormat } from 'intl-messageformat';
import { describe, expect, it } from 'vitest';
import { reading as english } from '../../locales/en/reading.ts';
import { reading } from '../../locales/zh-CN/reading.ts';

const sources = ['../../rules/reading', '../../server/ingest'].flatMap((folder) =>
  readdirSync(join(import.meta.dirname, folder), { recursive: true, encoding: 'utf8' })
    .filter((name) => name.endsWith('.ts') && !name.endsWith('.test.ts'))
    .map((name) => readFileSync(join(import.meta.dirname, folder, name), 'utf8')),
);
const named = (pattern: RegExp): string[] => [
  ...new Set(sources.flatMap((text) => [...text.matchAll(pattern)].map((m) => m[1] ?? m[2] ?? ''))),
];

describe('the words of reading', () => {
  it('given every message, when parsed, then it is well-formed in both languages', () => {
    for (const text of [...Object.values(reading), ...Object.values(english)])
      expect(() => new IntlMessageFormat(text, 'en', undefined, { ignoreTag: true })).not.toThrow();
  });

  it('given every code that the rules name, when looked up, then the locale has its sentences', () => {
    const refusals = named(/refuse\(\s*'[a-z-]+',\s*'([a-z-]+)'|refuseAt\('([a-z-]+)'/g);
    const warnings = named(/(?:\badd|warning|listed|\bnote)\('([a-z-]+)'/g);
    const reasons = named(/why: '([a-z-]+)'|\bat\('([a-z-]+)'/g).filter(Boolean);
    const keys = [
      ...refusals.map((code) => `reading.refusal.${code}`),
      ...warnings.flatMap((code) => [`reading.warning.${code}.message`, `reading.warning.${code}.remedy`]),
      ...reasons.map((code) => `reading.why.${code}`),
    ];
    expect(refusals.length).toBeGreaterThan(10);
    expect(warnings.length).toBeGreaterThan(15);
    expect(keys.filter((key) => !(key in reading))).toEqual([]);
  });
});
