import { existsSync } from 'node:fs';
import { runStep } from './steps.ts';

// npm runs this at the end of an install. Nothing to build is no failure: the web sources may not be there.
const BUILD = 'tools/build-web.ts';
if (existsSync(BUILD)) {
  const built = await runStep({ name: 'web', command: [process.execPath, BUILD] }, true);
  if (!built.ok) process.exitCode = 1;
}
