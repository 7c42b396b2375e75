import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { OPEN_CLASSES, UPDATE_FREQUENCIES } from '../../datasets/list-entry.schema.ts';
import type { CatalogueForm } from '../../profile/catalogue-form.schema.ts';
import { shanghai } from '../../profile/shanghai.ts';
import { ORIGINS } from '../catalogue.schema.ts';
import { bodyCodes } from './body-code.ts';
import type { CatalogueRow, Cells } from './catalogue-row.ts';
import { compareRow, restOf, unusableIn } from './compare-row.ts';
import { differenceOf } from './difference.ts';
import { listEntryOf, listedTwice, sourceFindings } from './list-entry-of.ts';
import { formOf, lackingColumns, readRow } from './read-row.ts';
import { findingsOfRow } from './row-findings.ts';
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
    const { kind, differences, rewrites } = compareRow(line(cells), { ...known, ...here }, form, domains);
    return { kind, headers: differences.map(({ header }) => header), rewrites };
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

describe('what differs in a column', () => {
  it('given short texts, when told, then both are whole', () => {
    expect(differenceOf('更新频率', '每天', '每半年')).toEqual({
      header: '更新频率',
      before: '每天',
      after: '每半年',
    });
  });
  it('given a word in the middle of a long text, when told, then only its surroundings are', () => {
    const text = (word: string): string => `${'前'.repeat(300)}${word}${'后'.repeat(300)}`;
    const around = (word: string): string => `…${'前'.repeat(16)}${word}${'后'.repeat(16)}…`;
    expect(differenceOf('摘要', text('甲'), text('乙丙'))).toEqual({
      header: '摘要',
      before: around('甲'),
      after: around('乙丙'),
    });
  });
  it('given any two texts that differ, when told, then what is told differs and is short', () => {
    const long = fc.string({ unit: 'grapheme', maxLength: 900 });
    fc.assert(
      fc.property(long, long, long, long, (head, tail, one, other) => {
        fc.pre(one !== other);
        const { before, after } = differenceOf('列', head + one + tail, head + other + tail);
        expect(before).not.toBe(after);
        expect([...before].length).toBeLessThanOrEqual(242);
        expect([...after].length).toBeLessThanOrEqual(242);
      }),
    );
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

const fieldsOf = (field_names: string) =>
  readRow(line({ field_names }), form, domains).fields.map(({ name, label }) => [name, label]);

describe('fields that a source lists twice', () => {
  it('[xz-9-2] given columns by the initials of their Chinese names, when read, then these are their labels', () => {
    expect(fieldsOf('ssjd;qymc;id;所属街道;企业名称;主键')).toEqual([
      ['ssjd', '所属街道'],
      ['qymc', '企业名称'],
      ['id', ''],
      ['主键', ''],
    ]);
  });
  it('[xz-9-2] given a character that is read in two ways, when read, then either way is its initial', () => {
    expect(fieldsOf('tjzzmc;调解组织名称')).toEqual([['tjzzmc', '调解组织名称']]);
  });
  it.each(['dsjd;第三季度;第四季度', 'dsjd;DSJD;第三季度', 'mc;名称;名称', 'y;页'])(
    '[xz-9-2] given “%s”, where initials tell nothing for sure, when read, then every name is a field',
    (names) => expect(fieldsOf(names).map(([, label]) => label)).toEqual(names.split(';').map(() => '')),
  );
  it('[xz-9-2] given any names, when read, then none is lost', () => {
    const anyNames = fc.array(fc.stringMatching(/^[a-d]{1,3}$|^[阿八嚓哒调]{1,3}$/), { maxLength: 12 });
    fc.assert(
      fc.property(anyNames, (names) => {
        const read = fieldsOf(names.join(';')).flat();
        for (const each of names) expect(read).toContain(each);
      }),
    );
  });
  it('[xz-9-2] given most names twice and nothing that pairs them, when looked at, then one finding says so and none blames the labels', () => {
    const row = readRow(line({ field_names: 'id;name;status;主键;名称;状态' }), form, domains);
    const found = findingsOfRow(row, { domains, nameIsTaken: false });
    expect(found.filter(({ code }) => code === 'fields-doubled')).toMatchObject([
      { args: { count: 3 }, provision: 'xz-9-2', blocks: false },
    ]);
    const undescribed = found.filter(({ code }) => code === 'description-missing');
    expect(undescribed.map(({ args }) => args['field'])).toEqual(['id', 'name', 'status']);
  });
  it('[xz-9-2] given few Latin names among Chinese ones, when looked at, then each is a field', () => {
    const row = readRow(line({ field_names: 'x;y;id;名称;地址;面积;类型;年份' }), form, domains);
    expect(listedTwice(row.fields)).toEqual([]);
  });
});

describe('what a source says against itself', () => {
  const codesOf = (cells: Record<string, string>): string[] =>
    sourceFindings(readRow(line({ 首次发布日期: '2026-04-01 09:00:00', ...cells }), form, domains)).map(
      ({ code }) => code,
    );
  it.each(['C1&&', '无条件开放&&1无条件开放', '无条件开放&&默认条件', '无条件共享', '', '&&;'])(
    'given “%s” as conditions of unconditional data, when looked at, then there are none',
    (conditions) => expect(codesOf({ 开放条件: conditions })).toEqual([]),
  );
  it.each(['无条件开放&&按需申请', '须登记用途', '无条件开放&&有条件开放'])(
    'given “%s” as conditions of unconditional data, when looked at, then that is found',
    (conditions) => expect(codesOf({ 开放条件: conditions })).toEqual(['conditions-against-class']),
  );
  it('[xz-9-5] given static data updated after its time, when looked at, then its frequency is asked about and not its name', () => {
    const cells = { 更新频率: '静态数据', time_scope: '2019年-2021年', 首次发布日期: '2021-12-31 09:00:00' };
    expect(codesOf(cells)).toEqual(['static-yet-updated']);
    const row = readRow(line(cells), form, domains);
    const codes = findingsOfRow(row, { domains, nameIsTaken: false }).map(({ code }) => code);
    expect(codes).not.toContain('name-without-time');
  });
  it.each([
    ['it was published late and never updated', { 首次发布日期: '2026-04-22 09:00:00' }],
    ['it covers the year of its update', { time_scope: '2019年-2026年' }],
    ['it is updated by plan', { 更新频率: '每年' }],
  ])('[xz-9-5] given %s, when looked at, then nothing is asked', (_, cells) => {
    const once = { 更新频率: '静态数据', time_scope: '2021年', 首次发布日期: '2021-12-31 09:00:00' };
    expect(codesOf({ ...once, ...cells })).toEqual([]);
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
