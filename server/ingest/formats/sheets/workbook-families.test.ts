import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { rowCells } from '../../../../rules/reading/row-view.ts';
import { dataFolder, hasData } from '../../testing/data-folder.ts';
import { formatFor } from '../index.ts';
import { identify } from '../identify.ts';

const folder = join(dataFolder, 'C_messy/sheetjs');

/** The same workbook saved in several formats, by the beginning of its name, where no program calculated it anew. */
const FAMILIES = [
  'cell_style_simple',
  'column_width',
  'defined_names_unicode',
  'ErrorTypes',
  'freeze',
  'hyperlink_stress_test_2011',
  'interview',
  'merge_cells',
  'mixed_sheets',
  'outline',
  'phonetic_text',
  'rich_text_stress',
  'sheet_visibility',
  'text_and_numbers',
  'xlsx-stream-d-date-cell',
];
const WORKBOOK = /^\d?(\.biff5)?\.(xlsx|xlsm|xls|xlsb|xls5|biff5|ods|xml|slk)(\.xml)?$/;

/** The cells of every sheet that has any, as they are read. */
async function cellsOf(path: string): Promise<Record<string, string>> {
  const format = formatFor(await identify(path));
  const first = await format.inspect(path, 'book', {});
  const cells: Record<string, string> = {};
  for (const { number } of first.tables) {
    const choices = { table: number, preambleRows: 0, headerRows: 0 };
    const reading = number === first.table ? first : await format.inspect(path, 'book', choices);
    // Without header rows nothing is filled into the cells that a merged header covers.
    const bare = { ...reading, preambleRows: 0, headerRows: 0, plan: { ...reading.plan, merged: false } };
    await format.eachRow(path, bare, (row) => {
      const shown = row.shown ?? [];
      rowCells(row).forEach((cell, i) => {
        const isFilled = row.shown !== undefined && shown[i] === undefined;
        if (cell !== '' && !isFilled)
          cells[`${number} ${row.number}:${i + 1}`] = cell.replaceAll('\r\n', '\n');
      });
    });
  }
  return cells;
}

describe.skipIf(!hasData('C_messy/sheetjs'))('a workbook saved in several formats', () => {
  const files = readdirSync(folder);

  it.each(FAMILIES)(
    '[xz-16] given %s in each of them, when read, then every cell is the same',
    async (family) => {
      const members = files.filter(
        (name) => name.startsWith(family) && WORKBOOK.test(name.slice(family.length)),
      );
      expect(members.length).toBeGreaterThan(1);
      const [first = '', ...others] = members;
      const expected = await cellsOf(join(folder, first));
      expect(Object.keys(expected).length).toBeGreaterThan(0);
      for (const other of others)
        expect({ [other]: await cellsOf(join(folder, other)) }).toEqual({ [other]: expected });
    },
  );
});
