type Numbers = Uint8Array | Uint16Array | Uint32Array | Float32Array;

/** An array with room for the place `at`: the same one, or one with the same content and half as much again. */
export function grown<T extends Numbers>(array: T, at: number): T {
  if (at < array.length) return array;
  const length = Math.max(at + 1, Math.ceil(array.length * 1.5));
  // Each kind of typed array makes its own kind.
  const larger = new (array.constructor as new (length: number) => T)(length);
  larger.set(array);
  return larger;
}
