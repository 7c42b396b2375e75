const PLAIN = /^[\p{L}_$][\p{L}\p{N}_$-]*$/u;
const STEP = /\.([\p{L}_$][\p{L}\p{N}_$-]*)|\[("(?:[^"\\]|\\.)*")\]/uy;

/** Where a table stands in a document, as JSONPath: `$.data.items`, `$["a.b"]`. */
export const pathName = (keys: readonly string[]): string =>
  `$${keys.map((key) => (PLAIN.test(key) ? `.${key}` : `[${JSON.stringify(key)}]`)).join('')}`;

/** The keys of a path that `pathName` wrote. */
export function pathKeys(name: string): string[] {
  const keys: string[] = [];
  STEP.lastIndex = 1;
  for (let found = STEP.exec(name); found; found = STEP.exec(name))
    keys.push(found[1] ?? String(JSON.parse(found[2] ?? '""')));
  return keys;
}
