import { Readable } from 'node:stream';
import { ZipFile } from 'yazl';
import { Problem } from '../../rules/problems/problems.ts';
import { CELL_LIMIT, columnLetters, escapeXml } from './xlsx-cells.ts';
import { HEAD, MAIN, OFFICE, PACKAGE, TYPE, ZIP_OPTIONS } from './xlsx-writer.ts';

/** A column of a sheet that people work in. */
export interface BookColumn {
  name: string;
  /** In characters. */
  width: number;
  /** Not for people to change: shown in grey. */
  fixed?: boolean;
  /** What its cells may hold; they offer it. */
  choices?: readonly string[];
}

export interface BookSheet {
  name: string;
  columns: readonly BookColumn[];
  /** So many columns stay in sight beside the header. */
  frozen: number;
  /** Texts, some rows at a time, each with as many as there are columns. */
  rows: AsyncIterable<readonly (readonly string[])[]>;
}

const LAST_ROW = 1_048_576;

/** Places in `cellXfs` below. All hold text: a spreadsheet then makes no dates of what people write. */
const STYLE = { free: 1, head: 2, fixed: 3, fixedHead: 4 };
const STYLES = `<styleSheet xmlns="${MAIN}"><fonts count="4"><font><sz val="11"/><name val="Calibri"/></font><font><sz val="11"/><name val="Calibri"/></font><font><b/><sz val="11"/><color rgb="FFFFFFFF"/><name val="Calibri"/></font><font><sz val="11"/><color rgb="FF596670"/><name val="Calibri"/></font></fonts><fills count="4"><fill><patternFill patternType="none"/></fill><fill><patternFill patternType="gray125"/></fill><fill><patternFill patternType="solid"><fgColor rgb="FF14202B"/></patternFill></fill><fill><patternFill patternType="solid"><fgColor rgb="FF596670"/></patternFill></fill></fills><borders count="1"><border><left/><right/><top/><bottom/><diagonal/></border></borders><cellStyleXfs count="1"><xf numFmtId="0" fontId="0" fillId="0" borderId="0"/></cellStyleXfs><cellXfs count="5"><xf numFmtId="0" fontId="0" fillId="0" borderId="0" xfId="0"/>${[
  [1, 0, ' wrapText="1"'],
  [2, 2, ''],
  [3, 0, ''],
  [2, 3, ''],
]
  .map(
    ([font = '', fill = '', wrap = '']) =>
      `<xf numFmtId="49" fontId="${font}" fillId="${fill}" borderId="0" xfId="0" applyNumberFormat="1" applyFont="1" applyFill="1" applyAlignment="1"><alignment vertical="top"${wrap}/></xf>`,
  )
  .join('')}</cellXfs></styleSheet>`;

/**
 * A workbook for people, written while its rows come: headers that stay in sight, widths, filters, and cells that offer
 * what may stand in them. Throws `too-large` for a text that no cell can hold. `choicesName` is the hidden sheet's.
 */
export function workbookStream(sheets: readonly BookSheet[], choicesName: string): AsyncIterable<Uint8Array> {
  const zip = new ZipFile();
  const choices = sheets.flatMap(({ columns }) => columns.flatMap((column) => column.choices ?? []));
  const names = [...sheets.map(({ name }) => name), ...(choices.length > 0 ? [choicesName] : [])];
  for (const [path, xml] of Object.entries(partsOf(names, sheets.length)))
    zip.addBuffer(Buffer.from(HEAD + xml), path, ZIP_OPTIONS);
  const streams = sheets.map((sheet, i) => {
    const offset = sheets.slice(0, i).flatMap(choiceColumns).length;
    const stream = Readable.from(sheetXml(sheet, choicesName, offset), { objectMode: false });
    zip.addReadStream(stream, `xl/worksheets/sheet${i + 1}.xml`, ZIP_OPTIONS);
    return stream;
  });
  if (choices.length > 0) {
    const xml = choicesXml(sheets.flatMap(choiceColumns).map((column) => column.choices ?? []));
    zip.addBuffer(Buffer.from(HEAD + xml), `xl/worksheets/sheet${names.length}.xml`, ZIP_OPTIONS);
  }
  zip.end();
  const output = Readable.from(zip.outputStream as AsyncIterable<Uint8Array>, { objectMode: false });
  for (const stream of streams) {
    stream.on('error', (error) => output.destroy(error));
    output.on('close', () => stream.destroy());
  }
  return output;
}

const choiceColumns = ({ columns }: BookSheet): BookColumn[] =>
  columns.filter(({ choices = [] }) => choices.length > 0);

function partsOf(names: readonly string[], shown: number): Record<string, string> {
  const each = (text: (number: number, name: string) => string): string =>
    names.map((name, i) => text(i + 1, name)).join('');
  const hidden = (number: number): string => (number > shown ? ' state="hidden"' : '');
  return {
    '[Content_Types].xml': `<Types xmlns="${PACKAGE}/content-types"><Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/><Default Extension="xml" ContentType="application/xml"/><Override PartName="/xl/workbook.xml" ContentType="${TYPE}.sheet.main+xml"/>${each((number) => `<Override PartName="/xl/worksheets/sheet${number}.xml" ContentType="${TYPE}.worksheet+xml"/>`)}<Override PartName="/xl/styles.xml" ContentType="${TYPE}.styles+xml"/></Types>`,
    '_rels/.rels': `<Relationships xmlns="${PACKAGE}/relationships"><Relationship Id="rId1" Type="${OFFICE}/officeDocument" Target="xl/workbook.xml"/></Relationships>`,
    'xl/workbook.xml': `<workbook xmlns="${MAIN}" xmlns:r="${OFFICE}"><sheets>${each((number, name) => `<sheet name="${escapeXml(name)}" sheetId="${number}"${hidden(number)} r:id="rId${number}"/>`)}</sheets></workbook>`,
    'xl/_rels/workbook.xml.rels': `<Relationships xmlns="${PACKAGE}/relationships">${each((number) => `<Relationship Id="rId${number}" Type="${OFFICE}/worksheet" Target="worksheets/sheet${number}.xml"/>`)}<Relationship Id="rId${names.length + 1}" Type="${OFFICE}/styles" Target="styles.xml"/></Relationships>`,
    'xl/styles.xml': STYLES,
  };
}

function cellXml(at: string, text: string, style: number): string {
  if (text === '') return '';
  if (text.length > CELL_LIMIT) throw new Problem('too-large', { limit: CELL_LIMIT });
  return `<c r="${at}" s="${style}" t="inlineStr"><is><t xml:space="preserve">${escapeXml(text)}</t></is></c>`;
}

function rowXml(row: number, cells: readonly string[], styles: readonly number[]): string {
  const xml = cells.map((text, i) => cellXml(`${columnLetters(i)}${row}`, text, styles[i] ?? 0)).join('');
  return `<row r="${row}">${xml}</row>`;
}

async function* sheetXml(sheet: BookSheet, choicesName: string, offset: number): AsyncGenerator<Buffer> {
  const { columns, frozen, rows } = sheet;
  const heads = columns.map(({ fixed }) => (fixed ? STYLE.fixedHead : STYLE.head));
  const styles = columns.map(({ fixed }) => (fixed ? STYLE.fixed : STYLE.free));
  const names = columns.map(({ name }) => name);
  yield Buffer.from(`${HEAD}${opening(columns, frozen, styles)}${rowXml(1, names, heads)}`);
  let last = 1;
  for await (const part of rows) {
    const first = last + 1;
    last += part.length;
    yield Buffer.from(part.map((cells, i) => rowXml(first + i, cells, styles)).join(''));
  }
  const filtered = `A1:${columnLetters(columns.length - 1)}${last}`;
  yield Buffer.from(
    `</sheetData><autoFilter ref="${filtered}"/>${validations(sheet, choicesName, offset)}</worksheet>`,
  );
}

function opening(columns: readonly BookColumn[], frozen: number, styles: readonly number[]): string {
  const place = `${columnLetters(frozen)}2`;
  const pane = frozen > 0 ? `xSplit="${frozen}" ySplit="1"` : 'ySplit="1"';
  const active = frozen > 0 ? 'bottomRight' : 'bottomLeft';
  const widths = columns.map(
    ({ width }, i) =>
      `<col min="${i + 1}" max="${i + 1}" width="${width}" style="${styles[i] ?? 0}" customWidth="1"/>`,
  );
  return `<worksheet xmlns="${MAIN}"><sheetViews><sheetView workbookViewId="0"><pane ${pane} topLeftCell="${place}" activePane="${active}" state="frozen"/></sheetView></sheetViews><cols>${widths.join('')}</cols><sheetData>`;
}

function validations(sheet: BookSheet, choicesName: string, offset: number): string {
  const offered = choiceColumns(sheet);
  if (offered.length === 0) return '';
  const each = offered.map((column, i) => {
    const at = columnLetters(sheet.columns.indexOf(column));
    const from = columnLetters(offset + i);
    const range = `'${choicesName}'!$${from}$1:$${from}$${column.choices?.length ?? 1}`;
    return `<dataValidation type="list" allowBlank="1" showErrorMessage="1" sqref="${at}2:${at}${LAST_ROW}"><formula1>${escapeXml(range)}</formula1></dataValidation>`;
  });
  return `<dataValidations count="${each.length}">${each.join('')}</dataValidations>`;
}

/** One column of choices beside the other. */
function choicesXml(lists: readonly (readonly string[])[]): string {
  const longest = Math.max(...lists.map(({ length }) => length));
  const rows = Array.from({ length: longest }, (_, row) =>
    rowXml(
      row + 1,
      lists.map((list) => list[row] ?? ''),
      lists.map(() => STYLE.fixed),
    ),
  );
  return `<worksheet xmlns="${MAIN}"><sheetData>${rows.join('')}</sheetData></worksheet>`;
}
