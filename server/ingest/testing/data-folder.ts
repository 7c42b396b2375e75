import { existsSync } from 'node:fs';
import { join } from 'node:path';

/** Where the public test data lie; they are not part of the project. */
export const dataFolder = process.env['KAISHU_DATA'] ?? join(import.meta.dirname, '../../../../shared/data');

/** Says aloud that tests are left out when the data are not there. */
export function hasData(part: string): boolean {
  const found = existsSync(join(dataFolder, part));
  if (!found) console.warn(`SKIPPED: no test data at ${join(dataFolder, part)} (set KAISHU_DATA)`);
  return found;
}
