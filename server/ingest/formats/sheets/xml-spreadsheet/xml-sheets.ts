import { READING_LIMITS } from '../../../../../rules/reading/limits.ts';
import { numberFormat, type NumberFormat } from '../../../../../rules/reading/number-format.ts';
import { refuse } from '../../../../../rules/reading/refusal.ts';
import { attribute, type XmlHandlers } from '../../xml-scanner.ts';
import { isTrue } from '../scan-xml.ts';
import type { Sheet, SheetOutline } from '../sheet-source.ts';

const LAST_ROW = 1_048_576;
const MAX_MERGES = 100_000;
const MAX_HIDDEN = 100;

export interface XmlSheet extends Sheet {
  outline: SheetOutline;
}

/** Formats that are known by a name of their own. */
const NAMED: Record<string, string> = {
  'General Date': 'yyyy/m/d h:mm',
  'Long Date': 'yyyy"年"m"月"d"日"',
  'Medium Date': 'd-mmm-yy',
  'Short Date': 'yyyy/m/d',
  'Long Time': 'h:mm:ss',
  'Medium Time': 'h:mm AM/PM',
  'Short Time': 'h:mm',
  Percent: '0.00%',
  Currency: 'General',
  'Euro Currency': 'General',
  Fixed: 'General',
  Standard: 'General',
  Scientific: 'General',
  'Yes/No': 'General',
  'True/False': 'General',
  'On/Off': 'General',
};

/** Where the next row or cell is: `Index` counts from 1 and only moves on. */
export function placeOf(attributes: string, next: number): number {
  const index = Number(attribute(attributes, 'Index') ?? next);
  return index >= next && index <= LAST_ROW
    ? index
    : refuse('unreadable-file', 'damaged-workbook', { part: 'Index' });
}

/** How many columns or rows beyond its own something takes. */
export const moreOf = (attributes: string, name: string): number =>
  Math.max(0, Math.min(LAST_ROW, Number(attribute(attributes, name) ?? 0) || 0));

/** Finds the styles and sheets of a workbook, their merged cells and what is hidden. */
export class XmlOutline implements Partial<XmlHandlers> {
  readonly sheets: XmlSheet[] = [];
  readonly formats = new Map<string, NumberFormat>();
  private readonly parents = new Map<string, string>();
  private style = '';
  private row = 0;
  private column = 0;
  private next = 1;
  private inVisible = false;

  open(name: string, attributes: string): void {
    switch (name) {
      case 'Style':
        return this.openStyle(attributes);
      case 'NumberFormat': {
        const code = attribute(attributes, 'Format');
        if (code !== undefined) this.formats.set(this.style, numberFormat(-1, NAMED[code] ?? code));
        return;
      }
      case 'Worksheet':
        return this.openSheet(attributes);
      case 'Column':
        return this.openColumn(attributes);
      case 'Row':
        this.row = placeOf(attributes, this.row + 1);
        this.column = 0;
        return;
      case 'Cell':
        return this.openCell(attributes);
      case 'Visible':
        this.inVisible = true;
        return;
      default:
    }
  }

  text(raw: string): void {
    const sheet = this.sheets.at(-1);
    if (this.inVisible && sheet && /hidden/i.test(raw)) sheet.hidden = true;
  }

  close(name: string): void {
    const sheet = this.sheets.at(-1);
    if (name === 'Visible') this.inVisible = false;
    else if (name === 'Row' && sheet && this.column > 0) sheet.outline.rows++;
  }

  /** The format of a style, its own or that of the style that it comes from. */
  formatOf(style: string): NumberFormat | undefined {
    let at: string | undefined = style;
    for (let depth = 0; at !== undefined && depth < 8; depth++) {
      const format = this.formats.get(at);
      if (format) return format;
      at = this.parents.get(at);
    }
    return this.formats.get('Default');
  }

  private openStyle(attributes: string): void {
    this.style = attribute(attributes, 'ID') ?? '';
    const parent = attribute(attributes, 'Parent');
    if (parent !== undefined) this.parents.set(this.style, parent);
  }

  private openSheet(attributes: string): void {
    const number = this.sheets.length + 1;
    if (number > READING_LIMITS.tables)
      refuse('too-large', 'too-many-tables', { count: number, limit: READING_LIMITS.tables });
    const outline = { rows: 0, merges: [], hiddenColumns: [] };
    this.sheets.push({ number, name: attribute(attributes, 'Name') ?? '', hidden: false, outline });
    this.row = 0;
    this.next = 1;
  }

  private openColumn(attributes: string): void {
    const hidden = this.sheets.at(-1)?.outline.hiddenColumns ?? [];
    const first = placeOf(attributes, this.next);
    const last = first + moreOf(attributes, 'Span');
    if (isTrue(attribute(attributes, 'Hidden')))
      for (let column = first; column <= last && hidden.length < MAX_HIDDEN; column++) hidden.push(column);
    this.next = last + 1;
  }

  private openCell(attributes: string): void {
    this.column = placeOf(attributes, this.column + 1);
    const across = moreOf(attributes, 'MergeAcross');
    const down = moreOf(attributes, 'MergeDown');
    const merges = this.sheets.at(-1)?.outline.merges ?? [];
    const { row, column } = this;
    if (across + down > 0 && merges.length < MAX_MERGES)
      merges.push({ top: row, left: column - 1, bottom: row + down, right: column - 1 + across });
    this.column += across;
  }
}
