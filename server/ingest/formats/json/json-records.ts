import { READING_LIMITS } from '../../../../rules/reading/limits.ts';
import { refuse } from '../../../../rules/reading/refusal.ts';
import type { JsonHandlers, ScalarKind } from './json-scanner.ts';
import type { JsonShape } from './json-tables.ts';

/** Writes nested values again as JSON without blanks, numbers as they were. */
class JsonWriter {
  private text = '';
  private depth = 0;
  private isFirst = true;
  private afterKey = false;

  get isDone(): boolean {
    return this.depth === 0;
  }

  open(kind: '{' | '['): void {
    this.put(kind);
    this.depth++;
    this.isFirst = true;
  }

  close(kind: '}' | ']'): void {
    this.text += kind;
    this.depth--;
    this.isFirst = false;
  }

  key(name: string): void {
    this.put(`${JSON.stringify(name)}:`);
    this.afterKey = true;
  }

  scalar(text: string, kind: ScalarKind): void {
    this.put(kind === 'string' ? JSON.stringify(text) : kind === 'notNumber' ? 'null' : text);
  }

  take(): string {
    const { text } = this;
    this.text = '';
    this.isFirst = true;
    return text;
  }

  private put(text: string): void {
    if (!this.isFirst && !this.afterKey) this.text += ',';
    this.text += text;
    this.isFirst = this.afterKey = false;
  }
}

const hasArrays = (shape: JsonShape): boolean => shape === 'grid' || shape === 'keyedArrays';
const hasObjects = (shape: JsonShape): boolean =>
  shape === 'objects' || shape === 'lines' || shape === 'document' || shape === 'keyedObjects';

/** What of a document is a table. */
export interface JsonSource {
  keys: readonly string[];
  shape: JsonShape;
  labels: readonly string[];
}

/** Hands over the records of one table of a document, cell by cell as text; the cells are valid only during the call. */
export class JsonRecords implements JsonHandlers {
  private readonly source: JsonSource;
  private readonly onRecord: (cells: readonly string[]) => void;
  private readonly columns: ReadonlyMap<string, number>;
  /** Where a record goes that is no object or array. */
  private readonly wholeColumn: number;
  private readonly firstColumn: number;
  /** Open arrays and objects, the text itself first, where the next value is a record. */
  private readonly level: number;
  private readonly frames: ('{' | '[')[] = ['['];
  /** How many of them lead to the table. */
  private matched = 1;
  private readonly writer = new JsonWriter();
  private isWriting = false;
  private pendingKey = '';
  private cells: string[] = [];
  private column = 0;
  private nestedColumn = 0;
  private row = 0;

  constructor(source: JsonSource, onRecord: (cells: readonly string[]) => void) {
    const { shape, labels, keys } = source;
    this.source = source;
    this.onRecord = onRecord;
    this.firstColumn = shape.startsWith('keyed') ? 1 : 0;
    // The first of two columns of one name is that of the records' own key.
    this.columns = new Map(
      [...labels.entries()]
        .slice(this.firstColumn)
        .reverse()
        .map(([i, label]) => [label, i]),
    );
    this.wholeColumn = hasArrays(shape) ? this.firstColumn : labels.length - 1;
    this.level = shape === 'lines' || shape === 'document' ? 1 : keys.length + 2;
  }

  open(kind: '{' | '['): void {
    if (this.isWriting) this.writer.open(kind);
    else if (this.isAt(this.level)) this.beginRecord(kind);
    else if (this.isAt(this.level + 1)) this.beginNested(kind, this.nextColumn());
    else if (this.leadsOn()) this.matched++;
    this.frames.push(kind);
  }

  close(): void {
    const kind = this.frames.pop();
    if (this.isWriting) {
      this.writer.close(kind === '{' ? '}' : ']');
      if (this.writer.isDone) this.endNested();
    }
    if (!this.isWriting && this.isAt(this.level)) this.emit();
    this.matched = Math.min(this.matched, this.frames.length);
  }

  key(name: string): void {
    if (this.isWriting) this.writer.key(name);
    else this.pendingKey = name;
  }

  scalar(text: string, kind: ScalarKind): void {
    if (this.isWriting) return this.writer.scalar(text, kind);
    const shown = kind === 'null' || kind === 'notNumber' ? '' : text;
    if (this.isAt(this.level + 1)) this.put(this.nextColumn(), shown);
    else if (this.isAt(this.level)) {
      this.begin();
      if (shown !== '') this.put(this.wholeColumn, shown);
      this.emit();
    }
  }

  private isAt(level: number): boolean {
    return this.frames.length === level && this.matched === Math.min(level, this.level);
  }

  /** Whether the array or object that begins here is on the way to the table. */
  private leadsOn(): boolean {
    const depth = this.frames.length;
    if (this.matched !== depth || depth >= this.level) return false;
    return depth === 1 || (this.frames.at(-1) === '{' && this.pendingKey === this.source.keys[depth - 2]);
  }

  private begin(): void {
    this.row++;
    this.column = this.firstColumn;
    this.cells =
      this.source.labels.length === 0 ? [''] : new Array<string>(this.source.labels.length).fill('');
    if (this.firstColumn > 0) this.cells[0] = this.pendingKey;
  }

  private beginRecord(kind: '{' | '['): void {
    this.begin();
    const { shape } = this.source;
    if (kind === '{' ? !hasObjects(shape) : !hasArrays(shape)) this.beginNested(kind, this.wholeColumn);
  }

  private beginNested(kind: '{' | '[', column: number): void {
    this.isWriting = true;
    this.nestedColumn = column;
    this.writer.open(kind);
  }

  private endNested(): void {
    this.isWriting = false;
    this.put(this.nestedColumn, this.writer.take());
  }

  /** The column of the value that comes now: by its key, or by its place. */
  private nextColumn(): number {
    return this.frames.at(-1) === '{' ? (this.columns.get(this.pendingKey) ?? -1) : this.column++;
  }

  private put(column: number, text: string): void {
    const limit = READING_LIMITS.cellCharacters;
    if (text.length > limit)
      refuse('too-large', 'cell-too-long', { limit, row: this.row, column: column + 1 });
    if (column >= 0) this.cells[column] = text;
  }

  private emit(): void {
    this.onRecord(this.cells);
  }
}
