import { READING_LIMITS } from '../../../../rules/reading/limits.ts';
import { ownText } from '../own-text.ts';
import type { JsonHandlers, ScalarKind } from './json-scanner.ts';

/** Levels of objects inside objects in which tables are looked for, and members of one object that may be tables. */
const DEEPEST = 8;
const MOST_CHILDREN = READING_LIMITS.tables;
/** Rows of an array of arrays that are kept to judge whether the first is a header. */
const HEAD_ROWS = 100;
const HEAD_CHARACTERS = 200;
const DATA_KEY = /^[\d\-/.:年月日季 ]+$/;
const COLUMN_LIST = /^(columns|fields|headers?)$/i;
const NAME_KEYS = new Set(['name', 'field', 'key', 'id', 'label', 'title']);

interface SeenColumn {
  index: number;
  /** The last element that had it. */
  element: number;
}

/** What was seen of an array or object that may be a table: its elements are then the records. */
export class JsonNode {
  readonly keys: readonly string[];
  readonly isObject: boolean;
  readonly children = new Map<string, JsonNode>();
  readonly columns = new Map<string, SeenColumn>();
  /** Elements, and of these the objects, arrays and nulls; the rest are scalars, counted by kind. */
  elements = 0;
  objects = 0;
  arrays = 0;
  nulls = 0;
  readonly scalars = new Map<ScalarKind, number>();
  /** Keys of all elements that are objects. */
  elementKeys = 0;
  tooWide = false;
  /** Members of this object whose key is digits or a date. */
  dataKeys = 0;
  /** Longest element that is an array, their cells, and of these the arrays and objects. */
  width = 0;
  cells = 0;
  nestedCells = 0;
  head: string[][] = [];
  /** Texts of a short array that says how the columns of another are called. */
  names: string[] = [];
  repeated: { count: number; row: number; key: string } = { count: 0, row: 0, key: '' };

  constructor(keys: readonly string[], isObject: boolean) {
    this.keys = keys;
    this.isObject = isObject;
  }

  get isColumnList(): boolean {
    return !this.isObject && COLUMN_LIST.test(this.keys.at(-1) ?? '');
  }

  column(name: string): void {
    this.elementKeys++;
    const seen = this.columns.get(name);
    if (!seen) {
      if (this.columns.size >= READING_LIMITS.columns) this.tooWide = true;
      else this.columns.set(ownText(name), { index: this.columns.size, element: this.elements });
      return;
    }
    if (seen.element === this.elements && this.repeated.count++ === 0)
      this.repeated = { count: 1, row: this.elements, key: name };
    seen.element = this.elements;
  }

  scalar(text: string, kind: ScalarKind): void {
    this.elements++;
    if (kind === 'null') this.nulls++;
    else this.scalars.set(kind, (this.scalars.get(kind) ?? 0) + 1);
    if (this.isColumnList && this.names.length < READING_LIMITS.columns) this.names.push(ownText(text));
  }

  container(isObject: boolean): void {
    this.elements++;
    if (isObject) this.objects++;
    else {
      this.arrays++;
      if (this.arrays <= HEAD_ROWS) this.head.push([]);
    }
  }

  /** A cell of the element, an array, that was begun last; null for one that is itself an array or object. */
  cell(text: string | null): void {
    this.cells++;
    if (text === null) this.nestedCells++;
    const row = this.arrays <= HEAD_ROWS ? this.head.at(-1) : undefined;
    if (row && row.length < READING_LIMITS.columns) row.push(ownText((text ?? '').slice(0, HEAD_CHARACTERS)));
  }
}

interface Frame {
  /** The node that this array or object is, if it may be a table; and the node that it is an element of. */
  node: JsonNode | null;
  above: JsonNode | null;
  isObject: boolean;
  cells: number;
}

/** Goes through a whole document and notes everything that may be a table, within bounded memory. */
export class JsonSurvey implements JsonHandlers {
  /** The values of the text, of which NDJSON has many. */
  readonly documents = new JsonNode([], false);
  root: JsonNode | null = null;
  notNumbers = 0;
  private readonly stack: Frame[] = [{ node: this.documents, above: null, isObject: false, cells: 0 }];
  private pendingKey = '';

  open(kind: '{' | '['): void {
    const isObject = kind === '{';
    const parent = this.stack.at(-1);
    const above = parent?.node ?? null;
    if (parent) this.cellOf(parent, null);
    above?.container(isObject);
    const node = above && parent ? this.nodeFor(above, parent, isObject) : null;
    this.stack.push({ node, above, isObject, cells: 0 });
  }

  close(): void {
    const frame = this.stack.pop();
    if (frame?.above && !frame.isObject) frame.above.width = Math.max(frame.above.width, frame.cells);
  }

  key(name: string): void {
    this.pendingKey = name;
    const frame = this.stack.at(-1);
    frame?.above?.column(name);
    if (frame?.node && DATA_KEY.test(name)) frame.node.dataKeys++;
  }

  scalar(text: string, kind: ScalarKind): void {
    if (kind === 'notNumber') this.notNumbers++;
    const frame = this.stack.at(-1);
    if (!frame) return;
    this.cellOf(frame, text);
    frame.node?.scalar(text, kind);
    if (frame.isObject && frame.above?.isColumnList && NAME_KEYS.has(this.pendingKey))
      nameColumn(frame.above, text);
  }

  private cellOf(frame: Frame, text: string | null): void {
    if (frame.isObject || !frame.above) return;
    frame.cells++;
    frame.above.cell(text);
  }

  private nodeFor(above: JsonNode, parent: Frame, isObject: boolean): JsonNode | null {
    if (above === this.documents) {
      if (above.elements > 1) return null;
      return (this.root = new JsonNode([], isObject));
    }
    if (!parent.isObject || this.stack.length > DEEPEST) return null;
    const known = above.children.get(this.pendingKey);
    if (known) return known.isObject === isObject ? known : null;
    if (above.children.size >= MOST_CHILDREN) return null;
    const key = ownText(this.pendingKey);
    const node = new JsonNode([...above.keys, key], isObject);
    above.children.set(key, node);
    return node;
  }
}

/** Takes the first text of an entry that can be a name. */
function nameColumn(list: JsonNode, text: string): void {
  const at = list.elements - 1;
  if (list.names.length === at && at < READING_LIMITS.columns) list.names.push(ownText(text));
}
