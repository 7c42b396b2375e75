import { refuse } from '../../../../../rules/reading/refusal.ts';
import { attribute, plainText, type XmlHandlers } from '../../xml-scanner.ts';
import type { RowBuilder } from '../row-builder.ts';
import { countOf } from '../scan-xml.ts';
import { odsText, type OdsCell } from './ods-cells.ts';
import { columnsRepeated, isCollapsed, LAST_ROW, rowsRepeated } from './ods-sheets.ts';

/** Cells of one sheet: a few bytes can stand for a whole sheet of repeated ones. */
const MOST_REPEATED = 50_000_000;
const LONGEST_BLANK = 1000;
/** What a formula shows that could not be calculated; what is stored for it is then no result. */
const ERROR = /^(#[A-Z0-9/]+[!?]?|Err:\d+)$/;
/** Beside the text of a cell: comments, drawings and what is in them. */
const ASIDE = new Set(['annotation', 'frame', 'shapes', 'custom-shape', 'g', 'control', 'ruby-text']);

/** Turns one sheet of a document into rows. */
export class OdsRows implements XmlHandlers {
  /** The sheet has been read to its end. */
  done = false;
  private readonly wanted: number;
  private readonly rows: RowBuilder;
  private seen = 0;
  private depth = 0;
  private aside = 0;
  private paragraphs = 0;
  private inParagraph = false;
  private row = 0;
  private repeated = 1;
  private hidden = false;
  private column = 0;
  private cells: { column: number; cell: OdsCell }[] = [];
  private cell: OdsCell | null = null;
  private budget = MOST_REPEATED;

  constructor(wanted: number, rows: RowBuilder) {
    this.wanted = wanted;
    this.rows = rows;
  }

  open(name: string, attributes: string): void {
    if (name === 'table') {
      if (++this.depth === 1) this.seen++;
    } else if (this.depth !== 1 || this.seen !== this.wanted) return;
    else if (ASIDE.has(name)) this.aside++;
    else if (this.aside === 0) this.inside(name, attributes);
  }

  close(name: string): void {
    if (name === 'table') {
      if (--this.depth === 0 && this.seen === this.wanted) this.done = true;
    } else if (this.depth !== 1 || this.seen !== this.wanted) return;
    else if (ASIDE.has(name)) this.aside--;
    else if (this.aside === 0) this.leave(name);
  }

  text(raw: string): void {
    if (this.cell && this.inParagraph && this.aside === 0)
      this.cell.shown += plainText(raw).replace(/\s+/g, ' ');
  }

  private inside(name: string, attributes: string): void {
    switch (name) {
      case 'table-row':
        this.repeated = rowsRepeated(attributes);
        this.hidden = isCollapsed(attributes);
        this.column = 0;
        this.cells = [];
        return;
      case 'table-cell':
      case 'covered-table-cell':
        this.cell = cellOf(attributes);
        this.paragraphs = 0;
        return;
      case 'p':
        if (this.cell && this.paragraphs++ > 0) this.cell.shown += '\n';
        this.inParagraph = true;
        return;
      case 's':
        return this.write(' '.repeat(countOf(attribute(attributes, 'c'), LONGEST_BLANK)));
      case 'tab':
        return this.write('\t');
      case 'line-break':
        return this.write('\n');
      default:
    }
  }

  private leave(name: string): void {
    if (name === 'p') this.inParagraph = false;
    else if (name === 'table-row') this.closeRow();
    else if ((name === 'table-cell' || name === 'covered-table-cell') && this.cell) {
      const { cell, column } = this;
      cell.isError ||= cell.hasFormula && cell.type !== 'string' && ERROR.test(cell.shown);
      if (cell.shown !== '' || cell.value !== undefined || cell.hasFormula) this.cells.push({ column, cell });
      this.column += cell.repeated;
      this.cell = null;
    }
  }

  private write(text: string): void {
    if (this.cell && this.inParagraph) this.cell.shown += text;
  }

  private closeRow(): void {
    const rows = this.cells.length === 0 ? 0 : this.repeated;
    if (this.row + rows > LAST_ROW) refuse('unreadable-file', 'damaged-workbook', { part: 'content.xml' });
    this.budget -= rows * this.cells.reduce((sum, { cell }) => sum + cell.repeated, 0);
    if (this.budget < 0) refuse('too-large', 'expansion', { part: 'content.xml', limit: MOST_REPEATED });
    for (let i = 1; i <= rows; i++) {
      this.rows.start(this.row + i, this.hidden);
      for (const { column, cell } of this.cells) this.put(column, cell);
      this.rows.end();
    }
    this.row += this.repeated;
  }

  private put(first: number, cell: OdsCell): void {
    const { repeated, isError, hasFormula } = cell;
    const text = odsText(cell);
    for (let column = first; column < first + repeated; column++) {
      if (isError) this.rows.error(column, text.shown);
      else if (hasFormula && text.value === '' && cell.type !== 'string') this.rows.formulaWithoutValue();
      else this.rows.cell(column, text);
      if (text.value === '') break;
    }
  }
}

function cellOf(attributes: string): OdsCell {
  const type = attribute(attributes, 'value-type');
  const stored = (name: string): string | undefined => attribute(attributes, name);
  return {
    type,
    value: type === undefined ? undefined : (stored(`${type}-value`) ?? stored('value')),
    isError: attributes.includes('value-type="error"'),
    hasFormula: stored('formula') !== undefined,
    repeated: columnsRepeated(attributes),
    shown: '',
  };
}
