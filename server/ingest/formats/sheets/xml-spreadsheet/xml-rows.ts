import {
  formattedNumber,
  type CellText,
  type NumberFormat,
} from '../../../../../rules/reading/number-format.ts';
import { attribute, plainText, type XmlHandlers } from '../../xml-scanner.ts';
import { isoMoment } from '../iso-moment.ts';
import type { RowBuilder } from '../row-builder.ts';
import { isTrue, lineEnds } from '../scan-xml.ts';
import { moreOf, placeOf, type XmlOutline } from './xml-sheets.ts';

const same = (value: string): CellText => ({ value, shown: value });

function textOf(type: string, raw: string, format: NumberFormat | undefined): CellText {
  switch (type) {
    case 'Number':
      return formattedNumber(raw.trim(), format ?? { kind: 'general', code: 'General' }, false);
    case 'DateTime':
      return isoMoment(raw.trim(), format);
    case 'Boolean':
      return same(raw.trim() === '1' ? 'TRUE' : 'FALSE');
    default:
      return same(raw);
  }
}

/** Turns one sheet of a workbook into rows. */
export class XmlRows implements XmlHandlers {
  /** The sheet has been read to its end. */
  done = false;
  private readonly wanted: number;
  private readonly outline: XmlOutline;
  private readonly rows: RowBuilder;
  private seen = 0;
  private row = 0;
  private column = 0;
  private span = 0;
  private rowStyle: string | undefined;
  private style = '';
  private hasFormula = false;
  private type = '';
  private raw = '';
  private inCell = false;
  private inData = false;
  private aside = 0;

  constructor(wanted: number, outline: XmlOutline, rows: RowBuilder) {
    this.wanted = wanted;
    this.outline = outline;
    this.rows = rows;
  }

  open(name: string, attributes: string): void {
    if (name === 'Worksheet') this.seen++;
    if (this.seen !== this.wanted || this.done) return;
    if (name === 'Row') this.openRow(attributes);
    else if (name === 'Cell') this.openCell(attributes);
    else if (name === 'Comment' || name === 'PhoneticText') this.aside++;
    else if (name === 'Data' && this.inCell && this.aside === 0) {
      this.inData = true;
      this.type = attribute(attributes, 'Type') ?? 'String';
    }
  }

  text(raw: string): void {
    if (this.inData && this.aside === 0) this.raw += plainText(lineEnds(raw));
  }

  close(name: string): void {
    if (this.seen !== this.wanted || this.done) return;
    if (name === 'Data') this.inData = false;
    else if (name === 'Comment' || name === 'PhoneticText') this.aside--;
    else if (name === 'Cell') this.closeCell();
    else if (name === 'Row') this.rows.end();
    else if (name === 'Worksheet') this.done = true;
  }

  private openRow(attributes: string): void {
    this.row = placeOf(attributes, this.row + 1);
    this.column = this.span = 0;
    this.rowStyle = attribute(attributes, 'StyleID');
    this.rows.start(this.row, isTrue(attribute(attributes, 'Hidden')));
  }

  private openCell(attributes: string): void {
    this.column = placeOf(attributes, this.column + this.span + 1);
    this.span = moreOf(attributes, 'MergeAcross');
    this.style = attribute(attributes, 'StyleID') ?? this.rowStyle ?? 'Default';
    this.hasFormula = attribute(attributes, 'Formula') !== undefined;
    this.inCell = true;
    this.type = this.raw = '';
  }

  private closeCell(): void {
    const column = this.column - 1;
    this.inCell = false;
    if (this.type === 'Error') this.rows.error(column, this.raw);
    else if (this.raw !== '')
      this.rows.cell(column, textOf(this.type, this.raw, this.outline.formatOf(this.style)));
    else if (this.hasFormula && this.type !== 'String') this.rows.formulaWithoutValue();
  }
}
