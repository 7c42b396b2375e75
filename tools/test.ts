import { existsSync, readFileSync, rmSync } from 'node:fs';
import { randomInt } from 'node:crypto';
import { parseArgs } from 'node:util';
import { runStep } from './steps.ts';
import { runStaticChecks } from './static-checks.ts';
import { failuresOf, NOTHING, sum, totalLine, totalsOf, type Report, type Totals } from './totals.ts';

const { values: asked } = parseArgs({
  options: { full: { type: 'boolean', default: false }, 'no-browser': { type: 'boolean', default: false } },
});
const failures: string[] = [];
const seed = process.env['KAISHU_SEED'] ?? String(randomInt(2 ** 31));
const env = {
  KAISHU_SEED: seed,
  KAISHU_RUNS: process.env['KAISHU_RUNS'] ?? (asked.full ? '1000' : '100'),
  ...(asked['no-browser'] ? { KAISHU_NO_BROWSER: '1' } : {}),
};

async function vitest(name: string, projects: readonly string[], ...more: string[]): Promise<Totals> {
  const file = `build/test/${name}.json`;
  rmSync(file, { force: true });
  const command = ['vitest', 'run', ...projects.map((project) => `--project=${project}`)];
  const reporters = ['--reporter=default', '--reporter=json', `--outputFile.json=${file}`];
  const { ok } = await runStep({ name, command: [...command, ...reporters, ...more], env }, true);
  const report = existsSync(file) ? (JSON.parse(readFileSync(file, 'utf8')) as Report) : null;
  const totals = report ? totalsOf(report) : NOTHING;
  if (report) failures.push(...failuresOf(report));
  // An error outside every test fails the run without a failed test to count.
  return ok || totals.failed > 0 ? totals : { ...totals, failed: 1 };
}

console.log(`seed ${seed}, ${env.KAISHU_RUNS} runs a property`);
// Lint keeps one core busy for minutes while tests wait for files, processes and kills.
const [failedChecks, tests] = await Promise.all([
  runStaticChecks(false, { atOnce: 1 }),
  vitest('tests', ['unit', 'engine', 'browser']),
]);
if (asked['no-browser']) console.log('SKIPPED: every journey in the browser (--no-browser)');
const journeys = await vitest('journeys', ['journeys'], '--passWithNoTests');

const checks = { ...NOTHING, failed: failedChecks.length };
const totals = sum([checks, tests, journeys]);
const nothingRan = tests.passed + tests.failed === 0;
if (failedChecks.length > 0) console.log(`failed checks: ${failedChecks.join(', ')}`);
for (const failure of failures) console.log(`FAILED ${failure}`);
if (nothingRan) console.log('no test ran at all, which is a failure');
if (totals.failed > 0) console.log(`to repeat: KAISHU_SEED=${seed} npm test`);
console.log(totalLine(nothingRan ? { ...totals, failed: totals.failed + 1 } : totals));
process.exitCode = totals.failed > 0 || nothingRan ? 1 : 0;
