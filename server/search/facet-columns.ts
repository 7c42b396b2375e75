import { grown } from './growing.ts';

export type FacetCounts = Record<string, { value: string; count: number }[]>;

/** One value of a facet, or several that hold at once. */
export type FacetValues = Readonly<Record<string, string | readonly string[]>>;

/** For each document the values of each facet, as numbers. */
export interface FacetColumns {
  set(document: number, facets: FacetValues): void;
  move(from: number, to: number): void;
  /** Which documents have these values; null when all do. */
  matcher(filter: Readonly<Record<string, string | undefined>>): ((document: number) => boolean) | null;
  /** How often each value is there among the first `count` documents, the commonest first. */
  countsOf(documents: Uint32Array, count: number): FacetCounts;
}

interface Column {
  codes: Map<string, number>;
  values: string[];
  /** Values that stand together in a document, as codes, by the number of the group. */
  groups: number[][];
  groupNumbers: Map<string, number>;
  /** The group of each document. */
  of: Uint32Array;
}

const newColumn = (): Column => ({
  codes: new Map(),
  values: [],
  groups: [],
  groupNumbers: new Map(),
  of: new Uint32Array(1024),
});

export function createFacetColumns(names: readonly string[]): FacetColumns {
  const columns = new Map<string, Column>(names.map((name) => [name, newColumn()]));

  return {
    set(document, facets) {
      for (const [name, column] of columns) {
        column.of = grown(column.of, document);
        column.of[document] = groupOf(column, facets[name] ?? '');
      }
    },
    move(from, to) {
      for (const { of } of columns.values()) of[to] = of[from] ?? 0;
    },
    matcher(filter) {
      const wanted = [...columns].flatMap(([name, column]) => {
        const value = filter[name];
        return value === undefined || value === '' ? [] : [{ of: column.of, has: groupsWith(column, value) }];
      });
      if (wanted.length === 0) return null;
      return (document) => wanted.every(({ of, has }) => has[of[document] ?? 0] === 1);
    },
    countsOf: (documents, count) =>
      Object.fromEntries([...columns].map(([name, column]) => [name, countsIn(column, documents, count)])),
  };
}

function groupOf(column: Column, values: string | readonly string[]): number {
  const { groups, groupNumbers } = column;
  const key = typeof values === 'string' ? values : values.join('\n');
  const known = groupNumbers.get(key);
  if (known !== undefined) return known;
  const members = typeof values === 'string' ? [values] : [...new Set(values)];
  const number = groups.push(members.map((value) => codeOf(column, value))) - 1;
  groupNumbers.set(key, number);
  return number;
}

function codeOf({ codes, values }: Column, value: string): number {
  const known = codes.get(value);
  if (known !== undefined) return known;
  const code = values.push(value) - 1;
  codes.set(value, code);
  return code;
}

/** 1 for each group in which the value stands. */
function groupsWith({ codes, groups }: Column, value: string): Uint8Array {
  const code = codes.get(value) ?? -1;
  return Uint8Array.from(groups, (members) => (members.includes(code) ? 1 : 0));
}

function countsIn({ values, groups, of }: Column, documents: Uint32Array, count: number) {
  const inGroups = new Uint32Array(groups.length);
  for (let at = 0; at < count; at += 1) {
    const group = of[documents[at] ?? 0] ?? 0;
    inGroups[group] = (inGroups[group] ?? 0) + 1;
  }
  const counts = new Uint32Array(values.length);
  for (const [group, members] of groups.entries()) {
    const more = inGroups[group] ?? 0;
    if (more > 0) for (const code of members) counts[code] = (counts[code] ?? 0) + more;
  }
  return values
    .map((value, code) => ({ value, count: counts[code] ?? 0 }))
    .filter((each) => each.count > 0)
    .sort((one, other) => other.count - one.count || (one.value < other.value ? -1 : 1));
}
