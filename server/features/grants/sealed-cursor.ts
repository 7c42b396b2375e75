import { createCipheriv, createDecipheriv, randomBytes } from 'node:crypto';
import { Problem } from '../../../rules/problems/problems.ts';
import type { Grant } from './grant.queries.ts';

const CIPHER = 'aes-256-gcm';
const NONCE_BYTES = 12;
const TAG_BYTES = 16;
const OPTIONS = { authTagLength: TAG_BYTES };

/** A cursor says where a row stands among all rows: under a grant nobody but us reads or makes one. */
export function sealCursor({ cursorKey }: Pick<Grant, 'cursorKey'>, cursor: string): string {
  const nonce = randomBytes(NONCE_BYTES);
  const cipher = createCipheriv(CIPHER, cursorKey, nonce, OPTIONS);
  const sealed = Buffer.concat([cipher.update(cursor, 'utf8'), cipher.final()]);
  return Buffer.concat([nonce, cipher.getAuthTag(), sealed]).toString('base64url');
}

/** Throws `invalid-cursor` for what was not sealed under this grant. */
export function openCursor({ cursorKey }: Pick<Grant, 'cursorKey'>, sealed: string): string {
  try {
    const bytes = Buffer.from(sealed, 'base64url');
    const tagEnd = NONCE_BYTES + TAG_BYTES;
    const cipher = createDecipheriv(CIPHER, cursorKey, bytes.subarray(0, NONCE_BYTES), OPTIONS);
    cipher.setAuthTag(bytes.subarray(NONCE_BYTES, tagEnd));
    return Buffer.concat([cipher.update(bytes.subarray(tagEnd)), cipher.final()]).toString('utf8');
  } catch {
    throw new Problem('invalid-cursor');
  }
}
