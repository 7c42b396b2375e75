import { randomBytes, randomInt, scrypt, timingSafeEqual, type ScryptOptions } from 'node:crypto';

const COST = { ln: 15, r: 8, p: 1 };
const SALT_BYTES = 16;
const KEY_BYTES = 32;
const ONE_TIME = 'once';
const STORED = /^(once)?\$scrypt\$ln=(\d+),r=(\d+),p=(\d+)\$([\w-]+)\$([\w-]+)$/;

/** Without the signs that people take for each other. */
const LETTERS = 'abcdefghijkmnpqrstuvwxyz23456789';

/** A one-time password: four groups of five signs, 100 bits. */
export const randomPassword = (): string =>
  Array.from({ length: 4 }, () =>
    Array.from({ length: 5 }, () => LETTERS.charAt(randomInt(LETTERS.length))).join(''),
  ).join('-');

/** `$scrypt$ln=…,r=…,p=…$salt$hash` (base64url); `once` before it marks a password that must be changed. */
export async function hashPassword(password: string, options: { oneTime: boolean }): Promise<string> {
  const salt = randomBytes(SALT_BYTES);
  const { ln, r, p } = COST;
  const key = await derive(password, salt, KEY_BYTES, { N: 2 ** ln, r, p });
  const mark = options.oneTime ? ONE_TIME : '';
  return `${mark}$scrypt$ln=${ln},r=${r},p=${p}$${salt.toString('base64url')}$${key.toString('base64url')}`;
}

/** Takes the same time for an account without a password, or no account (`stored` null): false. */
export async function verifyPassword(password: string, stored: string | null): Promise<boolean> {
  const [, , ln, r, p, salt, hash] = STORED.exec(stored ?? NOBODYS) ?? [];
  if (salt === undefined || hash === undefined) throw new Error('an unreadable password hash');
  const expected = Buffer.from(hash, 'base64url');
  const cost = { N: 2 ** Number(ln), r: Number(r), p: Number(p) };
  const key = await derive(password, Buffer.from(salt, 'base64url'), expected.length, cost);
  return timingSafeEqual(key, expected) && stored !== null;
}

export const isOneTime = (stored: string | null): boolean => stored?.startsWith(ONE_TIME) ?? false;

const NOBODYS = `$scrypt$ln=${COST.ln},r=${COST.r},p=${COST.p}$${'A'.repeat(22)}$${'A'.repeat(43)}`;

function derive(password: string, salt: Buffer, length: number, cost: ScryptOptions): Promise<Buffer> {
  // scrypt needs 128·N·r bytes; Node allows 32 MiB unless told.
  const options = { ...cost, maxmem: 256 * 1024 * 1024 };
  // One character may be written in several ways: NFKC makes them one password (NIST SP 800-63B, 5.1.1.2).
  const text = password.normalize('NFKC');
  return new Promise((resolve, reject) => {
    scrypt(text, salt, length, options, (error, key) => (error ? reject(error) : resolve(key)));
  });
}
