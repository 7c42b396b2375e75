/** Errors of formulas by the number that binary workbooks store. */
export const BINARY_ERRORS: Record<number, string> = {
  0x00: '#NULL!',
  0x07: '#DIV/0!',
  0x0f: '#VALUE!',
  0x17: '#REF!',
  0x1d: '#NAME?',
  0x24: '#NUM!',
  0x2a: '#N/A',
  0x2b: '#GETTING_DATA',
};

/** A number packed into 30 bits, as a whole number or as the upper half of a float, perhaps in hundredths. */
export function unpackRk(packed: number): number {
  let value: number;
  if (packed & 2) value = packed >> 2;
  else {
    const half = Buffer.alloc(8);
    half.writeInt32LE(packed & ~3, 4);
    value = half.readDoubleLE(0);
  }
  return packed & 1 ? value / 100 : value;
}
