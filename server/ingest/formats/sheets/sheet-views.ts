import type { Band } from '../../../../rules/reading/side-by-side.ts';
import type { OnRow } from '../format.ts';
import { createMergeFiller } from './merge-filler.ts';
import { RowViews } from './row-views.ts';
import type { SheetLayout } from './sheet-layout.ts';
import type { Range, SheetRow } from './sheet-source.ts';

/** Merged ranges as a band of columns sees them; those that reach beyond it are cut. */
export const mergesIn = (merges: readonly Range[], band: Band | null): Range[] =>
  band === null
    ? [...merges]
    : merges
        .filter(({ left }) => left >= band.from && left <= band.to)
        .map((range) => ({
          ...range,
          left: range.left - band.from,
          right: Math.min(range.right, band.to) - band.from,
        }));

function rowIn(row: SheetRow, { from, to }: Band): SheetRow {
  const values = row.values.slice(from, to + 1);
  const isBlank = values.every((value) => value === '');
  const units = row.units && new Map([...row.units].map(([column, unit]) => [column - from, unit] as const));
  return {
    number: row.number,
    values: isBlank ? [] : values,
    shown: isBlank ? undefined : row.shown?.slice(from, to + 1),
    units,
  };
}

/** Rows of a sheet as the reading of one table sees them: its columns, gaps as blank rows, short rows filled up, merges filled. */
export class SheetViews {
  private readonly band: Band | null;
  private readonly width: number;
  private readonly fill: ReturnType<typeof createMergeFiller>;
  private readonly views = new RowViews();
  private readonly onRow: OnRow;
  private last = 0;

  constructor({ layout, width, outline }: SheetLayout, band: Band | null, onRow: OnRow) {
    this.band = band;
    this.width = width;
    this.fill = createMergeFiller(mergesIn(outline.merges, band), layout);
    this.onRow = onRow;
  }

  row(whole: SheetRow): void {
    const { views, fill, width, band } = this;
    const row = band === null ? whole : rowIn(whole, band);
    for (let number = this.last + 1; number < row.number; number++)
      this.onRow(views.of(fill({ number, values: [] }), number, []));
    this.last = row.number;
    const values = fill(row);
    const shown = row.shown ?? (values === row.values ? undefined : [...row.values]);
    if (values.length > 0) while (values.length < width) values.push('');
    this.onRow(views.of(values, row.number, values.length > 0 ? shown : [], row.units));
  }
}
