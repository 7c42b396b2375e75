import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { emptyEntry, type Field, type ListEntry } from './list-entry.schema.ts';
import { proposalsFor, fillEmpty, type LikeDataset } from './proposals.ts';

const aField = (label: string, rest: Partial<Field> = {}): Field => ({
  name: label,
  label,
  type: 'text',
  unit: '',
  description: '',
  binding: '',
  ...rest,
});
const anEntry = (rest: Partial<ListEntry>): ListEntry => ({ ...emptyEntry(), ...rest });
const like = (rest: Partial<ListEntry>): LikeDataset => ({
  code: 'SH-JTW-000001',
  name: '静安区公共停车场信息',
  entry: anEntry(rest),
});

describe('proposals for what is empty', () => {
  it('[xz-9-2] given a field that a like dataset describes, when proposals are made, then its words come with where they are from', () => {
    const entry = anEntry({ name: '徐汇区公共停车场信息', fields: [aField('泊位数')] });
    const known = like({
      area: '静安区',
      domain: 'transport',
      fields: [aField('泊位数', { description: '可用车位' })],
    });
    expect(proposalsFor(entry, [known], null)).toEqual([
      {
        pointer: '/summary',
        value: '徐汇区公共停车场信息，每行一条记录，包含泊位数。',
        source: 'file',
        from: null,
      },
      {
        pointer: '/domain',
        value: 'transport',
        source: 'dataset',
        from: { code: known.code, name: known.name },
      },
      { pointer: '/area', value: '静安区', source: 'dataset', from: { code: known.code, name: known.name } },
      {
        pointer: '/fields/0/description',
        value: '可用车位',
        source: 'dataset',
        from: { code: known.code, name: known.name },
      },
    ]);
  });

  it('[xz-9] given a catalogue entry, when proposals are made, then its words come first and its fields are bound', () => {
    const catalogue = {
      summary: '公共停车场的位置与泊位。',
      domain: 'transport',
      fields: [{ name: 'berths', label: '泊位数', description: '对外开放的泊位' }],
    };
    const entry = anEntry({ fields: [aField('泊位数', { name: 'bws' })] });
    expect(proposalsFor(entry, [like({ domain: 'city' })], catalogue)).toEqual([
      { pointer: '/summary', value: catalogue.summary, source: 'catalogue', from: null },
      { pointer: '/domain', value: 'transport', source: 'catalogue', from: null },
      { pointer: '/fields/0/description', value: '对外开放的泊位', source: 'catalogue', from: null },
      { pointer: '/fields/0/binding', value: 'berths', source: 'catalogue', from: null },
    ]);
  });

  it('given any entry, when all proposals are taken, then what was written stays and none is left', () => {
    const text = fc.constantFrom('', '', '车位', '说明');
    const field = fc
      .record({ label: fc.constantFrom('泊位数', '名称', '地址'), description: text, binding: text })
      .map(({ label, ...rest }) => aField(label, rest));
    const entry = fc
      .record({
        name: text,
        summary: text,
        domain: text,
        area: text,
        fields: fc.array(field, { maxLength: 4 }),
      })
      .map(anEntry);
    const catalogue = fc.option(
      fc.record({
        summary: text,
        domain: text,
        fields: fc.array(
          fc.record({
            name: fc.constantFrom('a', 'b'),
            label: fc.constantFrom('泊位数', '名称'),
            description: text,
          }),
        ),
      }),
    );
    fc.assert(
      fc.property(entry, fc.array(entry, { maxLength: 3 }), catalogue, (written, others, known) => {
        const near = others.map((each) => like(each));
        const taken = fillEmpty(written, proposalsFor(written, near, known));
        expect(proposalsFor(taken, near, known)).toEqual([]);
        for (const part of ['name', 'summary', 'domain', 'area'] as const)
          if (written[part] !== '') expect(taken[part]).toBe(written[part]);
        written.fields.forEach((each, place) => {
          if (each.description !== '') expect(taken.fields[place]?.description).toBe(each.description);
          if (each.binding !== '') expect(taken.fields[place]?.binding).toBe(each.binding);
        });
      }),
    );
  });
});
