import { READING_LIMITS } from '../../../../../rules/reading/limits.ts';
import { refuse } from '../../../../../rules/reading/refusal.ts';
import { decodedTexts, detectEncoding } from '../../../text-encoding.ts';
import type { OnChunk } from '../../format.ts';
import { RowBuilder } from '../row-builder.ts';
import { sheetFormat } from '../sheet-format.ts';
import type { Sheet, SheetOutline, WithSource } from '../sheet-source.ts';
import { HtmlTags } from './html-scanner.ts';
import { HtmlTables, type HtmlCell, type OnTables } from './html-tables.ts';

const MAX_MERGES = 100_000;

interface PageTable {
  /** Among all tables of the page, from 0. */
  place: number;
  title: string;
  outline: SheetOutline;
  /** Cells with text. */
  filled: number;
  /** Rows of two cells with text or more, and rows with text at all. */
  wideRows: number;
  fullRows: number;
}

/** Counts what each table of a page holds. */
class PageSurvey implements OnTables {
  readonly tables: PageTable[] = [];
  title_ = '';
  asksPassword = false;
  private inRow = new Map<number, number>();

  row(table: number): void {
    this.at(table).outline.rows++;
    this.inRow.set(table, 0);
  }

  cell(table: number, { row, column, across, down, text }: HtmlCell): void {
    const seen = this.at(table);
    if (across * down > 1 && seen.outline.merges.length < MAX_MERGES)
      seen.outline.merges.push({
        top: row,
        left: column,
        bottom: row + down - 1,
        right: column + across - 1,
      });
    if (text === '') return;
    seen.filled++;
    this.inRow.set(table, (this.inRow.get(table) ?? 0) + 1);
  }

  endRow(table: number): void {
    const seen = this.at(table);
    const filled = this.inRow.get(table) ?? 0;
    if (filled > 0) seen.fullRows++;
    if (filled > 1) seen.wideRows++;
  }

  title(table: number, text: string): void {
    if (table < 0) this.title_ = text;
    else this.at(table).title = text;
  }

  password(): void {
    this.asksPassword = true;
  }

  private at(place: number): PageTable {
    const found = this.tables[place];
    if (found) return found;
    const outline = { rows: 0, merges: [], hiddenColumns: [] };
    const made = { place, title: '', outline, filled: 0, wideRows: 0, fullRows: 0 };
    this.tables[place] = made;
    return made;
  }
}

/** Hands the rows of one table to a builder. */
class PageRows implements OnTables {
  private readonly place: number;
  private readonly rows: RowBuilder;

  constructor(place: number, rows: RowBuilder) {
    this.place = place;
    this.rows = rows;
  }

  row(table: number, row: number, hidden: boolean): void {
    if (table === this.place) this.rows.start(row, hidden);
  }

  cell(table: number, { column, text }: HtmlCell): void {
    if (table === this.place) this.rows.text(column, text);
  }

  endRow(table: number): void {
    if (table === this.place) this.rows.end();
  }

  title(): void {
    return;
  }

  password(): void {
    return;
  }
}

async function scanPage(texts: AsyncIterable<string>, on: OnTables, onChunk?: OnChunk): Promise<void> {
  const tables = new HtmlTables(on);
  const tags = new HtmlTags(tables);
  for await (const text of texts) {
    tags.push(text);
    await onChunk?.();
  }
  tags.end();
  tables.end();
}

/** A table with something to compare: several cells beside each other in several rows, or a list of some length. */
const holdsData = ({ wideRows, fullRows }: PageTable): boolean => wideRows > 1 || fullRows > 2;

interface PageSheet extends Sheet {
  table: PageTable;
}

function sheetsOf({ tables, title_ }: PageSurvey): PageSheet[] {
  // Places of tables without a row are empty.
  const found = tables.filter((table) => holdsData(table));
  if (found.length > READING_LIMITS.tables)
    refuse('too-large', 'too-many-tables', { count: found.length, limit: READING_LIMITS.tables });
  return found.map((table, i) => ({ number: i + 1, name: table.title || title_, hidden: false, table }));
}

const withHtml: WithSource = async (path, choice, work) => {
  const encoding = await detectEncoding(path, choice);
  const survey = new PageSurvey();
  await scanPage(decodedTexts(path, encoding), survey);
  const sheets = sheetsOf(survey);
  const [largest] = sheets.toSorted((a, b) => b.table.filled - a.table.filled);
  if (!largest || survey.asksPassword) return refuse('unsupported-format', 'html-table');
  const tableOf = ({ number }: Sheet): PageTable => sheets[number - 1]?.table ?? largest.table;
  return work({
    format: 'html',
    encoding: encoding.label,
    sheets,
    warnings: [{ code: 'html-table', row: null, column: null, args: {} }],
    preferred: largest.number,
    isOneTableASheet: true,
    outline: async (sheet) => tableOf(sheet).outline,
    eachRow: (sheet, onRow, notes, onChunk) => {
      const rows = new PageRows(tableOf(sheet).place, new RowBuilder(onRow, notes));
      return scanPage(decodedTexts(path, encoding), rows, onChunk);
    },
  });
};

/** Tables of a web page, which many systems write and call XLS. */
export const html = sheetFormat(withHtml);
