import { createCipheriv } from 'node:crypto';

/** Of AES-128, by which a recipient's key scatters the digests of rows evenly; a digest is one of its blocks. */
export const MARK_KEY_BYTES = 16;
export const DIGEST_BYTES = 16;
const CIPHER = 'aes-128-ecb';
const DRAWN_BYTES = 6;

/**
 * The places (from 0) of the rows that are kept back from the holder of the key, among rows by the digests of their
 * content, 16 bytes each: by nothing but key and content, so that order, format and what else is there do not matter.
 */
export function keptBack(digests: Buffer, key: Buffer, share: number): number[] {
  const cipher = createCipheriv(CIPHER, key, null).setAutoPadding(false);
  const drawn = Buffer.concat([cipher.update(digests), cipher.final()]);
  const below = share * 2 ** (DRAWN_BYTES * 8);
  const places: number[] = [];
  for (let at = 0; at < drawn.length; at += DIGEST_BYTES)
    if (drawn.readUIntBE(at, DRAWN_BYTES) < below) places.push(at / DIGEST_BYTES);
  return places;
}
