import { randomFillSync } from 'node:crypto';

const POOL_BYTES = 16 * 1024;
const DIGITS = 32;

let pool = '';
let next = 0;

/**
 * 32 random hexadecimal digits for ids, never for secrets: asking the system for each call's own costs 15 µs, as much
 * as all that a bare answer costs.
 */
export function randomDigits(): string {
  if (next === pool.length) {
    pool = randomFillSync(Buffer.allocUnsafe(POOL_BYTES)).toString('hex');
    next = 0;
  }
  next += DIGITS;
  return pool.slice(next - DIGITS, next);
}

/** A UUIDv7 (RFC 9562, 5.7) of that moment. */
export function uuidAt(time: Date): string {
  const at = time.getTime().toString(16).padStart(12, '0');
  const random = randomDigits();
  const variant = '89ab'[Number.parseInt(random.slice(0, 1), 16) & 3] ?? '8';
  return `${at.slice(0, 8)}-${at.slice(8)}-7${random.slice(1, 4)}-${variant}${random.slice(4, 7)}-${random.slice(7, 19)}`;
}
