import { resolve } from 'node:path';
import { pathToFileURL } from 'node:url';
import { ready } from '../cli/installation.mjs';

// Runs a TypeScript file of the project on the pinned Node, whichever Node was found first.
const [, self, file, ...args] = process.argv;
if (ready(self, [file, ...args])) {
  process.argv.splice(1, 1);
  await import(pathToFileURL(resolve(file)).href);
}
