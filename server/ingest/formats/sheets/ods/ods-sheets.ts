import { READING_LIMITS } from '../../../../../rules/reading/limits.ts';
import { refuse } from '../../../../../rules/reading/refusal.ts';
import { attribute, type XmlHandlers } from '../../xml-scanner.ts';
import { countOf } from '../scan-xml.ts';
import type { Sheet, SheetOutline } from '../sheet-source.ts';

export const LAST_ROW = 1_048_576;
const LAST_COLUMN = 16_384;
const MAX_MERGES = 100_000;
const MAX_HIDDEN = 100;

export interface OdsSheet extends Sheet {
  outline: SheetOutline;
}

export const isCollapsed = (attributes: string): boolean =>
  /^(collapse|filter)$/.test(attribute(attributes, 'visibility') ?? '');

export const rowsRepeated = (attributes: string): number =>
  countOf(attribute(attributes, 'number-rows-repeated'), LAST_ROW);

export const columnsRepeated = (attributes: string): number =>
  countOf(attribute(attributes, 'number-columns-repeated'), LAST_COLUMN);

/** Finds the sheets of a document, their merged cells and what is hidden, without looking at texts. */
export class OdsOutline implements Partial<XmlHandlers> {
  readonly sheets: OdsSheet[] = [];
  private readonly hiddenStyles = new Set<string>();
  private style = '';
  private depth = 0;
  private column = 0;
  private row = 0;
  private repeated = 1;
  private hasCells = false;

  open(name: string, attributes: string): void {
    if (name === 'style') this.style = attribute(attributes, 'name') ?? '';
    else if (name === 'table-properties') this.tableStyle(attributes);
    else if (name === 'table') this.openTable(attributes);
    else if (this.depth === 1) this.inside(name, attributes);
  }

  close(name: string): void {
    if (name === 'table') this.depth--;
    else if (name === 'table-row' && this.depth === 1) {
      const sheet = this.sheets.at(-1);
      if (sheet && this.hasCells) sheet.outline.rows += this.repeated;
      this.row += this.repeated;
    }
  }

  private tableStyle(attributes: string): void {
    if (attribute(attributes, 'display') === 'false') this.hiddenStyles.add(this.style);
  }

  private openTable(attributes: string): void {
    if (++this.depth !== 1) return;
    const number = this.sheets.length + 1;
    if (number > READING_LIMITS.tables)
      refuse('too-large', 'too-many-tables', { count: number, limit: READING_LIMITS.tables });
    const hidden = this.hiddenStyles.has(attribute(attributes, 'style-name') ?? '');
    const outline = { rows: 0, merges: [], hiddenColumns: [] };
    this.sheets.push({ number, name: attribute(attributes, 'name') ?? '', hidden, outline });
    this.column = this.row = 0;
  }

  private inside(name: string, attributes: string): void {
    if (name === 'table-column') this.openColumn(attributes);
    else if (name === 'table-row') {
      this.column = 0;
      this.repeated = rowsRepeated(attributes);
      this.hasCells = false;
    } else if (name === 'table-cell' || name === 'covered-table-cell') this.openCell(attributes);
  }

  private openColumn(attributes: string): void {
    const hidden = this.sheets.at(-1)?.outline.hiddenColumns ?? [];
    const repeated = columnsRepeated(attributes);
    if (isCollapsed(attributes))
      for (let i = 1; i <= repeated && hidden.length < MAX_HIDDEN; i++) hidden.push(this.column + i);
    this.column += repeated;
  }

  private openCell(attributes: string): void {
    if (attribute(attributes, 'value-type') !== undefined) this.hasCells = true;
    const across = countOf(attribute(attributes, 'number-columns-spanned'), LAST_COLUMN);
    const down = countOf(attribute(attributes, 'number-rows-spanned'), LAST_ROW);
    const merges = this.sheets.at(-1)?.outline.merges ?? [];
    const { row, column } = this;
    if (across * down > 1 && merges.length < MAX_MERGES)
      merges.push({ top: row + 1, left: column, bottom: row + down, right: column + across - 1 });
    this.column += columnsRepeated(attributes);
  }
}
