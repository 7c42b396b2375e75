import type { JsonHandlers, ScalarKind } from './json-scanner.ts';
import type { JsonSource } from './json-records.ts';

/** Gathers the columns of a table that is kept as `{"a": […], "b": […]}`; its rows are known when all are read. */
export class JsonColumns implements JsonHandlers {
  private readonly keys: readonly string[];
  private readonly cells: string[][];
  private readonly places: ReadonlyMap<string, number>;
  /** Open arrays and objects inside the object of the columns, the text itself first. */
  private readonly level: number;
  private readonly frames: ('{' | '[')[] = ['['];
  private matched = 1;
  private pendingKey = '';
  private column: string[] | undefined;

  constructor({ keys, labels }: JsonSource) {
    this.keys = keys;
    this.cells = labels.map(() => []);
    this.places = new Map(labels.map((label, i) => [label, i]));
    this.level = keys.length + 2;
  }

  open(kind: '{' | '['): void {
    const depth = this.frames.length;
    if (depth === this.level && this.matched === depth)
      this.column = this.cells[this.places.get(this.pendingKey) ?? -1];
    else if (this.leadsOn(depth)) this.matched++;
    this.frames.push(kind);
  }

  close(): void {
    this.frames.pop();
    if (this.frames.length === this.level) this.column = undefined;
    this.matched = Math.min(this.matched, this.frames.length);
  }

  key(name: string): void {
    this.pendingKey = name;
  }

  scalar(text: string, kind: ScalarKind): void {
    this.column?.push(kind === 'null' || kind === 'notNumber' ? '' : text);
  }

  /** Hands over the rows, each valid only during the call. */
  rows(onRecord: (cells: readonly string[]) => void): void {
    const length = Math.max(0, ...this.cells.map((column) => column.length));
    for (let row = 0; row < length; row++) onRecord(this.cells.map((column) => column[row] ?? ''));
  }

  private leadsOn(depth: number): boolean {
    if (this.matched !== depth || depth >= this.level) return false;
    return depth === 1 || (this.frames.at(-1) === '{' && this.pendingKey === this.keys[depth - 2]);
  }
}
