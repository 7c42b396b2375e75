import type { ReadingFormat, ReadingWarning } from '../../../../rules/reading/reading.schema.ts';
import type { OnChunk } from '../format.ts';

export interface Sheet {
  number: number;
  name: string;
  hidden: boolean;
}

/** Cells merged into one: rows from 1, columns from 0, both ends included. */
export interface Range {
  top: number;
  left: number;
  bottom: number;
  right: number;
}

/** What is found of a sheet without reading its cells. */
export interface SheetOutline {
  /** Rows that there are, or about as many. */
  rows: number;
  merges: Range[];
  /** Numbers of hidden columns, from 1. */
  hiddenColumns: number[];
}

/** Things that a sheet holds beside its cells, with the first row where they were seen. */
export interface SheetNotes {
  hiddenRows: { count: number; rows: number[] };
  formulasWithoutValue: { count: number; row: number };
  errors: { count: number; row: number; value: string };
  /** What a source whose outline is dear came across on the way. */
  merges: Range[];
  hiddenColumns: number[];
}

export const emptyNotes = (): SheetNotes => ({
  hiddenRows: { count: 0, rows: [] },
  formulasWithoutValue: { count: 0, row: 0 },
  errors: { count: 0, row: 0, value: '' },
  merges: [],
  hiddenColumns: [],
});

/** A row that has a value; trailing empty cells are left out. */
export interface SheetRow {
  /** From 1. */
  number: number;
  values: string[];
  /** The cells as shown, where one of them is not the text that is read. */
  shown: string[] | undefined;
  /** The units that formats show beside numbers, by column from 0. */
  units: Map<number, string> | undefined;
}

export type OnSheetRow = (row: SheetRow) => void;

/** A file of sheets of cells, open for reading. */
export interface SheetSource {
  format: ReadingFormat;
  encoding: string;
  sheets: readonly Sheet[];
  /** What is to be said of the file itself. */
  warnings: readonly ReadingWarning[];
  /** The sheet to read when nobody chose; absent: the first with rows that is not hidden. */
  preferred?: number;
  /** Its format tells tables apart itself: what is on a sheet is one table. */
  isOneTableASheet?: true;
  /** An outline costs a run over the whole sheet; reading the rows notes merged cells and hidden columns too. */
  isOutlineDear?: true;
  outline(sheet: Sheet): Promise<SheetOutline>;
  /** Hands over the rows that have a value, in order. What is noticed on the way goes into `notes`. */
  eachRow(sheet: Sheet, onRow: OnSheetRow, notes: SheetNotes, onChunk?: OnChunk): Promise<void>;
}

/** Opens a file for the time of `work`. Throws `unreadable-file` or `too-large` when it cannot be read. */
export type WithSource = <T>(
  path: string,
  encoding: string | undefined,
  work: (source: SheetSource) => Promise<T>,
) => Promise<T>;
