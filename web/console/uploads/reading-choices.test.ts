import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { PLAIN } from '../../../rules/reading/column-type.ts';
import type { Reading, ReadingChoices } from '../../../rules/reading/reading.schema.ts';
import type { Survey } from '../../../rules/reading/survey.ts';
import { choicesFrom, rowsFrom, rowsText, shownAs } from './reading-choices.ts';

const column = (name: string, type: 'text' | 'integer') => ({
  name,
  label: name,
  type,
  unit: null,
  why: { code: 'all-text', args: {} },
  plan: PLAIN,
});
const READING: Reading = {
  format: 'csv',
  entry: null,
  encoding: 'gb18030',
  dialect: { delimiter: ',', quote: '"', escape: '"', newline: 'lf' },
  preambleRows: 2,
  headerRows: 1,
  footerRows: 0,
  columns: [column('编号', 'integer'), column('名称', 'text')],
  rows: 10,
  table: 1,
  tables: [],
  coordinateSystem: null,
  warnings: [],
  plan: { regular: true, totalRows: 13, longestRow: 20, lenient: false },
};

const given = (choices: ReadingChoices = {}, survey: Survey | null = null) => ({
  reading: READING,
  survey,
  choices,
});

/** The form as the page sends it when nothing was touched. */
function asUnderstood(changes: Record<string, string> = {}, was: Record<string, string> = {}): FormData {
  const form = new FormData();
  const shown: Record<string, string> = {
    encoding: 'gb18030',
    delimiter: 'comma',
    table: '1',
    'type.0': 'integer',
    'type.1': 'text',
    'name.0': '编号',
    'name.1': '名称',
    'unit.0': '',
    'unit.1': '',
    'role.1': 'preamble',
    'role.3': 'header',
    'role.5': 'data',
    'remedy.subtotals': 'as-data',
    missing: '',
    leftOutRows: '',
    ...was,
  };
  for (const [name, value] of Object.entries(shown)) {
    form.set(shownAs(name), value);
    form.set(name, changes[name] ?? value);
  }
  return form;
}

describe('corrections of a reading', () => {
  it('given a form that says what was understood, when read, then nothing is corrected', () => {
    expect(choicesFrom(asUnderstood(), given())).toEqual({});
  });

  it('given another type and fewer title rows, when read, then only these are corrected', () => {
    const form = asUnderstood({ 'type.0': 'text', 'role.2': 'header' }, { 'role.2': 'preamble' });
    expect(choicesFrom(form, given())).toEqual({
      preambleRows: 1,
      headerRows: 2,
      types: { 编号: 'text' },
    });
  });

  it('given a form of a moment ago, when something was corrected since, then it takes nothing back', () => {
    const since: ReadingChoices = {
      leaveOut: ['subtotals'],
      types: { 编号: 'text' },
      names: { 编号: '代码' },
    };
    expect(choicesFrom(asUnderstood({ 'unit.0': '个' }), given(since))).toEqual({
      ...since,
      units: { 编号: '个' },
    });
  });

  it('given another name and a unit, when read, then they are kept under the name of the header', () => {
    const form = asUnderstood({ 'name.0': '停车场编号', 'unit.0': '个' });
    expect(choicesFrom(form, given())).toEqual({ names: { 编号: '停车场编号' }, units: { 编号: '个' } });
    const back = asUnderstood({ 'name.0': '' }, { 'name.0': '代码' });
    expect(choicesFrom(back, given({ names: { 编号: '代码', 名称: '场名' } }))).toEqual({
      names: { 名称: '场名' },
    });
  });

  it('given another role of a row, when read, then it counts after everything else', () => {
    const form = asUnderstood({ 'role.5': 'leftOut' });
    expect(choicesFrom(form, given())).toEqual({ leftOutRows: [5] });
  });

  it('given subtotals that shall not be read, when read, then the rule is kept, not their rows', () => {
    const survey: Survey = { map: [], doubts: [], subtotals: [7, 9], subheadings: [], encodings: [] };
    const form = asUnderstood({ 'remedy.subtotals': 'leave-out' });
    const choices = choicesFrom(form, given({}, survey));
    expect(choices).toEqual({ leaveOut: ['subtotals'] });
    expect(
      choicesFrom(
        asUnderstood({ 'remedy.subtotals': 'as-data' }, { 'remedy.subtotals': 'leave-out' }),
        given(choices, survey),
      ),
    ).toEqual({
      leaveOut: [],
    });
  });

  it('given another table, when read, then what was said of the first is forgotten', () => {
    expect(choicesFrom(asUnderstood({ table: '2', 'name.0': '甲' }), given({ headerRows: 2 }))).toEqual({
      table: 2,
    });
  });

  it('given what was chosen before, when the form still says so, then it stays chosen', () => {
    const before: ReadingChoices = { encoding: 'gb18030', types: { 编号: 'integer' } };
    expect(choicesFrom(asUnderstood(), given(before))).toEqual(before);
  });

  it('given a coordinate system, or one of the list beside, when read, then it is kept; none is detected again', () => {
    const shown = { coordinateSystem: '', otherSystem: '' };
    const chosen = asUnderstood({ coordinateSystem: 'GCJ-02' }, shown);
    expect(choicesFrom(chosen, given())).toEqual({ coordinateSystem: 'GCJ-02' });
    const other = asUnderstood({ otherSystem: 'EPSG:4549' }, shown);
    expect(choicesFrom(other, given())).toEqual({ coordinateSystem: 'EPSG:4549' });
    const detected = asUnderstood({ coordinateSystem: '' }, { coordinateSystem: 'GCJ-02' });
    expect(choicesFrom(detected, given({ coordinateSystem: 'GCJ-02' }))).toEqual({});
  });

  it('given a refused file, when an encoding is named, then it counts', () => {
    const form = new FormData();
    form.set('encoding', 'big5');
    form.set('headerRows', '');
    expect(choicesFrom(form, { reading: null, survey: null, choices: {} })).toEqual({ encoding: 'big5' });
  });

  it('given any rows, when written and read again, then they are the same', () => {
    const rows = fc.uniqueArray(fc.integer({ min: 1, max: 500 })).map((each) => each.sort((a, b) => a - b));
    fc.assert(
      fc.property(rows, (each) => {
        expect(rowsFrom(rowsText(each))).toEqual(each);
      }),
    );
    expect(rowsFrom('218，300-302、x')).toEqual([218, 300, 301, 302]);
  });
});
