import fc from 'fast-check';
import { v7 } from 'uuid';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { emptyEntry } from '../../../rules/datasets/list-entry.schema.ts';
import type { DatasetPage } from '../../../rules/datasets/datasets.operations.ts';
import { forgetDatasets } from '../../plugins/known-datasets.ts';
import { listShelf } from '../../open-list/list-shelf.ts';
import { LIST_FACETS } from '../../search/search-document.ts';
import { openListIndexOf } from '../../search/open-list-index.ts';
import { testPlatform, type Platform } from '../../testing/platform.ts';
import { aFile, openDataset } from '../../testing/publishing.ts';
import { countedByStore } from './testing/counted-by-store.queries.ts';

const RUNS = Number(process.env['KAISHU_RUNS'] ?? 100);
/** The full run makes 10,000 edits. */
const EDITS = RUNS > 100 ? 10 * RUNS : 120;
/** After so many edits the index is compared with one made from nothing. */
const COMPARED = RUNS > 100 ? 100 : 30;

const TOPICS = [
  '停车场信息',
  '公交站点',
  '养老机构名册',
  '空气质量日报',
  '行政处罚公示',
  '轨道交通客流2023年',
];
const QUERIES = [
  '停车场',
  '公交 站点',
  'yljg',
  'kongqi zhiliang',
  '行政处法',
  'metro',
  '交通委',
  '2023',
  '民政',
];
const BODIES = ['交通委员会', '民政局', '生态环境局', '交通委'];

const edit = fc.oneof(
  {
    weight: 4,
    arbitrary: fc.record({ act: fc.constant('list' as const), topic: fc.constantFrom(...TOPICS) }),
  },
  {
    weight: 3,
    arbitrary: fc.record({
      act: fc.constant('rename' as const),
      at: fc.nat(),
      topic: fc.constantFrom(...TOPICS),
    }),
  },
  {
    weight: 3,
    arbitrary: fc.record({
      act: fc.constant('move' as const),
      at: fc.nat(),
      state: fc.constantFrom('listed', 'open', 'suspended', 'withdrawn'),
    }),
  },
  {
    weight: 1,
    arbitrary: fc.record({ act: fc.constant('body' as const), name: fc.constantFrom(...BODIES) }),
  },
);
type Edit = typeof edit extends fc.Arbitrary<infer T> ? T : never;

let platform: Platform;
beforeAll(async () => {
  platform = await testPlatform();
}, 120_000);
afterAll(() => platform.close());

let written = 0;

/** Writes an edit to the rows as every use case does in the end, whichever it is. */
async function write(edited: Edit, ids: string[]): Promise<void> {
  const { db } = platform.services;
  written += 1;
  // A body has each name once.
  const name = 'topic' in edited ? `${edited.topic}${written}` : '';
  const at = 'at' in edited ? ids[edited.at % Math.max(1, ids.length)] : undefined;
  if (edited.act === 'list') {
    const id = v7();
    ids.push(id);
    const code = `SH-JTW-${900_000 + written}`;
    const entry = {
      ...emptyEntry(),
      name: edited.topic,
      domain: written % 3 === 0 ? 'health' : 'transport',
    };
    const now = new Date();
    await db
      .insertInto('dataset')
      .values({
        ...{ id, code, body_id: platform.bodies.own, catalogue_entry_id: null, name },
        ...{ state: 'listed', open_class: 'unconditional', entry: JSON.stringify(entry), draft: null },
        ...{ created_at: now, listed_at: now, changed_at: now },
      })
      .execute();
  } else if (edited.act === 'rename' && at)
    await db
      .updateTable('dataset')
      .set({ name, entry: JSON.stringify({ ...emptyEntry(), name }) })
      .where('id', '=', at)
      .execute();
  else if (edited.act === 'move' && at)
    await db.updateTable('dataset').set({ state: edited.state }).where('id', '=', at).execute();
  else if (edited.act === 'body')
    await db
      .updateTable('public_body')
      .set({ name: edited.name })
      .where('id', '=', platform.bodies.own)
      .execute();
  forgetDatasets(platform.services);
}

describe('the index of the open list', () => {
  it(
    '[xz-17] given random edits of the store, when the index is asked, then it answers as one made from nothing and counts as the store does',
    async () => {
      const { services } = platform;
      const index = openListIndexOf(services);
      const ids: string[] = [];
      const edits = fc.sample(edit, { numRuns: EDITS, seed: 20261122 });
      for (const [at, each] of edits.entries()) {
        await write(each, ids);
        await index.search('停车');
        if (at % COMPARED !== COMPARED - 1) continue;
        const fresh = openListIndexOf({ ...services, db: services.db.withoutPlugins() });
        for (const query of QUERIES) {
          const found = await index.search(query);
          expect([query, found]).toEqual([query, await fresh.search(query)]);
          const among = found.map(({ id }) => id);
          for (const filter of [{}, { domain: 'health' }, { openClass: 'unconditional', publisher: 'JTW' }]) {
            const counted = index.narrow(among, filter);
            for (const name of LIST_FACETS) {
              const facet = sorted(await countedByStore(services.db, name, { ...filter, among }));
              expect(sorted(counted.facets[name])).toEqual(facet);
              expect(counted.ids).toHaveLength(facet.reduce((sum, { count }) => sum + count, 0));
            }
          }
        }
        for (const filter of [{}, { domain: 'health' }]) {
          const { total, facets } = (await listShelf(services)).answer(filter);
          for (const name of LIST_FACETS) {
            const facet = sorted(await countedByStore(services.db, name, filter));
            expect(sorted(facets[name])).toEqual(facet);
            expect(total).toBe(facet.reduce((sum, { count }) => sum + count, 0));
          }
        }
      }
      expect((await index.search('停车场')).length).toBeGreaterThan(0);
    },
    RUNS > 100 ? 3_600_000 : 120_000,
  );

  it('[xz-17] given a dataset that was opened and then withdrawn, when it is asked for at once, then it is found and gone at the very next request', async () => {
    const asked = async (): Promise<string[]> => {
      const page = await platform.ask<DatasetPage>(null, 'GET', '/datasets?q=jingshuichang');
      return page.items.map(({ name }) => name);
    };
    expect(await asked()).toEqual([]);
    const { datasetId } = await openDataset(platform, aFile('名称,规模\n甲,3\n'), '净水厂运行情况');
    expect(await asked()).toEqual(['净水厂运行情况']);
    await platform.ask(platform.tokens.reviewer, 'POST', `/datasets/${datasetId}/withdraw`, {
      body: { reason: '数据有误' },
    });
    expect(await asked()).toEqual([]);
  }, 120_000);
});

const sorted = (facet: readonly { value: string; count: number }[]) =>
  facet.toSorted((one, other) => (one.value < other.value ? -1 : 1));
