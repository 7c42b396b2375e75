import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { translator } from '../../locales/index.ts';
import {
  emptyEntry,
  OPEN_CLASSES,
  UPDATE_FREQUENCIES,
  type ListEntry,
} from '../datasets/list-entry.schema.ts';
import { shanghai } from '../profile/shanghai.ts';
import { applyChanges, judgeChanges, type Digest } from './changes.ts';
import { changesBy, EDIT_MODES, EDIT_SUBJECTS, EDITED_ELEMENTS, FROM_CATALOGUE, modesOf } from './edit.ts';
import { choicesOf, ELEMENT_FORMS, ENTRY_ELEMENTS, FIELD_ELEMENTS, textAt, withText } from './elements.ts';
import { columnsOf, fieldLines, fileWords, listLine, meaningOf, type FileWords } from './file-words.ts';
import { FIELD_COLUMNS, LIST_COLUMNS, readLines, type FileLine, type LineWords } from './list-file.ts';

/** Any function of a text will do: this one keeps six characters of a sum. */
const digest: Digest = (text) => {
  let sum = 7;
  for (const unit of text) sum = (sum * 31 + (unit.codePointAt(0) ?? 0)) % 2_176_782_336;
  return sum.toString(36).padStart(6, '0');
};
const { domains } = shanghai;
const codes = domains.map(({ code }) => code);
const chinese = fileWords(translator('zh-CN'), 'zh-CN', domains);
const english = fileWords(translator('en'), 'en', domains);
const both = [chinese, english];
const words: LineWords = {
  domains: codes,
  meaningOf: (element, text) => meaningOf(element, text, choicesOf(element, codes), both),
};

const line = (longest: number) => fc.string({ unit: 'grapheme', maxLength: Math.min(longest / 4, 40) });
const entries = fc
  .record({
    name: line(200),
    summary: line(400),
    domain: fc.constantFrom('', ...codes),
    keywords: fc.array(line(40), { maxLength: 4 }),
    timeCoverage: line(200),
    area: line(200),
    relations: line(200),
    staticReason: line(200),
    updateFrequency: fc.constantFrom(...UPDATE_FREQUENCIES),
    openClass: fc.constantFrom(...OPEN_CLASSES),
    conditions: fc.array(line(200), { maxLength: 4 }),
    materials: fc.array(line(200), { maxLength: 4 }),
    explanation: line(200),
    fields: fc.uniqueArray(
      fc.record({
        name: fc.string({ minLength: 1, maxLength: 12 }),
        label: line(100),
        unit: line(40),
        description: line(200),
        binding: line(100),
        type: fc.constant('text' as const),
      }),
      { selector: ({ name }) => name, maxLength: 3 },
    ),
  })
  .map((parts): ListEntry => ({ ...emptyEntry(), ...parts }));

/** The lines of a file as they were written of an entry, in either language. */
function linesOf(entry: ListEntry, say: FileWords, code = 'SH-JTW-000001'): FileLine[] {
  const dataset = { code, publisher: '交通委', state: 'drafted' as const, entry };
  const cells = <C extends string>(columns: readonly C[], texts: readonly string[]) =>
    Object.fromEntries(columns.map((column, i) => [column, texts[i] ?? '']));
  const list = cells(LIST_COLUMNS, listLine(LIST_COLUMNS, dataset, say, digest));
  const fields = fieldLines(FIELD_COLUMNS, dataset, say, digest).map((each) => cells(FIELD_COLUMNS, each));
  return [
    { table: 'list', row: 2, cells: list },
    ...fields.map((each, i): FileLine => ({ table: 'fields', row: i + 2, cells: each })),
  ];
}

const wantedOf = (lines: FileLine[]) => readLines(lines, words, digest);
const changed = (lines: FileLine[], column: string, text: string): FileLine[] =>
  lines.map((each, i) => (i === 0 ? { ...each, cells: { ...each.cells, [column]: text } } : each));

describe('the list as a file', () => {
  it('[xz-9] given any entry, when its file comes back as it was written, in either language, then nothing changes', () => {
    fc.assert(
      fc.property(entries, fc.constantFrom(...both), (entry, say) => {
        expect(wantedOf(linesOf(entry, say))).toEqual([]);
      }),
    );
  });

  it('[xz-9] given any two entries, when the file of one is edited to say the other, then taking it makes the other', () => {
    fc.assert(
      fc.property(entries, entries, fc.constantFrom(...both), (before, other, say) => {
        const after = { ...other, fields: before.fields };
        const [list, ...fields] = linesOf(before, say);
        const [edited] = linesOf(after, say);
        fc.pre(list !== undefined && edited !== undefined);
        const check = list.cells.check ?? '';
        const back: FileLine[] = [{ ...edited, cells: { ...edited.cells, check } }, ...fields];
        const [wanted] = wantedOf(back);
        const made = applyChanges(before, judgeChanges(before, wanted?.changes ?? [], digest));
        for (const element of ENTRY_ELEMENTS) {
          const place = { field: null, element };
          expect([element, textAt(made, place)]).toEqual([element, textAt(after, place)]);
        }
      }),
    );
  });

  it('[xz-9] given somebody else wrote meanwhile, when the file is taken, then theirs stays, and what both did not touch is as it was', () => {
    const touched = fc.subarray([...ENTRY_ELEMENTS]);
    fc.assert(
      fc.property(entries, entries, entries, touched, touched, (base, mine, theirs, byMe, byThem) => {
        const now = byThem.reduce((entry, element) => copy(theirs, entry, element), base);
        const changes = byMe.map((element) => ({
          field: null,
          element,
          base: digest(textAt(base, { field: null, element }) ?? ''),
          value: textAt(mine, { field: null, element }) ?? '',
        }));
        const made = applyChanges(now, judgeChanges(now, changes, digest));
        for (const element of ENTRY_ELEMENTS) {
          const at = (entry: ListEntry): string | null => textAt(entry, { field: null, element });
          const kept = at(now) !== at(base) || !byMe.includes(element);
          expect(at(made)).toBe(kept ? at(now) : at(mine));
        }
      }),
    );
  });

  it('[xz-9] given a field that is no longer there, when it is changed, then the change is gone and nothing is written', () => {
    const entry = emptyEntry();
    const change = { field: '泊位', element: 'label' as const, base: digest(''), value: '泊位数' };
    const judged = judgeChanges(entry, [change], digest);
    expect(judged).toMatchObject([{ standing: 'gone' }]);
    expect(applyChanges(entry, judged)).toEqual(entry);
  });

  it.each([
    ['code', '', 'code-missing'],
    ['check', '', 'check-broken'],
    ['check', 'k123', 'check-broken'],
    ['code', 'SH-JTW-000002', 'check-broken'],
    ['openClass', '半开放', 'unknown-choice'],
    ['openClass', '', 'unknown-choice'],
    ['domain', '没有的领域', 'unknown-choice'],
    ['area', '市'.repeat(201), 'too-long'],
    ['keywords', Array.from({ length: 21 }, (_, i) => `词${i}`).join('、'), 'too-many'],
  ])('[xz-9] given the cell %s says “%s”, when read, then it is refused: %s', (column, text, code) => {
    const lines = changed(linesOf({ ...emptyEntry(), name: '停车场' }, chinese), column, text);
    expect(wantedOf(lines)[0]?.refusals).toMatchObject([{ code, row: 2 }]);
    expect(wantedOf(lines)[0]?.changes).toEqual([]);
  });

  it('[xz-9] given the same dataset twice, when read, then the first line counts and the second is refused', () => {
    const [list] = linesOf({ ...emptyEntry(), area: '全市' }, chinese);
    const edited = (row: number, area: string): FileLine => ({
      table: 'list',
      row,
      cells: { ...list?.cells, area },
    });
    const [wanted] = wantedOf([edited(2, '浦东'), edited(9, '徐汇')]);
    expect(wanted?.changes).toMatchObject([{ element: 'area', value: '浦东' }]);
    expect(wanted?.refusals).toEqual([{ code: 'repeated', row: 9, element: null, args: { first: 2 } }]);
  });

  it('given columns in another order, more of them, or fewer, when read, then those that are known are found', () => {
    const headers = ['备注', chinese.header('check'), chinese.header('area'), chinese.header('code')];
    expect(columnsOf(headers, both)).toEqual({ table: 'list', columns: [null, 'check', 'area', 'code'] });
    expect(columnsOf(FIELD_COLUMNS.map(english.header), both)).toEqual({
      table: 'fields',
      columns: [...FIELD_COLUMNS],
    });
    expect(columnsOf(['名称', '摘要'], both)).toBeNull();
  });
});

const copy = (from: ListEntry, to: ListEntry, element: (typeof ENTRY_ELEMENTS)[number]): ListEntry =>
  withText(to, { field: null, element }, textAt(from, { field: null, element }) ?? '');

describe('one element of many datasets', () => {
  const edits = fc.constantFrom(...EDITED_ELEMENTS).chain((element) =>
    fc.record({
      element: fc.constant(element),
      mode: fc.constantFrom(...modesOf(element)),
      value:
        ELEMENT_FORMS[element].kind === 'choice'
          ? fc.constantFrom(...choicesOf(element, codes).filter(Boolean))
          : fc.string({ unit: 'grapheme', minLength: 1, maxLength: 30 }).filter((text) => text.trim() !== ''),
    }),
  );

  it('[xz-9] given any edit, when done twice, then the second time changes nothing', () => {
    fc.assert(
      fc.property(entries, edits, (entry, edit) => {
        const once = applyChanges(entry, judgeChanges(entry, changesBy(edit, entry, null, digest), digest));
        expect(changesBy(edit, once, null, digest)).toEqual([]);
      }),
    );
  });

  it('[xz-9] given what somebody wrote, when the edit only fills in, then it stays', () => {
    fc.assert(
      fc.property(entries, edits, (entry, edit) => {
        const changes = changesBy({ ...edit, mode: 'fill' }, entry, null, digest);
        expect(changes.every((change) => textAt(entry, change) === '')).toBe(true);
      }),
    );
  });

  it('[xz-9] given any entry and catalogue entry, when filled in from it, then what was written stays, and a second time changes nothing', () => {
    const words = fc.string({ unit: 'grapheme', maxLength: 20 });
    const catalogue = fc.record({
      summary: words,
      domain: fc.constantFrom('', ...codes),
      fields: fc.array(
        fc.record({ name: fc.constantFrom('a', 'b', 'c'), label: words, description: words }),
        { maxLength: 3 },
      ),
    });
    const edit = { element: FROM_CATALOGUE, mode: 'fill', value: '' } as const;
    fc.assert(
      fc.property(entries, catalogue, (entry, known) => {
        const changes = changesBy(edit, entry, known, digest);
        expect(changes.every((change) => textAt(entry, change) === '')).toBe(true);
        const once = applyChanges(entry, judgeChanges(entry, changes, digest));
        expect(changesBy(edit, once, known, digest)).toEqual([]);
      }),
    );
  });

  it('given every element, when its modes are asked for, then each can at least be set', () => {
    for (const element of EDIT_SUBJECTS) {
      expect(modesOf(element)).toContain(element === FROM_CATALOGUE ? 'fill' : 'set');
      expect(EDIT_MODES).toEqual(expect.arrayContaining([...modesOf(element)]));
    }
    expect(FIELD_ELEMENTS.every((element) => ELEMENT_FORMS[element].kind === 'text')).toBe(true);
  });
});
