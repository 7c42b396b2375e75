import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { EXPRESSION_LIMITS } from '../../../rules/expressions/limits.ts';
import { readQuery } from '../../../rules/expressions/read-query.ts';
import { parametersOf, previewLink, readPreviewQuery, type PreviewField } from './preview-query.ts';
import { SEARCH_LIMITS } from './search-condition.ts';

const FIELDS: PreviewField[] = [
  { name: '名称', label: '名称', type: 'text' },
  { name: 'bays', label: '泊位', type: 'integer' },
  { name: '地址', label: '地址', type: 'text' },
];
const MANY: PreviewField[] = Array.from({ length: 400 }, (_, n) => ({
  name: `很长的字段名称${String(n)}`,
  label: '',
  type: 'text',
}));
const read = (address: string, fields = FIELDS) =>
  readPreviewQuery(new URL(address, 'http://x').searchParams, fields);

describe('words looked for in all rows', () => {
  it('[xz-25-3] given two words, when they are looked for, then each must stand in one of the text fields', () => {
    expect(read('/?q=徐家汇 地铁').where).toBe(
      "(名称 ilike '%徐家汇%' or 地址 ilike '%徐家汇%') and (名称 ilike '%地铁%' or 地址 ilike '%地铁%')",
    );
  });

  it('given words, a comparison and a written condition, then all of them hold', () => {
    const { where } = read('/?q=站&filter=least:bays:10&where=泊位 < 99 or true');
    expect(where).toBe("(泊位 < 99 or true) and (名称 ilike '%站%' or 地址 ilike '%站%') and bays >= 10");
    expect(() => readQuery({ where }, FIELDS)).not.toThrow();
  });

  it('given a word alone beside a written condition, then its choice of fields is bracketed', () => {
    expect(read('/?q=站&where=true').where).toBe("(true) and (名称 ilike '%站%' or 地址 ilike '%站%')");
  });

  it('given any words and hundreds of fields, then the condition stays within the limits of expressions, and says how many fields it searches', () => {
    const word = fc.string({ unit: 'grapheme', maxLength: 140 });
    fc.assert(
      fc.property(word, (words) => {
        const { where, searched } = readPreviewQuery(new URLSearchParams({ q: words }), MANY);
        fc.pre(where !== undefined);
        expect(where.length).toBeLessThan(EXPRESSION_LIMITS.length);
        expect(searched).toBeGreaterThan(0);
        expect(searched).toBeLessThan(MANY.length);
        expect(where.length).toBeLessThan(SEARCH_LIMITS.condition + 200);
        expect(() => readQuery({ where }, MANY)).not.toThrow();
      }),
    );
  });

  it('given no text field, then there is nothing to look in', () => {
    expect(read('/?q=站', FIELDS.slice(1, 2)).where).toBeUndefined();
  });
});

describe('the address of a view', () => {
  it('given any wish, when its link is opened, then it asks for the same', () => {
    const text = fc.string({ unit: 'grapheme', minLength: 1, maxLength: 20 }).map((each) => each.trim());
    const filter = fc.record({
      field: fc.constantFrom('名称', 'bays', '地址'),
      is: fc.constantFrom('contains' as const, 'equals' as const, 'least' as const),
      value: text.filter((each) => each !== ''),
    });
    const wish = fc.record({
      words: text,
      filters: fc.array(filter, { maxLength: 4 }),
      typed: text,
      sort: fc.constantFrom('', 'bays', '-名称'),
    });
    fc.assert(
      fc.property(wish, (asked) => {
        const { words, filters, typed, sort } = read(previewLink('X', asked));
        expect({ words, filters, typed, sort }).toEqual(asked);
      }),
    );
  });

  it('given a field whose name is the beginning of another, then a kept comparison finds its own', () => {
    const fields: PreviewField[] = ['区', '区:县'].map((name) => ({ name, label: name, type: 'text' }));
    const filters = [{ field: '区:县', is: 'equals' as const, value: 'a:b' }];
    const back = readPreviewQuery(new URLSearchParams(parametersOf({ filters })), fields);
    expect(back.filters).toEqual(filters);
  });

  it('given a comparison that a form sends beside those that are kept, then both hold', () => {
    const { filters } = read('/?filter=equals:名称:a&field=bays&is=most&value=5');
    expect(filters.map(({ field }) => field)).toEqual(['名称', 'bays']);
  });
});
