import { globSync } from 'node:fs';
import { runStep } from './steps.ts';

// One program a figure; each prints ours, the yardstick's and their ratio, measured in the same run.
const wanted = process.argv.slice(2);
const programs = globSync('bench/*.bench.ts')
  .sort()
  .filter((path) => wanted.length === 0 || wanted.some((part) => path.includes(part)));

if (programs.length === 0) {
  console.error(`no benchmark in bench/ is named ${wanted.join(' or ') || '*.bench.ts'}`);
  process.exitCode = 1;
}
for (const program of programs) {
  console.log(`\n${program}`);
  // Alone on the machine: one after the other, each in a process of its own.
  const { ok } = await runStep({ name: program, command: [process.execPath, '--expose-gc', program] }, true);
  if (!ok) process.exitCode = 1;
}
