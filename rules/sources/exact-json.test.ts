import { describe, expect, it } from 'vitest';
import { atPath, parseExactly } from './exact-json.ts';

describe('JSON taken over exactly', () => {
  it('[xz-16-1] given codes of 22 digits and decimals, when read and written, then every digit is there', () => {
    const text = '{"code":3101042023000000000001,"price":1.10,"name":"甲","none":null}';
    expect(JSON.stringify(parseExactly(text))).toBe(text);
  });

  it.each([
    ['data.rows', [1]],
    ['', { data: { rows: [1] } }],
    ['data.none', undefined],
    ['data.rows.constructor', undefined],
    ['__proto__', undefined],
  ])('given the path “%s”, when followed, then it leads to what is there', (path, found) => {
    expect(atPath({ data: { rows: [1] } }, path)).toEqual(found);
  });
});
