import { MalformedWkb, wktOfWkb } from '../../../../rules/reading/geo/wkb.ts';

const MAGIC = 0x4750;
const HEADER = 8;
/** Bytes of the envelope by its code in the flags. */
const ENVELOPES = [0, 32, 48, 48, 64];

/** The WKT of a geometry in the file's own form: a header, an envelope, then WKB. Empty for an empty one. */
function geometryText(bytes: Uint8Array): string | null {
  if (bytes.length < HEADER || (bytes[0] ?? 0) * 256 + (bytes[1] ?? 0) !== MAGIC) return null;
  const envelope = ENVELOPES[((bytes[3] ?? 0) >> 1) & 7];
  if (envelope === undefined) return null;
  try {
    return wktOfWkb(bytes.subarray(HEADER + envelope));
  } catch (error) {
    if (error instanceof MalformedWkb) return null;
    throw error;
  }
}

const hex = (bytes: Uint8Array): string =>
  Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength).toString('hex');

/** A value as text: numbers in full, bytes as hexadecimal digits, geometry as WKT. */
export function cellOfValue(value: unknown, isGeometry: boolean): string {
  if (value instanceof Uint8Array) return (isGeometry ? geometryText(value) : null) ?? hex(value);
  if (typeof value === 'string') return value;
  return typeof value === 'number' || typeof value === 'bigint' ? String(value) : '';
}
