import { DRAWN, type Drawn, type TagValue, type TileFeature } from './mvt-encode.ts';

/** A walk along the fields of a message of protocol buffers. */
class Reader {
  readonly #bytes: Uint8Array;
  #at = 0;

  constructor(bytes: Uint8Array) {
    this.#bytes = bytes;
  }

  get more(): boolean {
    return this.#at < this.#bytes.length;
  }

  varint(): number {
    let value = 0;
    let factor = 1;
    for (;;) {
      const byte = this.#bytes[this.#at++] ?? 0;
      value += (byte & 127) * factor;
      if (byte < 128) return value;
      factor *= 128;
    }
  }

  bytes(): Uint8Array {
    const length = this.varint();
    this.#at += length;
    return this.#bytes.subarray(this.#at - length, this.#at);
  }

  double(): number {
    this.#at += 8;
    const { buffer, byteOffset } = this.#bytes;
    return new DataView(buffer, byteOffset + this.#at - 8, 8).getFloat64(0, true);
  }

  packed(): number[] {
    const inner = new Reader(this.bytes());
    const values: number[] = [];
    while (inner.more) values.push(inner.varint());
    return values;
  }
}

const textOf = (bytes: Uint8Array): string => new TextDecoder().decode(bytes);

/** The features of a tile that we made ({@link encodeTile}); none of no bytes. */
export function decodeTile(bytes: Uint8Array): TileFeature[] {
  const tile = new Reader(bytes);
  if (!tile.more) return [];
  tile.varint();
  const layer = new Reader(tile.bytes());
  const keys: string[] = [];
  const values: TagValue[] = [];
  const features: Uint8Array[] = [];
  while (layer.more) {
    const field = layer.varint() >> 3;
    if (field === 2) features.push(layer.bytes());
    else if (field === 3) keys.push(textOf(layer.bytes()));
    else if (field === 4) values.push(valueOf(new Reader(layer.bytes())));
    else if (field === 1) layer.bytes();
    else layer.varint();
  }
  return features.map((each) => featureOf(new Reader(each), keys, values));
}

function valueOf(value: Reader): TagValue {
  const field = value.varint() >> 3;
  if (field === 1) return textOf(value.bytes());
  if (field === 3) return value.double();
  return field === 7 ? value.varint() === 1 : value.varint();
}

function featureOf(feature: Reader, keys: readonly string[], values: readonly TagValue[]): TileFeature {
  let id: number | undefined;
  let drawn: Drawn = DRAWN.point;
  let pairs: number[] = [];
  let commands: number[] = [];
  while (feature.more) {
    const field = feature.varint() >> 3;
    if (field === 1) id = feature.varint();
    else if (field === 2) pairs = feature.packed();
    else if (field === 3) drawn = drawnOf(feature.varint());
    else commands = feature.packed();
  }
  const tags: Record<string, TagValue> = {};
  for (let at = 0; at < pairs.length; at += 2)
    tags[keys[pairs[at] ?? 0] ?? ''] = values[pairs[at + 1] ?? 0] ?? '';
  return { drawn, parts: partsOf(commands), tags, ...(id !== undefined && { id }) };
}

const drawnOf = (number: number): Drawn =>
  Object.values(DRAWN).find((known) => known === number) ?? DRAWN.point;
const signed = (value: number): number => (value >>> 1) ^ -(value & 1);

function partsOf(commands: readonly number[]): number[][] {
  const parts: number[][] = [];
  let [x, y, at] = [0, 0, 0];
  while (at < commands.length) {
    const head = commands[at++] ?? 0;
    for (let left = (head & 7) === 7 ? 0 : head >> 3; left > 0; left -= 1) {
      x += signed(commands[at++] ?? 0);
      y += signed(commands[at++] ?? 0);
      if ((head & 7) === 1) parts.push([x, y]);
      else parts.at(-1)?.push(x, y);
    }
  }
  return parts;
}
