import { describe, expect, it } from 'vitest';
import { askedOf } from './asked.ts';

const asked = (query: string) =>
  askedOf(new Request(`http://kaishu.test/console/members${query}`), 'q', 'day');

describe('what the address of a list asks for', () => {
  it('given words with spaces around, a cursor and a name nobody reads, when asked, then the words are trimmed and the rest left out', () => {
    expect(asked('?q=%20张+三%20&day=&cursor=abc&x=1')).toEqual({ q: '张 三', cursor: 'abc' });
  });

  it('given no words or too many, when asked, then nothing or the first hundred characters', () => {
    expect(asked('')).toEqual({});
    expect(asked(`?q=${'多'.repeat(200)}`)).toEqual({ q: '多'.repeat(100) });
  });
});
