import { describe, expect, it } from 'vitest';
import { taggedTests } from './provisions.ts';

describe('tests by provision', () => {
  it('given titles with and without tags, when read, then those with tags are listed under each', () => {
    const text = `
      it('[xz-9][xz-16] given a file, when opened, then it is whole', () => {});
      it.each(CASES)("[xz-17] given %s, when 'read', then ok", () => {});
      it('given nothing, then [xz-1] is no tag', () => {});
      it('[xz-9] [xz-14] given two tags apart, then both count', () => {});
      test(\n  \`[xz-30-1] given a, when b, then c\`, () => {});
    `;
    expect(taggedTests('a.test.ts', text)).toEqual([
      {
        file: 'a.test.ts',
        title: 'given a file, when opened, then it is whole',
        provisions: ['xz-9', 'xz-16'],
      },
      { file: 'a.test.ts', title: "given %s, when 'read', then ok", provisions: ['xz-17'] },
      { file: 'a.test.ts', title: 'given two tags apart, then both count', provisions: ['xz-9', 'xz-14'] },
      { file: 'a.test.ts', title: 'given a, when b, then c', provisions: ['xz-30-1'] },
    ]);
  });
});
