import { rmSync } from 'node:fs';
import { mkdtemp, realpath, rename, rm, stat } from 'node:fs/promises';
import path from 'node:path';
import { Problem } from '../../rules/problems/problems.ts';
import type { Terminal } from '../terminal.ts';

const SIGNALS = [
  ['SIGINT', 130],
  ['SIGTERM', 143],
] as const;

/** A Problem `invalid-input` that says why an option of `kaishu read` cannot be followed. */
export const refuseOption = (option: string, detail: string): Problem =>
  new Problem('invalid-input', { detail, errors: [{ pointer: `/${option}`, detail }] });

const codeOf = (error: unknown): string =>
  error instanceof Error && 'code' in error && typeof error.code === 'string' ? error.code : '';

/** What the system says when a place cannot be written to; null for a fault of another kind. */
function unwritable(error: unknown, out: string, t: Terminal['t']): Problem | null {
  switch (codeOf(error)) {
    case 'ENOENT':
    case 'ENOTDIR':
      return refuseOption('out', t('cli.read.noFolder', { path: path.dirname(out) }));
    case 'EACCES':
    case 'EPERM':
    case 'EROFS':
      return refuseOption('out', t('cli.read.notWritable', { path: path.dirname(out) }));
    case 'ENOSPC':
    case 'EDQUOT':
      return refuseOption('out', t('cli.read.diskFull', { path: path.dirname(out) }));
    case 'ENAMETOOLONG':
      return refuseOption('out', t('cli.read.nameTooLong'));
    default:
      return null;
  }
}

/** The file that `out` leads to. Throws where that is no file, or the very one that is read. */
async function targetOf(out: string, source: string, t: Terminal['t']): Promise<string> {
  const found = await stat(out).catch(() => null);
  if (!found) return out;
  if (!found.isFile()) throw refuseOption('out', t('cli.read.outNoFile', { path: out }));
  const read = await stat(source);
  if (read.dev === found.dev && read.ino === found.ino)
    throw refuseOption('out', t('cli.read.outIsSource', { path: out }));
  return realpath(out);
}

/** Runs `work`; when the process is told to end meanwhile, the folder goes with it. */
async function withFolder(folder: string, work: () => Promise<void>): Promise<void> {
  const clear = (): void => rmSync(folder, { recursive: true, force: true });
  const ends = SIGNALS.map(([signal, code]) => {
    const end = (): void => {
      clear();
      process.exit(code);
    };
    process.once(signal, end);
    return () => process.off(signal, end);
  });
  try {
    await work();
  } finally {
    for (const stop of ends) stop();
    await rm(folder, { recursive: true, force: true });
  }
}

/**
 * Has `make` write a file and puts it at `out`: there whole or not at all, and never in place of `source`. Throws Problem
 * `invalid-input` with pointer `/out` when that place cannot be written to.
 */
export async function writeWhole(
  out: string,
  source: string,
  t: Terminal['t'],
  make: (partial: string) => Promise<void>,
): Promise<void> {
  try {
    const target = await targetOf(out, source, t);
    const folder = await mkdtemp(path.join(path.dirname(target), '.kaishu-'));
    await withFolder(folder, async () => {
      const partial = path.join(folder, 'table');
      await make(partial);
      await rename(partial, target);
    });
  } catch (error) {
    throw unwritable(error, out, t) ?? error;
  }
}
