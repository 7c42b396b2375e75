import { readFileSync } from 'node:fs';
import { glob } from 'node:fs/promises';
import { describe, expect, it } from 'vitest';
import { THINGS } from './things.ts';

describe('the things of the audit trail', () => {
  it('[xz-25-5] given every act that the server records, when its thing is looked for on the page, then it is there', async () => {
    const recorded = new Set<string>();
    for await (const path of glob('server/**/*.ts', { exclude: (name) => name.endsWith('.test.ts') })) {
      const found = readFileSync(path, 'utf8').matchAll(/\bthing: '([a-z-]+)'/g);
      for (const [, thing = ''] of found) recorded.add(thing);
    }
    expect(recorded.size).toBeGreaterThan(10);
    expect([...recorded].filter((thing) => !THINGS.some((known) => known === thing))).toEqual([]);
  });
});
