import { open, stat } from 'node:fs/promises';
import { Problem } from '../../rules/problems/problems.ts';
import { refusalDetail } from '../../rules/reading/present-reading.ts';
import { refusedBy } from '../../rules/reading/refusal.ts';
import type { Terminal } from '../terminal.ts';

/** What a file was when its reading began. */
interface Stamp {
  ino: bigint;
  size: bigint;
  mtimeNs: bigint;
}

const stampOf = (file: string): Promise<Stamp | null> => stat(file, { bigint: true }).catch(() => null);

const unreadable = (detail: string): Problem => new Problem('unreadable-file', { detail });

/** Throws Problem `unreadable-file` for what is no file, or none that may be read. */
async function requireFile(file: string, t: Terminal['t']): Promise<Stamp> {
  const found = await stat(file, { bigint: true }).catch(() => null);
  if (!found) throw unreadable(t('cli.read.noSuchFile', { path: file }));
  if (found.isDirectory()) throw unreadable(t('cli.read.isFolder', { path: file }));
  if (!found.isFile()) throw unreadable(t('cli.read.noFile', { path: file }));
  const opened = await open(file).catch(() => null);
  if (!opened) throw unreadable(t('cli.read.notAllowed', { path: file }));
  await opened.close();
  return found;
}

/**
 * Runs `work` over a file that holds still. Throws Problem `unreadable-file` when it cannot be read, or when it was
 * changed, replaced or taken away meanwhile: what was made of it is then of no file that ever was. `work` may ask for
 * the same before it keeps anything.
 */
export async function withSteadyFile(
  file: string,
  t: Terminal['t'],
  work: (requireSame: () => Promise<void>) => Promise<void>,
): Promise<void> {
  const before = await requireFile(file, t);
  const requireSame = async (): Promise<void> => {
    const now = await stampOf(file);
    if (now?.ino !== before.ino || now.size !== before.size || now.mtimeNs !== before.mtimeNs)
      throw unreadable(t('cli.read.changedMeanwhile', { path: file }));
  };
  try {
    await work(requireSame);
  } catch (error) {
    await requireSame();
    throw error;
  }
  await requireSame();
}

/** What refused the reading of a file as a problem with its sentence; any other error as it is. */
export function asToldProblem(error: unknown, t: Terminal['t']): unknown {
  const refused = refusedBy(error);
  return refused ? new Problem(refused.code, { ...refused, detail: refusalDetail(refused, t) }) : error;
}
