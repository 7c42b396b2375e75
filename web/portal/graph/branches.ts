import type { GraphGroup } from '../../../rules/graph/graph.operations.ts';

/** Heights in rows: a group has a head and its items, and half a row parts it from the next. */
const HEAD = 1;
const GAP = 0.5;

interface Laid {
  /** Where the links of the group part. */
  hub: number;
  /** The middle of each item. */
  items: number[];
}

/** Where groups stand one under the other, in rows from the top; pages lay them out by the same heights. */
export function layOut(groups: readonly Pick<GraphGroup, 'items'>[]): { rows: number; groups: Laid[] } {
  let top = 0;
  const laid = groups.map(({ items }): Laid => {
    const middles = items.map((_, place) => top + HEAD + place + 0.5);
    const hub = top + (HEAD + items.length) / 2;
    top += HEAD + items.length + GAP;
    return { hub, items: middles };
  });
  return { rows: Math.max(1, top - GAP), groups: laid };
}

/** One bundle of links: a trunk from the focus (x = 0, in the middle) to the hub, and from there a link to each item (x = 100). */
export interface Bundle {
  trunk: string;
  twigs: string;
  count: number;
}

export function bundles(groups: readonly Pick<GraphGroup, 'items' | 'total'>[]): {
  rows: number;
  bundles: Bundle[];
} {
  const { rows, groups: laid } = layOut(groups);
  const middle = n(rows / 2);
  return {
    rows,
    bundles: laid.map(({ hub, items }, place) => ({
      trunk: `M0 ${middle}C28 ${middle} 20 ${n(hub)} 48 ${n(hub)}`,
      twigs: items.map((y) => `M48 ${n(hub)}C72 ${n(hub)} 72 ${n(y)} 100 ${n(y)}`).join(''),
      count: groups[place]?.total ?? 0,
    })),
  };
}

const n = (value: number): string => String(Math.round(value * 100) / 100);
