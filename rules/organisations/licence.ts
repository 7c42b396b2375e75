/** Bytes of a licence, before it is written as base64. */
export const LARGEST_LICENCE = 5 * 1024 * 1024;
export const LICENCE_TYPES = ['image/jpeg', 'image/png', 'application/pdf'] as const;
export type LicenceType = (typeof LICENCE_TYPES)[number];

const SIGNS: readonly { type: LicenceType; from: readonly number[]; to: readonly number[] }[] = [
  { type: 'image/jpeg', from: [0xff, 0xd8, 0xff], to: [0xff, 0xd9] },
  { type: 'image/png', from: [0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a], to: [0xae, 0x42, 0x60, 0x82] },
  { type: 'application/pdf', from: [0x25, 0x50, 0x44, 0x46, 0x2d], to: [] },
];

/**
 * What the bytes are by their beginning, and for pictures by their end, so that one cut off on the way is refused;
 * null: none of {@link LICENCE_TYPES}. The file's name says nothing.
 */
export function licenceType(bytes: Uint8Array): LicenceType | null {
  const found = SIGNS.find(
    ({ from, to }) => stands(bytes, 0, from) && stands(bytes, bytes.length - to.length, to),
  );
  return found?.type ?? null;
}

const stands = (bytes: Uint8Array, at: number, sign: readonly number[]): boolean =>
  at >= 0 && bytes.length >= sign.length && sign.every((byte, place) => bytes[at + place] === byte);
