import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { textDifferences } from './text-differences.ts';

const texts = fc
  .array(fc.constantFrom('甲', '乙', '丙', '丁', ''), { maxLength: 12 })
  .map((lines) => lines.join('\n'));
const lines = (text: string): string[] => text.split('\n').filter(Boolean);

describe('differences between two versions of the platform rules', () => {
  it('[xz-26] given any two texts, when they are compared, then both can be read from the differences, and no paragraph is said twice', () => {
    fc.assert(
      fc.property(texts, texts, (before, after) => {
        const found = textDifferences(before, after);
        const without = (kind: string): string[] =>
          found.filter((each) => each.kind !== kind).map(({ text }) => text);
        expect(without('added')).toEqual(lines(before));
        expect(without('removed')).toEqual(lines(after));
      }),
    );
  });

  it('given the same text, when it is compared with itself, then nothing differs', () => {
    fc.assert(
      fc.property(texts, (text) => {
        expect(textDifferences(text, text).every(({ kind }) => kind === 'same')).toBe(true);
      }),
    );
  });
});
