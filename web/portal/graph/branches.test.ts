import { describe, expect, it } from 'vitest';
import { bundles, layOut } from './branches.ts';
import { placeIn, walkTo } from './graph-links.ts';

const nothing = { kind: 'field', key: 'k', name: 'k', nameEn: '', size: 1, dataset: null } as const;
const groupOf = (count: number) => ({ items: Array.from({ length: count }, () => nothing), total: count });

describe('the picture of a neighbourhood', () => {
  it('given two groups, then each has a head, its items and half a row after it, and the hub is in its middle', () => {
    expect(layOut([groupOf(2), groupOf(1)])).toEqual({
      rows: 5.5,
      groups: [
        { hub: 1.5, items: [1.5, 2.5] },
        { hub: 4.5, items: [5] },
      ],
    });
  });

  it('given groups, then all trunks begin at the focus and each has a twig to every item', () => {
    const { bundles: drawn } = bundles([groupOf(3), groupOf(2)]);
    expect(drawn.every(({ trunk }) => trunk.startsWith('M0 3.75C'))).toBe(true);
    expect(drawn.map(({ twigs }) => twigs.split('M').length - 1)).toEqual([3, 2]);
  });

  it('given a node, then its address names it again, whatever its name is', () => {
    const node = { kind: 'field', key: '站点 & #编号' } as const;
    const search = new URL(walkTo(node), 'http://localhost').searchParams;
    expect(placeIn(search.get('at'))).toEqual(node);
    expect([placeIn(null), placeIn('field'), placeIn('field:')]).toEqual([null, null, null]);
  });
});
