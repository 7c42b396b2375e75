import type { JsonHandlers, ScalarKind } from '../json/json-scanner.ts';

/** A value of JSON with its scalars as written: numbers must keep every digit. */
export type JsonValue = JsonScalar | JsonValue[] | Map<string, JsonValue>;
export interface JsonScalar {
  text: string;
  kind: ScalarKind;
}

export const isObject = (value: JsonValue | undefined): value is Map<string, JsonValue> =>
  value instanceof Map;
const isScalar = (value: JsonValue | undefined): value is JsonScalar =>
  value !== undefined && !Array.isArray(value) && !isObject(value);

/** The text of a string; null for anything else. */
export const stringOf = (value: JsonValue | undefined): string | null =>
  isScalar(value) && value.kind === 'string' ? value.text : null;

export const numberOf = (value: JsonValue | undefined): string | null =>
  isScalar(value) && value.kind === 'number' ? value.text : null;

export const isNull = (value: JsonValue | undefined): boolean =>
  value === undefined || (isScalar(value) && value.kind === 'null');

function written(value: JsonValue): string {
  if (Array.isArray(value)) return `[${value.map(written).join(',')}]`;
  if (isObject(value))
    return `{${[...value].map(([key, inner]) => `${JSON.stringify(key)}:${written(inner)}`).join(',')}}`;
  if (value.kind === 'string') return JSON.stringify(value.text);
  return value.kind === 'notNumber' ? 'null' : value.text;
}

/** A cell: scalars as written, nothing for null, nested values as JSON without blanks. */
export function cellTextOf(value: JsonValue | undefined): string {
  if (value === undefined || isNull(value)) return '';
  if (!isScalar(value)) return written(value);
  return value.kind === 'notNumber' ? '' : value.text;
}

/** Puts values together as they are scanned. `weight` grows with what is held. */
export class JsonBuilder implements JsonHandlers {
  weight = 0;
  private root: JsonValue | undefined;
  private readonly inside: (JsonValue[] | Map<string, JsonValue>)[] = [];
  private pendingKey = '';

  /** Arrays and objects that are not closed yet. */
  get depth(): number {
    return this.inside.length;
  }

  open(kind: '{' | '['): void {
    const made: JsonValue[] | Map<string, JsonValue> = kind === '{' ? new Map<string, JsonValue>() : [];
    this.add(made);
    this.inside.push(made);
  }

  close(): void {
    this.inside.pop();
  }

  key(name: string): void {
    this.pendingKey = name;
    this.weight += name.length;
  }

  scalar(text: string, kind: ScalarKind): void {
    this.weight += text.length;
    this.add({ text, kind });
  }

  /** The value that is whole now. */
  take(): JsonValue | undefined {
    const { root } = this;
    this.root = undefined;
    this.weight = 0;
    return root;
  }

  private add(value: JsonValue): void {
    this.weight += 8;
    const parent = this.inside.at(-1);
    if (!parent) this.root = value;
    else if (Array.isArray(parent)) parent.push(value);
    else parent.set(this.pendingKey, value);
  }
}
