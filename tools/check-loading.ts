import { globSync } from 'node:fs';
import { resolve } from 'node:path';
import { pathToFileURL } from 'node:url';

// Tests run through Vite, which forgives imports that Node refuses: a CommonJS package without that named export, a
// missing suffix, syntax that is not erasable. So every module of the server is loaded once by Node itself.
const files = globSync('{rules,locales,server,demo}/**/*.ts', {
  exclude: (path) => /\.test\.ts$|\/testing(\/|$)/.test(path),
}).sort();

/** Cause → the modules that it keeps from loading. */
const refused = new Map<string, string[]>();
for (const file of files) {
  try {
    await import(pathToFileURL(resolve(file)).href);
  } catch (error) {
    const { message, stack = '' } = error instanceof Error ? error : new Error(String(error));
    const cause = stack.startsWith('file:') ? stack.split('\n', 3).join('\n') || message : message;
    refused.set(cause, [...(refused.get(cause) ?? []), file]);
  }
}

for (const [cause, kept] of refused) console.error(`${cause}\n  keeps from loading: ${kept.join(', ')}\n`);
if (files.length === 0) console.error('no module was found');
// Modules may hold handles open; what they are is not this check's business.
process.exit(refused.size > 0 || files.length === 0 ? 1 : 0);
