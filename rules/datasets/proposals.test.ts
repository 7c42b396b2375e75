import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { emptyEntry, type Field, type ListEntry } from './list-entry.schema.ts';
import { proposalsFor, fillIn, type LikeDataset } from './proposals.ts';

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
        replaces: '',
        source: 'file',
        from: null,
      },
      {
        pointer: '/domain',
        value: 'transport',
        replaces: '',
        source: 'dataset',
        from: { code: known.code, name: known.name },
      },
      {
        pointer: '/area',
        value: '静安区',
        replaces: '',
        source: 'dataset',
        from: { code: known.code, name: known.name },
      },
      {
        pointer: '/fields/0/description',
        value: '可用车位',
        replaces: '',
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
      { pointer: '/summary', value: catalogue.summary, replaces: '', source: 'catalogue', from: null },
      { pointer: '/domain', value: 'transport', replaces: '', source: 'catalogue', from: null },
      {
        pointer: '/fields/0/description',
        value: '对外开放的泊位',
        replaces: '',
        source: 'catalogue',
        from: null,
      },
      { pointer: '/fields/0/binding', value: 'berths', replaces: '', source: 'catalogue', from: null },
    ]);
  });

  it('[xz-9-1] given data of one year and one area, when proposals are made, then its time is told from the dates and the name shows both', () => {
    const entry = anEntry({ name: '公共停车场信息', area: '静安区' });
    const columns = [
      { type: 'text' as const, min: '一', max: '二' },
      { type: 'datetime' as const, min: '2024-01-03 08:00:00', max: '2024-12-30 09:00:00' },
    ];
    const proposals = proposalsFor(entry, [], null, { columns });
    expect(proposals.map(({ pointer, value, replaces }) => [pointer, value, replaces])).toEqual([
      ['/name', '静安区公共停车场信息（2024年）', '公共停车场信息'],
      ['/timeCoverage', '2024-01-03 至 2024-12-30', ''],
    ]);
    expect(fillIn(entry, proposals).name).toBe('静安区公共停车场信息（2024年）');
    const renamed = { ...entry, name: '停车场' };
    expect(fillIn(renamed, proposals).name).toBe('停车场');
  });

  it('[xz-9-5] given a draft whose frequency nobody chose, when like data is updated daily, then that is proposed and the name gets no year', () => {
    const entry = anEntry({
      name: '公共停车场信息',
      timeCoverage: '2024年起',
      domain: 'transport',
      summary: '一行一个。',
    });
    const near = like({ updateFrequency: 'daily' });
    expect(proposalsFor(entry, [near], null)).toMatchObject([
      { pointer: '/updateFrequency', value: 'daily', replaces: 'static', from: { code: near.code } },
    ]);
    expect(proposalsFor({ ...entry, staticReason: '一次性普查' }, [near], null)).toMatchObject([
      { pointer: '/name', value: '公共停车场信息（2024年）' },
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
        const taken = fillIn(written, proposalsFor(written, near, known));
        const left = proposalsFor(taken, near, known).filter(({ pointer }) => pointer !== '/name');
        expect(left).toEqual([]);
        expect(taken.name).toContain(written.name);
        for (const part of ['summary', 'domain', 'area'] as const)
          if (written[part] !== '') expect(taken[part]).toBe(written[part]);
        written.fields.forEach((each, place) => {
          if (each.description !== '') expect(taken.fields[place]?.description).toBe(each.description);
          if (each.binding !== '') expect(taken.fields[place]?.binding).toBe(each.binding);
        });
      }),
    );
  });
});
