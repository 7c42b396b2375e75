import { existsSync, globSync } from 'node:fs';
import { runSteps, type Step } from './steps.ts';

const SOURCES = ['rules', 'locales', 'server', 'web', 'cli', 'demo', 'bench', 'e2e', 'tools'];
const CACHE = 'node_modules/.cache/kaishu';

const sourceFolders = (): string[] =>
  SOURCES.filter((folder) => globSync(`${folder}/**/*.{ts,tsx}`).length > 0);

const format = (quick: boolean): Step => ({
  name: 'format',
  command: ['prettier', '--check', '--log-level=warn', ...(quick ? cached('prettier') : []), '.'],
});
const types = (quick: boolean): Step => ({
  name: 'types',
  command: ['tsc', '--noEmit', ...(quick ? ['--incremental', '--tsBuildInfoFile', `${CACHE}/types`] : [])],
});
const lint = (quick: boolean): Step => ({
  name: 'lint',
  command: ['eslint', '--max-warnings=0', ...(quick ? cached('eslint') : []), '.'],
});
const cached = (tool: string): string[] => [
  '--cache',
  '--cache-strategy=content',
  `--cache-location=${CACHE}/${tool}`,
];
const layout = (): Step => ({
  name: 'layout',
  command: ['depcruise', '--config=dependency-cruiser.config.ts', '--output-type=err', ...sourceFolders()],
});
const deadCode: Step = { name: 'dead code', command: ['knip'] };
const loading: Step = { name: 'loading', command: ['node', 'tools/check-loading.ts'] };
const docs: Step = { name: 'generated docs', command: ['node', 'tools/generate-docs.ts', '--check'] };

/** Everything that is judged without running the product. Quick ones trust the answers about unchanged files. */
const staticChecks = (quick: boolean): Step[] => [
  lint(quick),
  types(quick),
  format(quick),
  layout(),
  deadCode,
  loading,
  docs,
];

/** The compiler and the linter read the types of routes, which are made, not written. */
const routeTypes = (): Step[] =>
  existsSync('react-router.config.ts') ? [{ name: 'route types', command: ['react-router', 'typegen'] }] : [];

/** Runs the checks, all or those named, so many at once; gives the names of those that failed. */
export async function runStaticChecks(
  quick: boolean,
  { wanted = [], atOnce = 2 }: { wanted?: readonly string[]; atOnce?: number } = {},
): Promise<string[]> {
  const steps = staticChecks(quick).filter(({ name }) => wanted.length === 0 || wanted.includes(name));
  return [...(await runSteps(routeTypes())), ...(await runSteps(steps, atOnce))];
}
