import { Builder, type Offset } from 'flatbuffers';
import { DuckDBTypeId, type DuckDBType } from '@duckdb/node-api';

/** How Arrow stores a column: what the engine computes decides it. */
export type ArrowType =
  | { kind: 'int64' | 'float64' | 'utf8' | 'bool' | 'date32' | 'time64' | 'timestamp' }
  | { kind: 'decimal128'; width: number; scale: number };

export interface ArrowField {
  name: string;
  type: ArrowType;
  /** WKT in degrees of WGS 84: said in the words of GeoArrow. */
  isGeometry: boolean;
}

export function arrowType(type: DuckDBType): ArrowType {
  switch (type.typeId) {
    case DuckDBTypeId.TINYINT:
    case DuckDBTypeId.SMALLINT:
    case DuckDBTypeId.INTEGER:
    case DuckDBTypeId.BIGINT:
      return { kind: 'int64' };
    case DuckDBTypeId.HUGEINT:
      return { kind: 'decimal128', width: 38, scale: 0 };
    case DuckDBTypeId.DECIMAL: {
      const { width, scale } = type;
      return { kind: 'decimal128', width, scale };
    }
    case DuckDBTypeId.FLOAT:
    case DuckDBTypeId.DOUBLE:
      return { kind: 'float64' };
    case DuckDBTypeId.BOOLEAN:
      return { kind: 'bool' };
    case DuckDBTypeId.DATE:
      return { kind: 'date32' };
    case DuckDBTypeId.TIME:
      return { kind: 'time64' };
    case DuckDBTypeId.TIMESTAMP:
      return { kind: 'timestamp' };
    default:
      return { kind: 'utf8' };
  }
}

// Names and numbers of the fields are those of Schema.fbs and Message.fbs of the Arrow format.
const VERSION_5 = 4;
const HEADERS = { schema: 1, recordBatch: 3 } as const;
const MICROSECONDS = 2;

/** The tag and the table of a type in the union `Type`. */
function typeTable(builder: Builder, type: ArrowType): [tag: number, table: Offset] {
  switch (type.kind) {
    case 'int64':
      builder.startObject(2);
      builder.addFieldInt32(0, 64, 0);
      builder.addFieldInt8(1, 1, 0);
      return [2, builder.endObject()];
    case 'float64':
      builder.startObject(1);
      builder.addFieldInt16(0, 2, 0);
      return [3, builder.endObject()];
    case 'utf8':
      builder.startObject(0);
      return [5, builder.endObject()];
    case 'bool':
      builder.startObject(0);
      return [6, builder.endObject()];
    case 'decimal128':
      builder.startObject(3);
      builder.addFieldInt32(0, type.width, 0);
      builder.addFieldInt32(1, type.scale, 0);
      builder.addFieldInt32(2, 128, 128);
      return [7, builder.endObject()];
    case 'date32':
      builder.startObject(1);
      builder.addFieldInt16(0, 0, 1);
      return [8, builder.endObject()];
    case 'time64':
      builder.startObject(2);
      builder.addFieldInt16(0, MICROSECONDS, 1);
      builder.addFieldInt32(1, 64, 32);
      return [9, builder.endObject()];
    case 'timestamp':
      builder.startObject(2);
      builder.addFieldInt16(0, MICROSECONDS, 0);
      return [10, builder.endObject()];
  }
}

const GEOMETRY_WORDS = {
  'ARROW:extension:name': 'geoarrow.wkt',
  'ARROW:extension:metadata': '{"crs":"OGC:CRS84"}',
};

function offsets(builder: Builder, each: readonly Offset[]): Offset {
  builder.startVector(4, each.length, 4);
  for (const offset of each.toReversed()) builder.addOffset(offset);
  return builder.endVector();
}

function wordsTable(builder: Builder): Offset {
  const pairs = Object.entries(GEOMETRY_WORDS).map(([key, value]) => {
    const [keyAt, valueAt] = [builder.createString(key), builder.createString(value)];
    builder.startObject(2);
    builder.addFieldOffset(0, keyAt, 0);
    builder.addFieldOffset(1, valueAt, 0);
    return builder.endObject();
  });
  return offsets(builder, pairs);
}

function fieldTable(builder: Builder, { name, type, isGeometry }: ArrowField): Offset {
  const nameAt = builder.createString(name);
  const [tag, table] = typeTable(builder, type);
  const children = offsets(builder, []);
  const words = isGeometry ? wordsTable(builder) : 0;
  builder.startObject(7);
  builder.addFieldOffset(0, nameAt, 0);
  builder.addFieldInt8(1, 1, 0);
  builder.addFieldInt8(2, tag, 0);
  builder.addFieldOffset(3, table, 0);
  builder.addFieldOffset(5, children, 0);
  builder.addFieldOffset(6, words, 0);
  return builder.endObject();
}

/** The message that begins a stream. */
export function schemaMessage(fields: readonly ArrowField[]): Buffer {
  const builder = new Builder(1024);
  const each = offsets(
    builder,
    fields.map((field) => fieldTable(builder, field)),
  );
  builder.startObject(4);
  builder.addFieldOffset(1, each, 0);
  return message(builder, HEADERS.schema, builder.endObject(), []);
}

/** A column's count of missing values and its buffers. */
export interface ArrowColumn {
  missing: number;
  buffers: readonly Buffer[];
}

const ALIGNMENT = 8;
const padded = (length: number): number => Math.ceil(length / ALIGNMENT) * ALIGNMENT;

/** The message of some rows. */
export function batchMessage(rows: number, columns: readonly ArrowColumn[]): Buffer {
  const builder = new Builder(1024);
  const body = columns.flatMap(({ buffers }) => buffers);
  let at = 0;
  const places = body.map(({ length }): [number, number] => {
    const place: [number, number] = [at, length];
    at += padded(length);
    return place;
  });
  const nodes = pairs(
    builder,
    columns.map(({ missing }) => [rows, missing]),
  );
  const buffers = pairs(builder, places);
  builder.startObject(4);
  builder.addFieldInt64(0, BigInt(rows), 0n);
  builder.addFieldOffset(1, nodes, 0);
  builder.addFieldOffset(2, buffers, 0);
  return message(builder, HEADERS.recordBatch, builder.endObject(), body);
}

/** A vector of structs of two 64-bit numbers; a builder writes from the end. */
function pairs(builder: Builder, each: readonly (readonly [number, number])[]): Offset {
  builder.startVector(16, each.length, 8);
  for (const [first, second] of each.toReversed()) {
    builder.prep(8, 16);
    builder.writeInt64(BigInt(second));
    builder.writeInt64(BigInt(first));
  }
  return builder.endVector();
}

const CONTINUES = Buffer.from([0xff, 0xff, 0xff, 0xff]);
/** What ends a stream. */
export const END_OF_STREAM = Buffer.concat([CONTINUES, Buffer.alloc(4)]);

function message(builder: Builder, kind: number, header: Offset, body: readonly Buffer[]): Buffer {
  const bodyLength = body.reduce((sum, { length }) => sum + padded(length), 0);
  builder.startObject(5);
  builder.addFieldInt16(0, VERSION_5, 0);
  builder.addFieldInt8(1, kind, 0);
  builder.addFieldOffset(2, header, 0);
  builder.addFieldInt64(3, BigInt(bodyLength), 0n);
  builder.finish(builder.endObject());
  const words = builder.asUint8Array();
  const length = Buffer.alloc(4);
  length.writeInt32LE(padded(words.length));
  const parts = [words, ...body].flatMap((part) => [part, Buffer.alloc(padded(part.length) - part.length)]);
  return Buffer.concat([CONTINUES, length, ...parts]);
}
