import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { splitByWords } from './marked.tsx';

describe('marks in search results', () => {
  it('given two words, then each place where one stands is an odd part', () => {
    expect(splitByWords('公共停车场（徐汇）', ['停车', '徐汇'])).toEqual([
      '公共',
      '停车',
      '场（',
      '徐汇',
      '）',
    ]);
  });

  it('given any words, also such as patterns use, then the parts together are the text', () => {
    fc.assert(
      fc.property(fc.string(), fc.array(fc.string()), (text, words) => {
        expect(splitByWords(text, words).join('')).toBe(text);
      }),
    );
  });
});
