import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { cruise, type ICruiseOptions, type ICruiseResult } from 'dependency-cruiser';
import { afterAll, describe, expect, it } from 'vitest';
import layout from '../dependency-cruiser.config.ts';

type Tree = Record<string, string>;

const folders: string[] = [];
afterAll(() => {
  for (const folder of folders) rmSync(folder, { recursive: true });
});

const aPackage = (name: string): Tree => ({
  [`node_modules/${name}/package.json`]: JSON.stringify({ name, version: '1.0.0', main: 'index.js' }),
  [`node_modules/${name}/index.js`]: 'exports.thing = 1;',
});
const MANIFEST: Tree = {
  'package.json': JSON.stringify({
    type: 'module',
    dependencies: {
      kysely: '1.0.0',
      pg: '1.0.0',
      '@duckdb/node-api': '1.0.0',
      react: '1.0.0',
      typebox: '1.0.0',
    },
    devDependencies: { vitest: '1.0.0' },
  }),
  ...aPackage('kysely'),
  ...aPackage('pg'),
  ...aPackage('@duckdb/node-api'),
  ...aPackage('react'),
  ...aPackage('typebox'),
  ...aPackage('vitest'),
};

function plant(tree: Tree): string {
  const folder = mkdtempSync(join(tmpdir(), 'kaishu-layout-'));
  folders.push(folder);
  for (const [path, text] of Object.entries({ ...MANIFEST, ...tree })) {
    mkdirSync(dirname(join(folder, path)), { recursive: true });
    writeFileSync(join(folder, path), text);
  }
  return folder;
}

async function judge(tree: Tree): Promise<{ broken: string[]; edges: number }> {
  const options: ICruiseOptions = {
    ...layout.options,
    baseDir: plant(tree),
    ruleSet: { forbidden: layout.forbidden },
    validate: true,
  };
  const roots = [...new Set(Object.keys(tree).map((path) => path.split('/')[0] ?? ''))];
  const { output } = await cruise(roots, options);
  const { summary } = output as ICruiseResult;
  return {
    broken: [...new Set(summary.violations.map(({ rule }) => rule.name))].sort(),
    edges: summary.totalDependenciesCruised ?? 0,
  };
}

const VALUE = 'export const value = 1;\nexport type Value = number;\n';
const takes = (path: string): string => `import { value } from '${path}';\nexport const taken = value;\n`;
const takesType = (path: string): string =>
  `import type { Value } from '${path}';\nexport type Taken = Value;\n`;

/** For each rule a tree that breaks it, and no other. */
const VIOLATIONS: Record<string, Tree[]> = {
  'every-import-resolves': [{ 'server/a.ts': takes('./nowhere.ts') }],
  'no-cycles': [{ 'server/a.ts': takes('./b.ts') + VALUE, 'server/b.ts': takes('./a.ts') + VALUE }],
  'rules-are-pure': [
    { 'rules/a.ts': takes('node:fs') },
    { 'rules/a.ts': takes('react') },
    { 'rules/a.ts': takes('../demo/b.ts'), 'demo/b.ts': VALUE },
    { 'rules/a.ts': takesType('../server/b.ts'), 'server/b.ts': VALUE },
  ],
  'rules-take-only-types-of-locales': [{ 'rules/a.ts': takes('../locales/b.ts'), 'locales/b.ts': VALUE }],
  'locales-stand-alone': [
    { 'locales/a.ts': takes('../demo/b.ts'), 'demo/b.ts': VALUE },
    { 'locales/a.ts': takes('react') },
  ],
  'locales-take-only-types-of-rules': [{ 'locales/a.ts': takes('../rules/b.ts'), 'rules/b.ts': VALUE }],
  'web-knows-no-server': [
    { 'web/a.tsx': takes('../server/b.ts'), 'server/b.ts': VALUE },
    { 'web/a.tsx': takesType('../server/b.ts'), 'server/b.ts': VALUE },
  ],
  'server-knows-no-pages': [{ 'server/a.ts': takes('../web/b.tsx'), 'web/b.tsx': VALUE }],
  'sql-only-in-queries': [
    { 'server/features/bodies/bodies.use-cases.ts': takes('kysely') },
    { 'cli/a.ts': takes('pg') },
  ],
  'duckdb-only-in-engine-and-ingest': [
    { 'server/store/a.ts': takes('@duckdb/node-api') },
    { 'cli/a.ts': takes('@duckdb/node-api') },
  ],
  'features-meet-at-index': [
    {
      'server/features/bodies/a.ts': takes('../events/inner.ts'),
      'server/features/events/inner.ts': VALUE,
    },
  ],
  'features-are-entered-by-index': [
    { 'server/app.ts': takes('./features/events/inner.ts'), 'server/features/events/inner.ts': VALUE },
  ],
  'nothing-needs-the-entries': [{ 'demo/a.ts': takes('../tools/b.ts'), 'tools/b.ts': VALUE }],
  'running-needs-no-development-package': [{ 'server/a.ts': takes('vitest') }],
};

/** What stands at the edge of a rule and is allowed. */
const ALLOWED: Record<string, Tree> = {
  'types of each other in rules and locales, and the pure packages': {
    'rules/a.ts': takesType('../locales/b.ts') + `export { thing } from 'typebox';`,
    'locales/b.ts': VALUE,
    'locales/c.ts': takesType('../rules/d.ts'),
    'rules/d.ts': VALUE,
  },
  'SQL in a query file and in the store': {
    'server/features/bodies/bodies.queries.ts': takes('kysely'),
    'server/store/a.ts': takes('pg'),
  },
  'DuckDB in the engine, in ingest and in a test': {
    'server/engine/a.ts': takes('@duckdb/node-api'),
    'server/ingest/a.ts': takes('@duckdb/node-api'),
    'server/features/bodies/bodies.test.ts': takes('@duckdb/node-api') + `export { thing } from 'vitest';`,
  },
  'a feature entered by its index, from beside and from outside': {
    'server/features/bodies/a.ts': takes('../events/index.ts'),
    'server/features/events/index.ts': VALUE,
    'server/app.ts': takes('./features/bodies/index.ts'),
    'server/features/bodies/index.ts': VALUE,
  },
};

describe('layout rules', () => {
  it('given the rules, when listed, then each has a planted violation', () => {
    expect(Object.keys(VIOLATIONS).sort()).toEqual(layout.forbidden.map(({ name }) => name).sort());
  });

  const cases = Object.entries(VIOLATIONS).flatMap(([rule, trees]) => trees.map((tree) => ({ rule, tree })));
  it.each(cases)('given $tree, when judged, then $rule is broken and no other', async ({ rule, tree }) => {
    const { broken, edges } = await judge(tree);
    expect(broken).toEqual([rule]);
    expect(edges).toBeGreaterThan(0);
  });

  it.each(Object.entries(ALLOWED))('given %s, when judged, then nothing is broken', async (_, tree) => {
    const { broken, edges } = await judge(tree);
    expect(broken).toEqual([]);
    expect(edges).toBeGreaterThan(0);
  });
});
