import type { IConfiguration, IRegularForbiddenRuleType } from 'dependency-cruiser';

const TEST = '\\.test\\.tsx?$|/testing/';
type Rule = Required<Pick<IRegularForbiddenRuleType, 'name' | 'comment' | 'severity' | 'from' | 'to'>>;
const forbid = (name: string, comment: string, from: Rule['from'], to: Rule['to']): Rule => ({
  name,
  comment,
  severity: 'error',
  from,
  to,
});

/** Each rule is proved by a planted violation in tools/layout.test.ts. */
export default {
  forbidden: [
    forbid(
      'every-import-resolves',
      'A path that leads nowhere hides an edge from every other rule.',
      {},
      {
        couldNotResolve: true,
        pathNot: '\\+types/|^virtual:',
      },
    ),
    forbid(
      'no-cycles',
      'What two modules need from each other wants a third.',
      {},
      {
        circular: true,
        viaOnly: { dependencyTypesNot: ['type-only'] },
      },
    ),
    forbid(
      'rules-are-pure',
      'rules/ runs anywhere: no I/O, nothing outside itself but these packages.',
      { path: '^rules/', pathNot: TEST },
      {
        couldNotResolve: false,
        pathNot: '^(rules|locales)/|node_modules/(typebox|chinese-days|canonicalize|proj4)/',
      },
    ),
    forbid(
      'rules-take-only-types-of-locales',
      'Words belong to the edges.',
      { path: '^rules/', pathNot: TEST },
      { path: '^locales/', dependencyTypesNot: ['type-only'] },
    ),
    forbid(
      'locales-stand-alone',
      'Messages import each other, the formatter and types of rules.',
      { path: '^locales/', pathNot: TEST },
      { couldNotResolve: false, pathNot: '^(locales|rules)/|node_modules/intl-messageformat/' },
    ),
    forbid(
      'locales-take-only-types-of-rules',
      'Words do not decide.',
      { path: '^locales/', pathNot: TEST },
      { path: '^rules/', dependencyTypesNot: ['type-only'] },
    ),
    forbid(
      'web-knows-no-server',
      'Pages reach the platform through the port that they are handed.',
      { path: '^web/' },
      { path: '^(server|cli|demo)/' },
    ),
    forbid(
      'server-knows-no-pages',
      'One file mounts the built pages; it reads them from build/.',
      { path: '^(server|demo)/' },
      { path: '^web/' },
    ),
    forbid(
      'sql-only-in-queries',
      'Rows never leave the query file.',
      { path: '^(server|cli|demo|web)/', pathNot: '\\.queries\\.ts$|^server/store/|/testing/' },
      { path: 'node_modules/(kysely|pg)/' },
    ),
    forbid(
      'duckdb-only-in-engine-and-ingest',
      'One place guards memory, time and files.',
      { path: '^(server|cli|demo|web)/', pathNot: `^server/(engine|ingest)/|${TEST}` },
      { path: 'node_modules/@duckdb/' },
    ),
    forbid(
      'features-meet-at-index',
      'A feature offers what its index.ts exports.',
      { path: '^server/features/([^/]+)/' },
      { path: '^server/features/', pathNot: '^server/features/($1/|[^/]+/index\\.ts$)' },
    ),
    forbid(
      'features-are-entered-by-index',
      'The same for those outside the features.',
      { path: '^(server|cli|demo)/', pathNot: '^server/features/' },
      { path: '^server/features/', pathNot: '^server/features/[^/]+/index\\.ts$' },
    ),
    forbid(
      'nothing-needs-the-entries',
      'Command line, tools, benchmarks and journeys stand at the end of every arrow.',
      { path: '^(rules|locales|server|web|demo)/' },
      { path: '^(cli|e2e|bench|tools)/' },
    ),
    forbid(
      'running-needs-no-development-package',
      'npm ci --omit=dev must be able to serve.',
      { path: '^(rules|locales|server|web|cli|demo)/', pathNot: TEST },
      { dependencyTypes: ['npm-dev'], dependencyTypesNot: ['type-only'] },
    ),
  ],
  options: {
    tsPreCompilationDeps: true,
    doNotFollow: { path: 'node_modules' },
    exclude: { path: '^(build|var|coverage)/' },
    enhancedResolveOptions: {
      exportsFields: ['exports'],
      conditionNames: ['import', 'node', 'types', 'default'],
      extensions: ['.ts', '.tsx', '.mjs', '.js', '.json', '.d.ts'],
    },
  },
} satisfies IConfiguration;
