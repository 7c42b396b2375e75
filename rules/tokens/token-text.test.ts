import { crc32 } from 'node:zlib';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { isTokenText, TOKEN_BYTES, tokenHint, writeToken } from './token-text.ts';

const DIGITS = '0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz';
const secrets = fc.uint8Array({ minLength: TOKEN_BYTES, maxLength: TOKEN_BYTES });

describe('the text of a token', () => {
  it('given any secret, when written, then it is recognised and has one length', () => {
    fc.assert(
      fc.property(secrets, (secret) => {
        const token = writeToken(secret);
        expect(token).toMatch(/^ks_[0-9A-Za-z]{49}$/);
        expect(isTokenText(token)).toBe(true);
      }),
    );
  });

  it('given two secrets, when they differ, then so do their tokens', () => {
    fc.assert(
      fc.property(secrets, secrets, (one, other) => {
        fc.pre(Buffer.compare(one, other) !== 0);
        expect(writeToken(one)).not.toBe(writeToken(other));
      }),
    );
  });

  it('given a token, when one sign is mistyped, then it is no token', () => {
    const signs = fc.constantFrom(...Array.from(DIGITS));
    fc.assert(
      fc.property(secrets, fc.integer({ min: 3, max: 51 }), signs, (secret, place, sign) => {
        const token = writeToken(secret);
        fc.pre(token[place] !== sign);
        expect(isTokenText(`${token.slice(0, place)}${sign}${token.slice(place + 1)}`)).toBe(false);
      }),
    );
  });

  it('given the checksum, when computed by zlib over the same text, then it is the same', () => {
    const token = writeToken(new Uint8Array(TOKEN_BYTES).fill(7));
    const check = Array.from(token.slice(-6)).reduce((sum, sign) => sum * 62 + DIGITS.indexOf(sign), 0);
    expect(check).toBe(crc32(token.slice(0, -6)));
  });

  it('given a token, when hinted at, then four signs of the secret show', () => {
    expect(tokenHint(writeToken(new Uint8Array(TOKEN_BYTES)))).toBe('ks_0000…');
  });
});
