import type { Services } from '../../context.ts';
import type { DataDirectory } from '../../store/data-directory.ts';
import { openSeal, type Seal } from './seal/seal.ts';

const opened = new WeakMap<DataDirectory, Promise<Seal>>();

/** The seal of this installation, opened once. */
export function sealOf({ directory, profile, clock }: Services): Promise<Seal> {
  const known = opened.get(directory) ?? openSeal(directory, profile.platform['zh-CN'], clock.now());
  opened.set(directory, known);
  return known;
}
