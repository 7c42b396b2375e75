import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { Problem } from '../problems/problems.ts';
import { decodeCursor, encodeCursor, textAndIdAfter } from './cursor.ts';

const texts = fc.array(fc.string({ unit: 'grapheme' }), { minLength: 1, maxLength: 4 });
const refusalOf = (cursor: string, length: number): unknown => {
  try {
    return decodeCursor(cursor, length);
  } catch (error) {
    return error instanceof Problem ? error.code : error;
  }
};

describe('a cursor', () => {
  it('given any key, when it is written and read, then it is the same, and safe in an address', () => {
    fc.assert(
      fc.property(texts, (key) => {
        const cursor = encodeCursor(key);
        expect(cursor).toMatch(/^[\w-]*$/);
        expect(decodeCursor(cursor, key.length)).toEqual(key);
      }),
    );
  });

  it('given a cursor of another list, when it is read, then it is invalid', () => {
    fc.assert(
      fc.property(texts, fc.integer({ min: 0, max: 8 }), (key, length) => {
        fc.pre(length !== key.length);
        expect(refusalOf(encodeCursor(key), length)).toBe('invalid-cursor');
      }),
    );
  });

  it('given any text that nobody wrote as a cursor, when it is read, then it is invalid and never another failure', () => {
    fc.assert(
      fc.property(
        fc.oneof(
          fc.string(),
          fc.base64String(),
          fc.json().map((json) => btoa(encodeURIComponent(json))),
        ),
        fc.integer({ min: 1, max: 3 }),
        (garbage, length) => {
          const read = refusalOf(garbage, length);
          const isKey =
            Array.isArray(read) && read.length === length && read.every((each) => typeof each === 'string');
          expect(isKey || read === 'invalid-cursor').toBe(true);
        },
      ),
    );
  });

  it.each(['', '%', 'ｗｉｄｅ', 'e30', encodeCursor(['a']).slice(1), btoa('%E0%A4%A')])(
    'given %j, when it is read, then it is invalid',
    (garbage) => expect(refusalOf(garbage, 1)).toBe('invalid-cursor'),
  );

  it.each([['甲', 'no id'], ['甲'], ['nul\0', '01a00000-0000-7000-8000-000000000000']])(
    'given a place %j after which no list of texts and ids can go on, when it is read, then it is invalid',
    (...key) => expect(() => textAndIdAfter(encodeCursor(key))).toThrow('invalid-cursor'),
  );
});
