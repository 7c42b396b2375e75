import { collectionOf, wktOf, type Dimensions, type GeometryKind, type Positions } from './wkt.ts';

/** The bytes are no well-formed WKB: counts that lie, unknown kinds, an end before the end. */
export class MalformedWkb extends Error {}

const KINDS: readonly (GeometryKind | undefined)[] = [
  undefined,
  'POINT',
  'LINESTRING',
  'POLYGON',
  'MULTIPOINT',
  'MULTILINESTRING',
  'MULTIPOLYGON',
];
const COLLECTION = 7;
/** Collections inside one another. */
const DEEPEST = 32;
const DIMENSIONS: readonly Dimensions[] = ['', 'Z', 'M', 'ZM'];

/** A walk through WKB; every count is held against the bytes that are left before anything is made. */
class WkbReader {
  private at = 0;
  private littleEndian = true;
  private readonly view: DataView;

  constructor(bytes: Uint8Array) {
    this.view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  }

  geometry(depth = 0): string {
    const { code, dimensions } = this.head();
    if (code === COLLECTION) {
      if (depth >= DEEPEST) throw new MalformedWkb('Collections lie too deep');
      return collectionOf(this.many(9, () => this.geometry(depth + 1)));
    }
    const kind = KINDS[code];
    if (kind === undefined) throw new MalformedWkb(`Unknown kind of geometry ${code}`);
    return wktOf(kind, dimensions, this.body(code, dimensions));
  }

  private body(code: number, dimensions: Dimensions): Positions {
    const size = (2 + dimensions.length) * 8;
    const line = (): Positions[] => this.many(size, () => this.position(dimensions));
    switch (code) {
      case 1:
        return this.position(dimensions);
      case 2:
        return line();
      case 3:
        return this.many(4, line);
      default:
        return this.many(5, () => this.member(code - 3));
    }
  }

  /** A part of a geometry of many; parts without positions say nothing and are left out. */
  private member(expected: number): Positions {
    const { code, dimensions } = this.head();
    if (code !== expected) throw new MalformedWkb(`A part is of kind ${code}, not ${expected}`);
    return this.body(code, dimensions);
  }

  private many<T extends string | Positions>(bytesEach: number, read: () => T): T[] {
    const count = this.view.byteLength - this.at >= 4 ? this.uint() : Infinity;
    if (count > (this.view.byteLength - this.at) / bytesEach)
      throw new MalformedWkb('A count is larger than the bytes');
    const items: T[] = [];
    for (let i = 0; i < count; i++) {
      const item = read();
      if (item.length > 0) items.push(item);
    }
    return items;
  }

  private head(): { code: number; dimensions: Dimensions } {
    if (this.view.byteLength - this.at < 5) throw new MalformedWkb('The bytes end early');
    this.littleEndian = this.view.getUint8(this.at++) === 1;
    const type = this.uint();
    const extended = (type & 0x80000000 ? 1 : 0) + (type & 0x40000000 ? 2 : 0);
    if (type & 0x20000000) this.uint();
    const plain = type & 0x0fffffff;
    const dimensions = DIMENSIONS[extended || Math.floor(plain / 1000)];
    if (dimensions === undefined) throw new MalformedWkb(`Unknown kind of geometry ${plain}`);
    return { code: plain % 1000, dimensions };
  }

  private uint(): number {
    if (this.view.byteLength - this.at < 4) throw new MalformedWkb('The bytes end early');
    this.at += 4;
    return this.view.getUint32(this.at - 4, this.littleEndian);
  }

  /** Empty for the point of nothing but NaN, which stands for no point. */
  private position(dimensions: Dimensions): string {
    const length = 2 + dimensions.length;
    if (this.view.byteLength - this.at < length * 8) throw new MalformedWkb('The bytes end early');
    let text = '';
    let nothing = true;
    for (let i = 0; i < length; i++) {
      const value = this.view.getFloat64(this.at, this.littleEndian);
      this.at += 8;
      if (!Number.isNaN(value)) nothing = false;
      text += (i === 0 ? '' : ' ') + String(value);
    }
    return nothing ? '' : text;
  }
}

/** The WKT of a geometry in WKB (of ISO or PostGIS form), doubles written shortest. Throws MalformedWkb. */
export const wktOfWkb = (bytes: Uint8Array): string => new WkbReader(bytes).geometry();
