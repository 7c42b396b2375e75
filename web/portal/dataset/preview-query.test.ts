import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { parseExpression } from '../../../rules/expressions/parser.ts';
import { readQuery } from '../../../rules/expressions/read-query.ts';
import { COLUMN_TYPES } from '../../../rules/reading/reading.schema.ts';
import { COMPARISONS, exampleCondition, readPreviewQuery, type PreviewField } from './preview-query.ts';

const FIELDS: PreviewField[] = [
  { name: '所在区', label: '所在区', type: 'text' },
  { name: 'bays total', label: '泊位总数', type: 'integer' },
  { name: 'updated', label: '更新日期', type: 'date' },
];
const ask = (parameters: Record<string, string>) => readPreviewQuery(new URLSearchParams(parameters), FIELDS);

describe('filter of the preview', () => {
  it('given a word in a text field, then it is looked for anywhere in it, whatever its case', () => {
    expect(ask({ field: '所在区', is: 'contains', value: '徐汇' }).where).toBe(`所在区 ilike '%徐汇%'`);
  });

  it('given a number, then it is compared as a number and the name is quoted where it must be', () => {
    expect(ask({ field: 'bays total', is: 'least', value: '100' }).where).toBe('`bays total` >= 100');
  });

  it('given a condition that was written, then it is taken as it is, and comparisons hold besides', () => {
    expect(ask({ where: ' `bays total` > 1 and ' }).where).toBe('`bays total` > 1 and');
    const { where, typed } = ask({ field: '所在区', value: '徐汇', where: '`bays total` > 1 or true' });
    expect(typed).toBe('`bays total` > 1 or true');
    expect(where).toBe("(`bays total` > 1 or true) and 所在区 ilike '%徐汇%'");
  });

  it('given the fields of a dataset, then the example is a condition on one of them; without any there is none', () => {
    const example = exampleCondition(FIELDS);
    expect(example).toBe('`bays total` >= 100');
    expect(() => readQuery({ where: example ?? '' }, FIELDS)).not.toThrow();
    expect(exampleCondition(FIELDS.slice(2))).toBeUndefined();
  });

  it('given signs that patterns use, then they are ordinary', () => {
    expect(ask({ field: '所在区', is: 'contains', value: '100%' }).where).toBe(`所在区 ilike '%100\\%%'`);
  });

  it('given a field that is not there, then nothing is filtered or sorted', () => {
    const { where, orderBy } = ask({ field: 'password', value: 'x', sort: 'password' });
    expect({ where, orderBy }).toEqual({ where: undefined, orderBy: undefined });
  });

  it('given a sort with a minus, then it descends', () => {
    expect(ask({ sort: '-updated' }).orderBy).toBe('updated desc');
  });

  it('given any field name and any value, then the condition is one comparison that parses', () => {
    const name = fc
      .string({ minLength: 1, maxLength: 20, unit: 'grapheme' })
      .filter((text) => text.trim() === text);
    fc.assert(
      fc.property(
        name,
        fc.string({ unit: 'grapheme' }),
        fc.constantFrom(...COMPARISONS),
        fc.constantFrom(...COLUMN_TYPES),
        (field, value, is, type) => {
          const fields = [{ name: field, label: field, type }];
          const { where } = readPreviewQuery(new URLSearchParams({ field, is, value }), fields);
          fc.pre(where !== undefined);
          expect(['like', 'compare', 'is']).toContain(parseExpression(where).kind);
        },
      ),
    );
  });

  it('given a text field and any value, then the query is accepted as the interface accepts it', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'grapheme' }), fc.constantFrom(...COMPARISONS), (value, is) => {
        const { where } = ask({ field: '所在区', is, value });
        const fields = FIELDS.map(({ name, label, type }) => ({ name, label, type, unit: '' }));
        expect(() => readQuery({ where }, fields)).not.toThrow();
      }),
    );
  });
});
