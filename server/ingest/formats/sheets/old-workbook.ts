import { open } from 'node:fs/promises';
import { refuse } from '../../../../rules/reading/refusal.ts';
import type { TableFormat } from '../format.ts';

const STEP = 1024 * 1024;
const SEARCHED = 64 * STEP;
const LOCKS = ['EncryptedPackage', 'EncryptionInfo'].map((name) =>
  Buffer.from(name, 'utf16le').toString('latin1'),
);

/** A container of the old kind also holds a new workbook that is locked with a password. */
async function refuseLocked(path: string): Promise<void> {
  const file = await open(path, 'r');
  try {
    const { size } = await file.stat();
    for (let at = 0; at < Math.min(size, SEARCHED); at += STEP) {
      const { buffer, bytesRead } = await file.read(Buffer.alloc(STEP + 64), 0, STEP + 64, at);
      const part = buffer.toString('latin1', 0, bytesRead);
      if (LOCKS.some((mark) => part.includes(mark))) refuse('unreadable-file', 'encrypted-workbook');
    }
  } finally {
    await file.close();
  }
}

async function refuseOld(path: string): Promise<never> {
  await refuseLocked(path);
  return refuse('unsupported-format', 'format', { format: 'xls' });
}

/** XLS of Excel 2.0 to 2003. */
export const oldWorkbook: TableFormat = { inspect: refuseOld, eachRow: refuseOld };
