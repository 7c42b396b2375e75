import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { OPEN_CLASSES, UPDATE_FREQUENCIES } from '../../datasets/list-entry.schema.ts';
import type { CatalogueForm } from '../../profile/catalogue-form.schema.ts';
import { shanghai } from '../../profile/shanghai.ts';
import { ORIGINS } from '../catalogue.schema.ts';
import { bodyCodes } from './body-code.ts';
import type { CatalogueRow, Cells } from './catalogue-row.ts';
import { compareRow, restOf, unusableIn } from './compare-row.ts';
import { listEntryOf, sourceFindings } from './list-entry-of.ts';
import { formOf, lackingColumns, readRow } from './read-row.ts';
import { cellsOf } from './write-row.ts';

const { domains } = shanghai;
const [form] = shanghai.catalogueForms as [CatalogueForm];

const line = (cells: Record<string, string> = {}): Cells => ({
  序号: '7',
  数据资源提供部门: '上海市某某局',
  数据集ID: 'O1',
  数据资源名称: '某某局公共停车场基本信息',
  数据领域: '道路交通',
  开放条件: '无条件开放&&',
  浏览量: '30',
  数据资源内容描述: '一行一个停车场。',
  数据资源类型: '数据产品',
  数据资源状态: '已发布',
  更新频率: '每半年',
  开放属性: '无条件开放',
  首次发布日期: '2026-04-23 09:16:34',
  最近更新日期: '2026-04-22 17:16:34',
  dataset_url: 'https://data.example.cn/view?id=O1',
  record_count: '2,038',
  spatial_scope: '本市',
  time_scope: '-',
  field_names: '名称;泊位数;;名称',
  ...cells,
});

const text = (maxLength: number) =>
  fc
    .string({ unit: 'grapheme', maxLength })
    .map((value) => value.replaceAll('\0', '').trim().slice(0, maxLength).trim())
    .filter((value) => value !== '-');
const name = text(60).filter((value) => value !== '');
const time = fc
  .date({ min: new Date('1990-01-01'), max: new Date('2090-01-01'), noInvalidDate: true })
  .map((date) => date.toISOString().slice(0, 19).replace('T', ' '));

/** Rows as the platform holds them. */
const rows: fc.Arbitrary<CatalogueRow> = fc
  .record({
    sourceId: name,
    body: name,
    name,
    summary: text(200),
    domain: fc.constantFrom('', ...domains.map(({ code }) => code), '别的领域'),
    openness: fc.constantFrom(...OPEN_CLASSES),
    origin: fc.constantFrom(...ORIGINS),
    system: text(40),
    sharedFrom: fc.oneof(fc.constant(''), name),
    updateFrequency: fc.constantFrom(...UPDATE_FREQUENCIES),
    area: text(20),
    timeCoverage: text(20),
    fields: fc.uniqueArray(
      fc.record({ name, label: fc.string({ maxLength: 20 }), description: fc.string({ maxLength: 40 }) }),
      { maxLength: 6, selector: (field) => field.name },
    ),
    sourceUrl: fc.constantFrom('', 'https://data.example.cn/a?b=c&d=e'),
    listed: fc.boolean(),
    conditions: fc.array(
      text(40).filter((each) => each !== '' && !each.includes('\n')),
      { maxLength: 3 },
    ),
    firstPublished: fc.oneof(fc.constant(''), time),
    updated: fc.oneof(fc.constant(''), time),
  })
  .map(({ conditions, ...row }) => ({
    ...row,
    conditions: conditions.join('\n').trim(),
    listed: row.listed && row.sharedFrom === '',
    fields: row.fields.map((field) => ({
      ...field,
      label: field.label.replaceAll('\0', ''),
      description: field.description.replaceAll('\0', ''),
    })),
  }));

describe('a line of a catalogue', () => {
  it('[xz-9] given a line as the portal exports it, when read, then every element is in our own terms and nothing is lost', () => {
    const row = readRow(line(), form, domains);
    expect(row).toMatchObject({
      domain: 'transport',
      openness: 'unconditional',
      updateFrequency: 'half-yearly',
      area: '本市',
      timeCoverage: '',
      conditions: '无条件开放&&',
      firstPublished: '2026-04-23 09:16:34',
      listed: true,
      sharedFrom: '',
    });
    expect(row.fields.map((field) => field.name)).toEqual(['名称', '泊位数', '名称_2']);
    expect(restOf(line(), form)).toEqual(
      expect.arrayContaining([
        { header: 'record_count', text: '2,038' },
        { header: '浏览量', text: '30' },
      ]),
    );
    expect(cellsOf(row, form, domains, line())).toEqual(line());
  });

  it('[xz-9] given any entry, when written as a line and read again, then it is the same', () => {
    fc.assert(
      fc.property(rows, (row) => {
        expect(readRow(cellsOf(row, form, domains), form, domains)).toEqual(row);
      }),
    );
  });

  it('[xz-9] given any entry and the line it came with, when exported and imported again, then nothing changes, whatever was changed between', () => {
    fc.assert(
      fc.property(rows, rows, fc.boolean(), (came, now, edited) => {
        const kept = { ...cellsOf(came, form, domains), 浏览量: '30', 备注: ' 原样 ' };
        const row = edited ? { ...now, sourceId: came.sourceId } : came;
        const out = cellsOf(row, form, domains, kept);
        const { kind, rewrites } = compareRow(out, { row, kept, worked: false }, form, domains);
        expect({ kind, rewrites }).toEqual({ kind: 'same', rewrites: false });
        expect(out).toMatchObject({ 浏览量: '30', 备注: ' 原样 ' });
      }),
    );
  });

  it.each([
    ['the date is none of the calendar', { 首次发布日期: '2026-02-30 00:00:00' }, { firstPublished: '' }],
    [
      'a workbook shows the day alone',
      { 首次发布日期: '2026/4/3' },
      { firstPublished: '2026-04-03 00:00:00' },
    ],
    ['the link is no web address', { dataset_url: 'javascript:alert(1)' }, { sourceUrl: '' }],
    ['the domain is unknown', { 数据领域: '宇宙航天' }, { domain: '宇宙航天' }],
    [
      'it was got by sharing',
      { 共享来源单位: '上海市别的局' },
      { listed: false, sharedFrom: '上海市别的局' },
    ],
  ])('[xz-9] [zb2019] given %s, when read, then it says so', (_, cells, expected) => {
    expect(readRow(line(cells), form, domains)).toMatchObject(expected);
  });

  it('[xz-9-4] given an openness that nobody knows, when looked at, then the line is unusable and says which column', () => {
    const cells = line({ 开放属性: '大概开放', 数据资源名称: ' ' });
    expect(unusableIn(cells, readRow(cells, form, domains), form)).toEqual(['数据资源名称', '开放属性']);
  });

  it('given headers without the id, when a form is sought, then none fits and the column is named', () => {
    const headers = Object.keys(line()).filter((header) => header !== '数据集ID');
    expect(formOf(shanghai.catalogueForms, headers)).toBeUndefined();
    expect(lackingColumns(form, headers)).toEqual(['数据集ID']);
  });
});

describe('a newer line', () => {
  const row = readRow(line(), form, domains);
  const known = { row, kept: line(), worked: false };
  const compared = (cells: Record<string, string>, here: Partial<typeof known> = {}) => {
    const { kind, headers, rewrites } = compareRow(line(cells), { ...known, ...here }, form, domains);
    return { kind, headers, rewrites };
  };

  it('given only visits have been counted since, when compared, then nothing has changed', () => {
    expect(compared({ 浏览量: '31', 序号: '8' })).toEqual({ kind: 'same', headers: [], rewrites: false });
  });
  it('given a summary and a count differ, when compared, then both columns are named', () => {
    expect(compared({ 数据资源内容描述: '新', record_count: '2,100' })).toEqual({
      kind: 'changed',
      headers: ['数据资源内容描述', 'record_count'],
      rewrites: true,
    });
  });
  it('given a person changed the entry since, when the source says something new, then it is disputed and nothing is overwritten', () => {
    const ours = { ...row, summary: '一行一个停车场，不含路边泊位。' };
    expect(compared({ 数据资源内容描述: '新' }, { row: ours })).toMatchObject({
      kind: 'disputed',
      rewrites: false,
    });
    expect(compared({}, { row: ours })).toMatchObject({ kind: 'same', rewrites: false });
    expect(compared({ 数据资源内容描述: ours.summary }, { row: ours })).toMatchObject({ kind: 'same' });
  });
  it('given a draft is under way, when the source says something new, then it is disputed', () => {
    expect(compared({ 数据资源内容描述: '新' }, { worked: true })).toMatchObject({ kind: 'disputed' });
  });
  it('[xz-10-1] given the source no longer lists it, when compared, then people decide', () => {
    expect(compared({ 数据资源状态: '未发布' })).toMatchObject({
      kind: 'disputed',
      headers: ['数据资源状态'],
    });
  });
  it('given a file with fewer columns, when compared, then what it does not say stays', () => {
    const { field_names: _fields, spatial_scope: _area, record_count: _rows, ...cells } = line();
    const result = compareRow(cells, known, form, domains);
    expect(result).toMatchObject({ kind: 'same', cells: { record_count: '2,038', spatial_scope: '本市' } });
  });
});

describe('an imported entry of the list', () => {
  it('[xz-9] given a line, when listed, then each field is bound to the catalogue and the conditions are whole', () => {
    const conditions = `${'甲'.repeat(1500)}&&${'乙'.repeat(20)}`;
    const entry = listEntryOf(readRow(line({ 开放条件: conditions }), form, domains));
    expect(entry.conditions.join('')).toBe(conditions);
    expect(entry.fields).toMatchObject([{ binding: '名称' }, { binding: '泊位数' }, { binding: '名称_2' }]);
    expect(entry.grade.levels).toEqual({});
  });
  it('[xz-9] given what a source says does not fit together, when looked at, then it is found and blocks nothing', () => {
    const cells = line({ 开放条件: '须登记用途' });
    const found = sourceFindings(readRow(cells, form, domains));
    expect(found.map(({ code, blocks }) => [code, blocks])).toEqual([
      ['source-dates-reversed', false],
      ['conditions-against-class', false],
    ]);
  });
});

describe('codes of bodies', () => {
  const names = ['上海市徐汇区人民政府', '上海市司法局', '上海市水务局', '上海市商务局', '某公司（集团）'];
  it('given names, when coded, then codes are initials, unique, and the same in any order', () => {
    const codes = bodyCodes(names, new Set(['SFJ']), form);
    expect(Object.fromEntries(codes)).toEqual({
      上海市徐汇区人民政府: 'XHQRMZF',
      上海市司法局: 'SFJ2',
      上海市商务局: 'SWJ',
      上海市水务局: 'SWJ2',
      '某公司（集团）': 'MGS',
    });
    expect(bodyCodes(names.toReversed(), new Set(['SFJ']), form)).toEqual(codes);
  });
  it('given any names, when coded, then every code can be one and none comes twice', () => {
    const anyName = fc.oneof(
      fc.constantFrom('constructor', '__proto__', 'toString'),

      fc.string({ unit: 'grapheme', minLength: 1, maxLength: 30 }),
      fc.constantFrom(...names),
    );
    fc.assert(
      fc.property(fc.array(anyName, { maxLength: 30 }), (given) => {
        const codes = [...bodyCodes(given, new Set(), form).values()];
        expect(new Set(codes).size).toBe(codes.length);
        for (const code of codes) expect(code).toMatch(/^[A-Z][A-Z0-9]{1,9}$/);
      }),
    );
  });
});
