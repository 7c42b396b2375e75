import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { CatalogueEntryView } from '../../../rules/catalogue/catalogue.schema.ts';
import type { DraftView } from '../../../rules/datasets/drafts.operations.ts';
import { testPlatform, type Platform } from '../../testing/platform.ts';
import {
  aFile,
  completed,
  openDataset,
  sendVersion,
  submitListing,
  writeDraft,
} from '../../testing/publishing.ts';

let platform: Platform;
let sharer: string;
beforeAll(async () => {
  platform = await testPlatform();
  const { items } = await platform.ask<{ items: { id: string; name: string }[] }>(null, 'GET', '/publishers');
  sharer = items.find(({ id }) => id === platform.bodies.other)?.name ?? '';
}, 60_000);
afterAll(() => platform.close());

const ROWS = '编号,名称\n0001,甲停车场\n0002,乙停车场\n';
let made = 0;

/** A draft that lacks nothing, and the entry of the catalogue that it is bound to. */
async function aDraft(): Promise<{ id: string; entryId: string }> {
  const { datasetId: id } = await sendVersion(platform, aFile(ROWS));
  made += 1;
  await writeDraft(platform, id, (entry) => completed(entry, `全市停车场基本信息第${made}批`));
  const { catalogueEntryId } = await platform.ask<DraftView>(
    platform.tokens.editor,
    'GET',
    `/datasets/${id}/draft`,
  );
  return { id, entryId: catalogueEntryId ?? '' };
}

/** Says in the catalogue that it was got from the other body. */
async function shareIn(
  entryId: string,
  status = 200,
  sharedFromId = platform.bodies.other,
): Promise<unknown> {
  const { ask, tokens } = platform;
  const path = `/catalogue-entries/${entryId}`;
  const { name, domain, openness, origin, summary, fields, revision } = await ask<CatalogueEntryView>(
    tokens.editor,
    'GET',
    path,
  );
  const body = { name, domain, openness, origin, summary, fields, revision, sharedFromId };
  return ask(tokens.editor, 'PUT', path, { body, status });
}

const refused = () => ({
  code: 'shared-data',
  provision: 'zb2019',
  detail: expect.stringContaining(sharer) as string,
});

describe('data that a body got by sharing', () => {
  it('[zb2019] given a draft of it, when prepared, then it is refused and the body that can list it is named', async () => {
    const { id, entryId } = await aDraft();
    await shareIn(entryId);
    const draft = await platform.ask<DraftView>(platform.tokens.editor, 'GET', `/datasets/${id}/draft`);
    expect(draft.findings).toContainEqual(
      expect.objectContaining({ code: 'shared-in', args: { body: sharer } }),
    );
    const body = { reason: '列入年度开放重点' };
    const path = `/datasets/${id}/prepare`;
    expect(await platform.ask(platform.tokens.editor, 'POST', path, { body, status: 409 })).toMatchObject(
      refused(),
    );
  });

  it('[zb2019] given it turned out to be shared after it was prepared, when submitted, then it is refused', async () => {
    const { id, entryId } = await aDraft();
    const { ask, tokens } = platform;
    const body = { reason: '列入年度开放重点' };
    const { workOrderId } = await ask<{ workOrderId: string }>(
      tokens.editor,
      'POST',
      `/datasets/${id}/prepare`,
      {
        body,
        status: 201,
      },
    );
    await shareIn(entryId);
    const path = `/work-orders/${workOrderId}/submit`;
    expect(await ask(tokens.reviewer, 'POST', path, { body: {}, status: 409 })).toMatchObject(refused());
  });

  it('[zb2019] given it turned out to be shared after it was submitted, when accepted, then it is refused and nothing is listed', async () => {
    const { id, entryId } = await aDraft();
    const { ask, tokens } = platform;
    const workOrderId = await submitListing(platform, id);
    await shareIn(entryId);
    const path = `/work-orders/${workOrderId}/accept`;
    expect(await ask(tokens.operator, 'POST', path, { body: {}, status: 409 })).toMatchObject(refused());
    expect(await ask(null, 'GET', `/datasets/${id}`, { status: 404 })).toMatchObject({ code: 'not-found' });
  });

  it('[zb2019] given it is on the list, when the catalogue is to say that it is shared, then the list comes first', async () => {
    const { datasetId: id } = await openDataset(platform, aFile(ROWS), '全市停车场收费信息');
    const path = `/datasets/${id}/draft`;
    const { catalogueEntryId, code } = await platform.ask<DraftView>(platform.tokens.editor, 'GET', path);
    expect(await shareIn(catalogueEntryId ?? '', 409)).toMatchObject({
      code: 'shared-data',
      detail: expect.stringContaining(code) as string,
    });
  });

  it('[zb2019] given a body that says it shared with itself, when saved, then it is refused', async () => {
    const { entryId } = await aDraft();
    expect(await shareIn(entryId, 400, platform.bodies.own)).toMatchObject({ code: 'invalid-input' });
  });
});
