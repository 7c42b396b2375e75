interface Primitive {
  source?: string;
}
/** What the runtime has and its types lack yet: the text of a primitive as it was written, and writing it so again. */
interface ExactJson {
  parse(text: string, revive: (key: string, value: unknown, context: Primitive) => unknown): unknown;
  rawJSON(text: string): object;
}
const exact = JSON as unknown as ExactJson;

/** JSON whose numbers keep their digits: written again by `JSON.stringify` they are as they came. Throws `SyntaxError`. */
export const parseExactly = (text: string): unknown =>
  exact.parse(text, (_key, value, { source }) =>
    typeof value === 'number' && source !== undefined ? exact.rawJSON(source) : value,
  );

/** What lies at a path of names joined with dots; undefined where there is nothing. */
export function atPath(value: unknown, path: string): unknown {
  let here = value;
  for (const name of path === '' ? [] : path.split('.')) {
    if (typeof here !== 'object' || here === null) return undefined;
    const held: unknown = Object.getOwnPropertyDescriptor(here, name)?.value;
    here = held;
  }
  return here;
}
