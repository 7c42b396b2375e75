import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { emptyEntry, OPEN_CLASSES, type Field } from '../../rules/datasets/list-entry.schema.ts';
import { createJoinIndex, type JoinIndex } from './join-index.ts';
import { listedOf, type Listed } from './listed.ts';

const LABELS = ['停车场编号', '所在区', '区县', '车站名称', '企业名称', '统计月份号'];
const NAMES = ['parking_id', 'district', 'station', 'name', 'c1'];

const aField = fc.record({
  name: fc.constantFrom(...NAMES),
  label: fc.constantFrom(...LABELS),
  type: fc.constantFrom<Field['type'][]>('text', 'integer', 'date', 'decimal'),
});
const aDataset = fc.record({
  id: fc.integer({ min: 0, max: 12 }),
  openClass: fc.constantFrom(...OPEN_CLASSES),
  fields: fc.array(aField, { maxLength: 5 }),
});
type Drawn = typeof aDataset extends fc.Arbitrary<infer T> ? T : never;

const listed = ({ id, openClass, fields }: Drawn): Listed =>
  listedOf({
    id: String(id),
    code: `SH-JTW-${String(id).padStart(6, '0')}`,
    state: 'open',
    entry: {
      ...emptyEntry(),
      name: `数据集${String(id)}`,
      openClass,
      fields: fields.map((field) => ({ ...field, unit: '', description: '', binding: '' })),
    },
    publisher: { code: 'JTW', name: '市交通委', nameEn: '', district: null },
    ...{
      versionId: null,
      versionCreatedAt: null,
      withheldBefore: null,
      manifest: null,
      findings: [],
      placed: false,
    },
    ...{ dataUpdatedAt: null, listedAt: null, openedAt: null },
  });

/** What is there after each put or removal. */
function replayed(acts: readonly (Drawn & { gone: boolean })[]): {
  index: JoinIndex;
  kept: Map<string, Listed>;
} {
  const index = createJoinIndex();
  const kept = new Map<string, Listed>();
  for (const act of acts) {
    const before = kept.get(String(act.id));
    if (before) index.remove(before);
    kept.delete(String(act.id));
    if (act.gone) continue;
    const dataset = listed(act);
    index.put(dataset);
    kept.set(dataset.id, dataset);
  }
  return { index, kept };
}

const history = fc.array(
  fc.tuple(aDataset, fc.boolean()).map(([dataset, gone]) => ({ ...dataset, gone })),
  {
    maxLength: 40,
  },
);

const edgesOf = (index: JoinIndex, kept: ReadonlyMap<string, Listed>): string[] =>
  [...kept.values()].flatMap((dataset) =>
    index
      .joinedWith(dataset)
      .best.flatMap(({ dataset: other, ways }) =>
        ways.map(({ own, other: theirs }) =>
          [dataset.id, own.label, own.name, other.id, theirs.label, theirs.name].join('|'),
        ),
      ),
  );
const turnedEdge = (edge: string): string => {
  const [a = '', b = '', c = '', d = '', e = '', f = ''] = edge.split('|');
  return [d, e, f, a, b, c].join('|');
};

describe('where fields stand', () => {
  it('[xz-25-6] given any history of the list, then whoever is joined with another is joined with it by the same fields', () => {
    fc.assert(
      fc.property(history, (acts) => {
        const { index, kept } = replayed(acts);
        const edges = edgesOf(index, kept);
        expect(new Set(edges.map(turnedEdge))).toEqual(new Set(edges));
      }),
    );
  });

  it('[xz-25-6] given any history, then edges lead only to what is on the list now, never from or to closed data, and only by a like type', () => {
    fc.assert(
      fc.property(history, (acts) => {
        const { index, kept } = replayed(acts);
        for (const dataset of kept.values())
          for (const { dataset: other, ways } of index.joinedWith(dataset).best) {
            expect(kept.get(other.id)).toBe(other);
            expect([dataset.openClass, other.openClass]).not.toContain('closed');
            expect(ways.every(({ own, other: theirs }) => own.type === theirs.type)).toBe(true);
          }
      }),
    );
  });

  it('given any history, then the few that are asked for are the first of all', () => {
    fc.assert(
      fc.property(history, fc.integer({ min: 1, max: 4 }), (acts, most) => {
        const { index, kept } = replayed(acts);
        for (const dataset of kept.values()) {
          const all = index.joinedWith(dataset);
          const few = index.joinedWith(dataset, most);
          expect(few.total).toBe(all.best.length);
          expect(few.best).toEqual(all.best.slice(0, most));
        }
      }),
    );
  });

  it('given any history, then the index is the one that is built anew from what is left', () => {
    fc.assert(
      fc.property(history, (acts) => {
        const { index, kept } = replayed(acts);
        const anew = createJoinIndex();
        for (const dataset of kept.values()) anew.put(dataset);
        expect(new Set(edgesOf(index, kept))).toEqual(new Set(edgesOf(anew, kept)));
        expect(new Set(index.keys())).toEqual(new Set(anew.keys()));
        expect(index.size()).toBe(kept.size);
      }),
    );
  });
});
