import { globSync } from 'node:fs';
import { resolve } from 'node:path';
import { pathToFileURL } from 'node:url';

/** All values exported by the modules that match, each once, in the order of their files. */
export async function exportsOf(pattern: string): Promise<unknown[]> {
  const found = new Set<unknown>();
  for (const path of globSync(pattern).sort()) {
    const module = (await import(pathToFileURL(resolve(path)).href)) as Record<string, unknown>;
    for (const value of Object.values(module)) found.add(value);
  }
  return [...found];
}

export const isRecord = (value: unknown): value is Record<string, unknown> =>
  typeof value === 'object' && value !== null && !Array.isArray(value);
