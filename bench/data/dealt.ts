/** Numbers from 0 to 1 that are the same in every run (xorshift), by a name. */
export function dealt(name: string): () => number {
  let state = 2_166_136_261;
  for (const sign of name) state = Math.imul(state ^ (sign.codePointAt(0) ?? 0), 16_777_619) >>> 0 || 1;
  return () => {
    state ^= state << 13;
    state ^= state >>> 17;
    state ^= state << 5;
    state >>>= 0;
    return state / 2 ** 32;
  };
}
