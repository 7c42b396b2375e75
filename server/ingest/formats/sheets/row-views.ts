import type { RowView } from '../../../../rules/reading/row-view.ts';

/** Makes one view after another over cells that are strings, each valid until the next: nothing is made anew for it. */
export class RowViews {
  private readonly view: RowView = {
    text: '',
    starts: new Int32Array(64),
    ends: new Int32Array(64),
    escaped: new Uint8Array(64),
    count: 0,
    number: 0,
    quote: '"',
    escape: '"',
  };

  of(cells: readonly string[], number: number, shown: readonly string[] | undefined): RowView {
    const { view } = this;
    if (cells.length > view.starts.length) this.grow(cells.length);
    const { starts, ends } = view;
    let at = 0;
    for (let i = 0; i < cells.length; i++) {
      starts[i] = at;
      at += cells[i]?.length ?? 0;
      ends[i] = at;
    }
    view.text = cells.join('');
    view.count = cells.length;
    view.number = number;
    if (shown) view.shown = shown;
    else delete view.shown;
    return view;
  }

  private grow(to: number): void {
    this.view.starts = new Int32Array(to * 2);
    this.view.ends = new Int32Array(to * 2);
    this.view.escaped = new Uint8Array(to * 2);
  }
}
