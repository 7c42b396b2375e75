import { createHash } from 'node:crypto';
import type { Digest } from '../../../rules/draft-batches/changes.ts';

/** 30 bits in letters and digits that no spreadsheet takes for a number or a formula. */
export const digest: Digest = (text) =>
  (createHash('sha256').update(text).digest().readUInt32BE(0) >>> 2).toString(32).padStart(6, '0');
