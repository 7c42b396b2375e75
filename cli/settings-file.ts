import { mkdir, readFile, rename, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { CONFIGURATION_FILE } from '../server/configuration.ts';

/** What the file says, unchecked; empty when there is none. `loadConfiguration` says what is wrong with it. */
export async function readSettings(directory: string): Promise<Record<string, unknown>> {
  const text = await readFile(path.join(directory, CONFIGURATION_FILE), 'utf8').catch(() => '{}');
  try {
    const parsed: unknown = JSON.parse(text);
    return typeof parsed === 'object' && parsed !== null ? { ...parsed } : {};
  } catch {
    return {};
  }
}

/** Adds to the file, or makes it, whole or not at all. */
export async function addSettings(directory: string, added: Record<string, unknown>): Promise<void> {
  await mkdir(directory, { recursive: true, mode: 0o700 });
  const file = path.join(directory, CONFIGURATION_FILE);
  const text = `${JSON.stringify({ ...(await readSettings(directory)), ...added }, null, 2)}\n`;
  await writeFile(`${file}.new`, text, { mode: 0o600, flush: true });
  await rename(`${file}.new`, file);
}
