/** What a drawn thing is, as Mapbox Vector Tile 2.1 numbers it. */
export const DRAWN = { point: 1, line: 2, area: 3 } as const;
export type Drawn = (typeof DRAWN)[keyof typeof DRAWN];

export type TagValue = string | number | boolean;

export interface TileFeature {
  drawn: Drawn;
  /** x, y, x, y … in steps of the tile, a list a point, line or ring; rings are not closed, outer ones run clockwise on the screen. */
  parts: readonly (readonly number[])[];
  /** Its row in the table, from 0. */
  id?: number;
  tags: Readonly<Record<string, TagValue>>;
}

/** Steps across a tile. */
export const EXTENT = 4096;

const COMMAND = { move: 1, line: 2, close: 7 } as const;
const command = (which: number, times: number): number => (times << 3) | which;
const zigzag = (value: number): number => (value << 1) ^ (value >> 31);

/** Protocol buffers, as far as tiles need them. */
class Writer {
  #bytes = new Uint8Array(4096);
  #length = 0;

  #room(more: number): void {
    if (this.#length + more <= this.#bytes.length) return;
    const larger = new Uint8Array(Math.max(this.#bytes.length * 2, this.#length + more));
    larger.set(this.#bytes);
    this.#bytes = larger;
  }

  varint(value: number): void {
    this.#room(10);
    let rest = value;
    while (rest > 127) {
      this.#bytes[this.#length++] = (rest % 128) | 128;
      rest = Math.floor(rest / 128);
    }
    this.#bytes[this.#length++] = rest;
  }

  number(field: number, value: number): void {
    this.varint(field << 3);
    this.varint(value);
  }

  bytes(field: number, bytes: Uint8Array): void {
    this.varint((field << 3) | 2);
    this.varint(bytes.length);
    this.#room(bytes.length);
    this.#bytes.set(bytes, this.#length);
    this.#length += bytes.length;
  }

  text(field: number, text: string): void {
    this.bytes(field, new TextEncoder().encode(text));
  }

  double(field: number, value: number): void {
    this.varint((field << 3) | 1);
    this.#room(8);
    new DataView(this.#bytes.buffer).setFloat64(this.#length, value, true);
    this.#length += 8;
  }

  packed(field: number, values: readonly number[]): void {
    const inner = new Writer();
    for (const value of values) inner.varint(value);
    this.bytes(field, inner.done());
  }

  done(): Uint8Array {
    return this.#bytes.subarray(0, this.#length);
  }
}

/** A tile of one layer (Mapbox Vector Tile 2.1); no bytes for no features. */
export function encodeTile(layer: string, features: readonly TileFeature[]): Uint8Array {
  if (features.length === 0) return new Uint8Array(0);
  const keys = new Map<string, number>();
  const values = new Map<TagValue, number>();
  const out = new Writer();
  out.number(15, 2);
  out.text(1, layer);
  for (const feature of features) out.bytes(2, featureBytes(feature, keys, values));
  for (const key of keys.keys()) out.text(3, key);
  for (const value of values.keys()) out.bytes(4, valueBytes(value));
  out.number(5, EXTENT);
  const tile = new Writer();
  tile.bytes(3, out.done());
  return tile.done().slice();
}

const numbered = <T>(known: Map<T, number>, value: T): number => {
  const number = known.get(value) ?? known.size;
  known.set(value, number);
  return number;
};

function featureBytes(
  { drawn, parts, id, tags }: TileFeature,
  keys: Map<string, number>,
  values: Map<TagValue, number>,
): Uint8Array {
  const out = new Writer();
  if (id !== undefined) out.number(1, id);
  const pairs = Object.entries(tags).flatMap(([key, value]) => [
    numbered(keys, key),
    numbered(values, value),
  ]);
  if (pairs.length > 0) out.packed(2, pairs);
  out.number(3, drawn);
  out.packed(4, drawn === DRAWN.point ? pointCommands(parts) : pathCommands(parts, drawn === DRAWN.area));
  return out.done();
}

function valueBytes(value: TagValue): Uint8Array {
  const out = new Writer();
  if (typeof value === 'string') out.text(1, value);
  else if (typeof value === 'boolean') out.number(7, value ? 1 : 0);
  else if (Number.isSafeInteger(value) && value >= 0) out.number(5, value);
  else out.double(3, value);
  return out.done();
}

function pointCommands(parts: readonly (readonly number[])[]): number[] {
  const commands = [command(COMMAND.move, parts.length)];
  let [x, y] = [0, 0];
  for (const [nextX = 0, nextY = 0] of parts) {
    commands.push(zigzag(nextX - x), zigzag(nextY - y));
    [x, y] = [nextX, nextY];
  }
  return commands;
}

function pathCommands(parts: readonly (readonly number[])[], closed: boolean): number[] {
  const commands: number[] = [];
  let [x, y] = [0, 0];
  for (const part of parts) {
    commands.push(command(COMMAND.move, 1));
    for (let at = 0; at < part.length; at += 2) {
      if (at === 2) commands.push(command(COMMAND.line, part.length / 2 - 1));
      const [nextX = 0, nextY = 0] = [part[at], part[at + 1]];
      commands.push(zigzag(nextX - x), zigzag(nextY - y));
      [x, y] = [nextX, nextY];
    }
    if (closed) commands.push(command(COMMAND.close, 1));
  }
  return commands;
}
