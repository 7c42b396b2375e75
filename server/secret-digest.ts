import { createHash } from 'node:crypto';

/** What is stored of a secret: found by it, but not to be guessed from it. */
export const secretDigest = (secret: string): Buffer => createHash('sha256').update(secret).digest();
