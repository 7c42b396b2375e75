import type { ReadingChoices } from '../../../../rules/reading/reading.schema.ts';
import { columnBands, type Band } from '../../../../rules/reading/side-by-side.ts';
import type { TableFacts } from '../../../../rules/reading/table-observer.ts';
import { TableSequence } from '../../../../rules/reading/table-sequence.ts';
import { firstRows, layoutOf, widest } from './sheet-layout.ts';
import {
  emptyNotes,
  type Sheet,
  type SheetNotes,
  type SheetOutline,
  type SheetRow,
  type SheetSource,
} from './sheet-source.ts';
import { mergesIn, SheetViews } from './sheet-views.ts';

/** Tables under each other are looked for in so many rows of a sheet, so that sheets that are not read are soon known. */
const LOOKED_THROUGH = 20_000;

/** One of the tables on a sheet. */
export interface SheetTable {
  facts: TableFacts;
  title: string;
  /** Its columns; null: all of the sheet. */
  band: Band | null;
  /** Which of the tables in these columns it is from above, from 1. */
  place: number;
}

export interface ReadSheet {
  /** From left to right and from above. */
  tables: SheetTable[];
  notes: SheetNotes;
  outline: SheetOutline;
  /** The number of the last row that was read. */
  lastRow: number;
}

/** Which of the tables on the sheet the choices are about; without a band, it is the first of the bands. */
export type Wanted = Pick<SheetTable, 'place'> & Partial<Pick<SheetTable, 'band'>>;

interface Watched {
  band: Band | null;
  sequence: TableSequence;
  views: SheetViews;
}

/** A person says where a table begins or ends. */
export const isFramed = ({ preambleRows, footerRows }: ReadingChoices): boolean =>
  preambleRows !== undefined || footerRows !== undefined;

const isSame = (one: Band | null, other: Band | null): boolean =>
  one?.from === other?.from && one?.to === other?.to;

class Enough extends Error {}

/** Whether a row has a value in none of the bands. */
const isStray = ({ values }: SheetRow, bands: readonly Band[]): boolean =>
  bands.length > 0 &&
  values.some((value, i) => value !== '' && !bands.some(({ from, to }) => from <= i && i <= to));

/** Reads a sheet once. `wanted`: what choices about rows and columns are for; `limit`: the last row to read. */
export class SheetReading {
  private readonly source: SheetSource;
  private readonly sheet: Sheet;
  private readonly choices: ReadingChoices;
  private readonly wanted: Wanted;

  constructor(
    source: SheetSource,
    sheet: Sheet,
    choices: ReadingChoices = {},
    wanted: Wanted = { place: 1 },
  ) {
    this.source = source;
    this.sheet = sheet;
    this.choices = choices;
    this.wanted = wanted;
  }

  async read(outline: SheetOutline, limit = Infinity): Promise<ReadSheet> {
    const rows = await firstRows(this.source, this.sheet);
    const read = await this.readIn(this.bandsOf(rows), rows, outline, limit);
    // A value between the columns, farther down: then they belong together.
    return (
      read ??
      (await this.readIn([null], rows, outline, limit)) ?? {
        tables: [],
        notes: emptyNotes(),
        outline,
        lastRow: 0,
      }
    );
  }

  private bandsOf(rows: readonly string[][]): (Band | null)[] {
    const { wanted, choices, source } = this;
    if (wanted.band !== undefined && isFramed(choices)) return [wanted.band];
    const bands = source.isOneTableASheet ? [] : columnBands(rows);
    return bands.length > 0 ? bands : [null];
  }

  private watch(
    band: Band | null,
    isWanted: boolean,
    rows: readonly string[][],
    outline: SheetOutline,
  ): Watched {
    const { wanted, choices, source } = this;
    const { preambleRows: _preamble, headerRows: _header, footerRows: _footer, ...ofAny } = choices;
    const own = band === null ? rows : rows.map((row) => row.slice(band.from, band.to + 1));
    const isHead = isWanted && (wanted.place === 1 || isFramed(choices));
    const layout = layoutOf(own, mergesIn(outline.merges, band), isHead ? choices : ofAny);
    const ofTable = { ...(isWanted ? choices : ofAny), table: wanted.place };
    const rules = { again: false, lastRow: source.isOneTableASheet ? 0 : LOOKED_THROUGH };
    const sequence = new TableSequence(layout, ofTable, rules);
    const views = new SheetViews({ layout, width: widest(own), outline }, band, (row) => sequence.row(row));
    return { band, sequence, views };
  }

  private async readIn(
    bands: readonly (Band | null)[],
    rows: readonly string[][],
    outline: SheetOutline,
    limit: number,
  ): Promise<ReadSheet | null> {
    const { wanted } = this;
    const ofChoices =
      bands.find((band) => wanted.band !== undefined && isSame(band, wanted.band)) ?? bands[0];
    const watched = bands.map((band) => this.watch(band, band === ofChoices, rows, outline));
    const apart = bands.length > 1 ? bands.filter((band) => band !== null) : [];
    const notes = emptyNotes();
    let lastRow = 0;
    let strays = 0;
    const take = (row: SheetRow): void => {
      if (row.number > limit) throw new Enough();
      lastRow = row.number;
      if (isStray(row, apart)) strays++;
      for (const { views } of watched) views.row(row);
    };
    await this.source.eachRow(this.sheet, take, notes).catch((error: unknown) => {
      if (!(error instanceof Enough)) throw error;
    });
    if (strays > 0) return null;
    const tables = watched.flatMap(({ band, sequence }) =>
      sequence.end().map(({ facts, title }, i): SheetTable => ({ facts, title, band, place: i + 1 })),
    );
    return { tables, notes, outline, lastRow };
  }
}

/** The tables of a sheet that is not read itself, from its first rows; further rows are counted as those of the last. */
export async function lookThrough(source: SheetSource, sheet: Sheet): Promise<SheetTable[]> {
  const outline = await source.outline(sheet);
  const { tables, lastRow } = await new SheetReading(source, sheet).read(outline, LOOKED_THROUGH);
  const last = tables.at(-1);
  if (last && lastRow >= LOOKED_THROUGH) last.facts.rows += Math.max(0, outline.rows - lastRow);
  return tables;
}
