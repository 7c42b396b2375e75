import { grown } from './growing.ts';

export type FacetCounts = Record<string, { value: string; count: number }[]>;

/** For each document one value of each facet, as a number. */
export interface FacetColumns {
  set(document: number, facets: Readonly<Record<string, string>>): void;
  move(from: number, to: number): void;
  /** Which documents have these values; null when all do. */
  matcher(filter: Readonly<Record<string, string | undefined>>): ((document: number) => boolean) | null;
  /** How often each value is there among the first `count` documents, the commonest first. */
  countsOf(documents: Uint32Array, count: number): FacetCounts;
}

interface Column {
  codes: Map<string, number>;
  values: string[];
  of: Uint32Array;
}

export function createFacetColumns(names: readonly string[]): FacetColumns {
  const columns = new Map<string, Column>(
    names.map((name) => [name, { codes: new Map(), values: [], of: new Uint32Array(1024) }]),
  );

  return {
    set(document, facets) {
      for (const [name, column] of columns) {
        column.of = grown(column.of, document);
        column.of[document] = codeOf(column, facets[name] ?? '');
      }
    },
    move(from, to) {
      for (const { of } of columns.values()) of[to] = of[from] ?? 0;
    },
    matcher(filter) {
      const wanted = [...columns].flatMap(([name, { codes, of }]) => {
        const value = filter[name];
        return value === undefined || value === '' ? [] : [{ of, code: codes.get(value) ?? -1 }];
      });
      return wanted.length === 0 ? null : (document) => wanted.every(({ of, code }) => of[document] === code);
    },
    countsOf: (documents, count) =>
      Object.fromEntries([...columns].map(([name, column]) => [name, countsIn(column, documents, count)])),
  };
}

function codeOf({ codes, values }: Column, value: string): number {
  const known = codes.get(value);
  if (known !== undefined) return known;
  const code = values.push(value) - 1;
  codes.set(value, code);
  return code;
}

function countsIn({ values, of }: Column, documents: Uint32Array, count: number): FacetCounts[string] {
  const counts = new Uint32Array(values.length);
  for (let at = 0; at < count; at += 1) {
    const code = of[documents[at] ?? 0] ?? 0;
    counts[code] = (counts[code] ?? 0) + 1;
  }
  return values
    .map((value, code) => ({ value, count: counts[code] ?? 0 }))
    .filter((each) => each.count > 0)
    .sort((one, other) => other.count - one.count || (one.value < other.value ? -1 : 1));
}
