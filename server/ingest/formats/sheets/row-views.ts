import type { RowView } from '../../../../rules/reading/row-view.ts';

/** A row of cells that are strings; they are put into one text only when that is asked for. */
class SheetRowView implements RowView {
  cells: readonly string[] = [];
  number = 0;
  readonly quote = '"';
  readonly escape = '"';
  escaped = new Uint8Array(64);
  shown?: readonly string[];
  units?: ReadonlyMap<number, string>;
  private joined: string | null = null;
  private from = new Int32Array(64);
  private to = new Int32Array(64);

  get count(): number {
    return this.cells.length;
  }

  get text(): string {
    return (this.joined ??= this.cells.join(''));
  }

  get starts(): Int32Array {
    return this.from;
  }

  get ends(): Int32Array {
    return this.to;
  }

  /** Takes another row. */
  set(
    cells: readonly string[],
    number: number,
    shown: readonly string[] | undefined,
    units: ReadonlyMap<number, string> | undefined,
  ): void {
    this.cells = cells;
    this.number = number;
    this.joined = null;
    if (shown) this.shown = shown;
    else delete this.shown;
    if (units) this.units = units;
    else delete this.units;
    if (cells.length > this.from.length) this.grow(cells.length * 2);
    let at = 0;
    for (let i = 0; i < cells.length; i++) {
      this.from[i] = at;
      at += cells[i]?.length ?? 0;
      this.to[i] = at;
    }
  }

  private grow(to: number): void {
    this.from = new Int32Array(to);
    this.to = new Int32Array(to);
    this.escaped = new Uint8Array(to);
  }
}

/** Makes one view after another, each valid until the next: nothing is made anew for it. */
export class RowViews {
  private readonly view = new SheetRowView();

  of(
    cells: readonly string[],
    number: number,
    shown: readonly string[] | undefined,
    units?: ReadonlyMap<number, string>,
  ): RowView {
    this.view.set(cells, number, shown, units);
    return this.view;
  }
}
