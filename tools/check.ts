import { runStaticChecks } from './static-checks.ts';

const failed = await runStaticChecks(true, { wanted: process.argv.slice(2) });
if (failed.length > 0) {
  console.error(`failed: ${failed.join(', ')}`);
  process.exitCode = 1;
}
