const PREFIX = 'ks_';
const DIGITS = '0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz';
/** 62^43 exceeds 2^256. */
const SECRET_DIGITS = 43;
const CHECK_DIGITS = 6;
const SHAPE = /^ks_[0-9A-Za-z]{49}$/;

export const TOKEN_BYTES = 32;

/** `ks_` + 43 digits of the secret + 6 of its checksum, so that scanners tell a leaked token from chance. */
export function writeToken(secret: Uint8Array): string {
  if (secret.length !== TOKEN_BYTES) throw new RangeError(`a token's secret has ${TOKEN_BYTES} bytes`);
  const number = secret.reduce((sum, byte) => (sum << 8n) | BigInt(byte), 0n);
  const digits = base62(number, SECRET_DIGITS);
  return `${PREFIX}${digits}${checkOf(digits)}`;
}

/** True when the text can be a token of ours: told without asking the store. */
export function isTokenText(text: string): boolean {
  if (!SHAPE.test(text)) return false;
  const digits = text.slice(PREFIX.length, PREFIX.length + SECRET_DIGITS);
  return text.endsWith(checkOf(digits));
}

/** What may be shown of a token later, so that people know theirs again. */
export const tokenHint = (token: string): string => `${token.slice(0, PREFIX.length + 4)}…`;

function base62(number: bigint, length: number): string {
  let text = '';
  for (let rest = number; text.length < length; rest /= 62n) text = DIGITS.charAt(Number(rest % 62n)) + text;
  return text;
}

const checkOf = (digits: string): string => base62(BigInt(crc32(`${PREFIX}${digits}`)), CHECK_DIGITS);

/** CRC-32 of ISO 3309 (as in zip and gzip) over ASCII text. */
function crc32(text: string): number {
  let crc = 0xffffffff;
  for (const character of text) {
    crc ^= character.charCodeAt(0);
    for (let bit = 0; bit < 8; bit += 1) crc = crc & 1 ? (crc >>> 1) ^ 0xedb88320 : crc >>> 1;
  }
  return (crc ^ 0xffffffff) >>> 0;
}
