/** What people write for true and false. */
export const BOOLEAN_WORDS: readonly (readonly [string, string])[] = [
  ['true', 'false'],
  ['是', '否'],
  ['yes', 'no'],
];

/** The value of a trimmed text, or undefined when it is no boolean word. Single letters and 0/1 stay what they are. */
export function parseBoolean(text: string): boolean | undefined {
  if (text.length > 5) return undefined;
  const lower = text.toLowerCase();
  for (const [yes, no] of BOOLEAN_WORDS) {
    if (lower === yes) return true;
    if (lower === no) return false;
  }
  return undefined;
}
