import fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { DraftView } from '../../../rules/datasets/drafts.operations.ts';
import type { CatalogueEntryView } from '../../../rules/catalogue/catalogue.schema.ts';
import { OPEN_CLASSES, type OpenClass } from '../../../rules/datasets/list-entry.schema.ts';
import type { Page } from '../../../rules/api/views.ts';
import type { MismatchView, OpenRate } from '../../../rules/reconciliation/reconciliation.operations.ts';
import { aFile, openDataset } from '../../testing/publishing.ts';
import { testPlatform, type Platform } from '../../testing/platform.ts';
import { reconcile } from './reconcile.ts';

const ROWS = '编号,名称,泊位数\n0001,甲停车场,120\n0002,乙停车场,80\n';
let platform: Platform;
beforeAll(async () => {
  platform = await testPlatform();
}, 60_000);
afterAll(() => platform.close());

let entries = 0;
async function anEntry(openness: OpenClass): Promise<CatalogueEntryView> {
  entries += 1;
  const body = {
    name: `核对用目录（${entries}）`,
    summary: '',
    domain: 'transport',
    openness,
    origin: 'system',
    fields: [],
  };
  return platform.ask(platform.tokens.editor, 'POST', '/catalogue-entries', { body, status: 201 });
}
async function declare(entry: CatalogueEntryView, openness: OpenClass): Promise<CatalogueEntryView> {
  const { name, summary, domain, origin, fields, revision } = entry;
  return platform.ask(platform.tokens.editor, 'PUT', `/catalogue-entries/${entry.id}`, {
    body: { name, summary, domain, origin, fields, openness, revision },
  });
}
const board = async (query = ''): Promise<MismatchView[]> =>
  (await platform.ask<Page<MismatchView>>(platform.tokens.operator, 'GET', `/mismatches?limit=100${query}`))
    .items;
const of = (items: MismatchView[], entryId: string): MismatchView[] =>
  items.filter(({ entry }) => entry?.id === entryId);

async function anOpenDataset(): Promise<{ datasetId: string; entry: CatalogueEntryView }> {
  entries += 1;
  const { datasetId } = await openDataset(platform, aFile(ROWS), `核对用数据集信息（${entries}）`);
  const { editor } = platform.tokens;
  const draft = await platform.ask<DraftView>(editor, 'GET', `/datasets/${datasetId}/draft`);
  const path = `/catalogue-entries/${draft.catalogueEntryId}`;
  return { datasetId, entry: await platform.ask<CatalogueEntryView>(editor, 'GET', path) };
}

describe('the board of mismatches', () => {
  it('[plan2023-2.3] given an entry declared open that is not on the list, when compared, then a work order stands until the entry is declared closed', async () => {
    const entry = await anEntry('unconditional');
    await reconcile(platform.services);
    const [found] = of(await board(), entry.id);
    expect(found).toMatchObject({
      kind: 'not-listed',
      state: 'found',
      declared: 'unconditional',
      listed: null,
    });
    expect(found?.code).toMatch(/^HD-\d{4}-\d{6}$/);
    expect(found?.clock.limit).toBe(10);
    await reconcile(platform.services);
    expect(of(await board(), entry.id)).toHaveLength(1);
    await declare(entry, 'closed');
    await reconcile(platform.services);
    expect(of(await board(), entry.id)).toEqual([]);
    expect(of(await board('&state=resolved'), entry.id)).toMatchObject([
      { code: found?.code, state: 'resolved', clock: { state: 'done' }, can: { explain: false } },
    ]);
  });

  it('[plan2023-2.3] given an open dataset, when its entry is declared otherwise or its data is suspended, then each is found and goes away again', async () => {
    const { datasetId, entry } = await anOpenDataset();
    await reconcile(platform.services);
    expect(of(await board(), entry.id)).toEqual([]);
    const changed = await declare(entry, 'conditional');
    await reconcile(platform.services);
    expect(of(await board(), entry.id)).toMatchObject([
      { kind: 'other-class', declared: 'conditional', listed: 'unconditional', dataset: { id: datasetId } },
    ]);
    await declare(changed, 'unconditional');
    const { reviewer } = platform.tokens;
    await platform.ask(reviewer, 'POST', `/datasets/${datasetId}/suspend`, { body: { reason: '核实中' } });
    await reconcile(platform.services);
    expect(of(await board(), entry.id)).toMatchObject([{ kind: 'suspended' }]);
    await platform.ask(reviewer, 'POST', `/datasets/${datasetId}/resume`, { body: { reason: '已核实' } });
    await reconcile(platform.services);
    expect(of(await board(), entry.id)).toEqual([]);
  });

  it('[plan2023-2.3] given a mismatch, when its body explains it, then the words are shown and it stands all the same', async () => {
    const entry = await anEntry('conditional');
    await reconcile(platform.services);
    const [found] = of(await board(), entry.id);
    const path = `/mismatches/${found?.id}/explain`;
    const body = { explanation: '数据正在整理，本月底前列入清单。' };
    await platform.ask(platform.tokens.reviewer, 'POST', path, { body, status: 403 });
    await platform.ask(platform.tokens.otherEditor, 'POST', path, { body, status: 404 });
    expect(await platform.ask(platform.tokens.editor, 'POST', path, { body })).toMatchObject({
      state: 'explained',
      provision: 'plan2023-2.3',
    });
    await reconcile(platform.services);
    expect(of(await board(), entry.id)).toMatchObject([{ state: 'explained', ...body }]);
    expect(of(await board('&kind=no-data'), entry.id)).toEqual([]);
  });

  it('[plan2023-2.3] given any declarations, when compared, then the board is empty exactly where both sides agree, and the rate says so', async () => {
    const { entry } = await anOpenDataset();
    let current = await platform.ask<CatalogueEntryView>(
      platform.tokens.editor,
      'GET',
      `/catalogue-entries/${entry.id}`,
    );
    let lone = await anEntry('closed');
    await fc.assert(
      fc.asyncProperty(
        fc.array(fc.tuple(fc.constantFrom('bound', 'lone'), fc.constantFrom(...OPEN_CLASSES)), {
          minLength: 1,
          maxLength: 4,
        }),
        async (declarations) => {
          for (const [which, openness] of declarations) {
            if (which === 'bound') current = await declare(current, openness);
            else lone = await declare(lone, openness);
          }
          await reconcile(platform.services);
          const standing = await board();
          expect(of(standing, current.id).length === 0).toBe(current.openness === 'unconditional');
          expect(of(standing, lone.id).length === 0).toBe(lone.openness === 'closed');
          const rate = await platform.ask<{ bodies: OpenRate[] }>(
            platform.tokens.operator,
            'GET',
            '/reconciliation',
          );
          const own = rate.bodies.find(({ publisher }) => publisher.id === platform.bodies.own);
          expect(own?.mismatches).toBe(
            standing.filter(({ publisher }) => publisher.id === platform.bodies.own).length,
          );
          expect(own && own.declaredOpen - own.agreeing).toBe(
            new Set(
              standing
                .filter(
                  ({ declared, publisher }) => declared !== 'closed' && publisher.id === platform.bodies.own,
                )
                .map(({ entry: at }) => at?.id),
            ).size,
          );
        },
      ),
      { numRuns: 15 },
    );
  });
});
