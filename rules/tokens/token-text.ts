/** What a secret is good for: a program of a person; a named system, for which it gets passes; such a pass. */
export type TokenPrefix = 'ks_' | 'kss_' | 'ksp_';
const DIGITS = '0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz';
/** 62^43 exceeds 2^256. */
const SECRET_DIGITS = 43;
const CHECK_DIGITS = 6;
const SHAPE = /^[0-9A-Za-z]{49}$/;

export const TOKEN_BYTES = 32;

/** The prefix + 43 digits of the secret + 6 of its checksum, so that scanners tell a leaked token from chance. */
export function writeToken(secret: Uint8Array, prefix: TokenPrefix = 'ks_'): string {
  if (secret.length !== TOKEN_BYTES) throw new RangeError(`a token's secret has ${TOKEN_BYTES} bytes`);
  const number = secret.reduce((sum, byte) => (sum << 8n) | BigInt(byte), 0n);
  const digits = base62(number, SECRET_DIGITS);
  return `${prefix}${digits}${checkOf(prefix, digits)}`;
}

/** True when the text can be a token of ours: told without asking the store. */
export function isTokenText(text: string, prefix: TokenPrefix = 'ks_'): boolean {
  if (!text.startsWith(prefix) || !SHAPE.test(text.slice(prefix.length))) return false;
  const digits = text.slice(prefix.length, prefix.length + SECRET_DIGITS);
  return text.endsWith(checkOf(prefix, digits));
}

/** What may be shown of a token later, so that people know theirs again. */
export const tokenHint = (token: string): string => `${token.slice(0, token.indexOf('_') + 5)}…`;

function base62(number: bigint, length: number): string {
  let text = '';
  for (let rest = number; text.length < length; rest /= 62n) text = DIGITS.charAt(Number(rest % 62n)) + text;
  return text;
}

const checkOf = (prefix: TokenPrefix, digits: string): string =>
  base62(BigInt(crc32(`${prefix}${digits}`)), CHECK_DIGITS);

/** CRC-32 of ISO 3309 (as in zip and gzip) over ASCII text. */
function crc32(text: string): number {
  let crc = 0xffffffff;
  for (const character of text) {
    crc ^= character.charCodeAt(0);
    for (let bit = 0; bit < 8; bit += 1) crc = crc & 1 ? (crc >>> 1) ^ 0xedb88320 : crc >>> 1;
  }
  return (crc ^ 0xffffffff) >>> 0;
}
