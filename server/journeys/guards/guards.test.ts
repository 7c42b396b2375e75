import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { DraftView } from '../../../rules/datasets/drafts.operations.ts';
import { readUpload, sendFile } from '../../testing/publishing.ts';
import { aDraft, aName, attempt, openBench, ROWS, seen, the } from '../testing/guard-bench.ts';
import {
  AGAINST,
  FOUR_EYES,
  NO_DOCUMENT,
  OUTSIDE,
  OWN_WORK,
  SECRECY,
  SHARED_IN,
  UNGRADED,
  type Route,
} from './routes.ts';

beforeAll(openBench, 120_000);
afterAll(() => the().platform.close());

const refused = async (
  _route: string,
  tried: Route[1],
  code: string,
  reads: string,
  provision: string,
): Promise<void> => {
  const refusal = await tried();
  expect(refusal).toMatchObject({ code, provision });
  expect(seen(refusal)).toContain(reads);
};

const all$ =
  (provision: string) =>
  (...row: Route): Promise<void> =>
    refused(...row, provision);

describe('every guard of the open list, on every way around it', () => {
  it.each(SHARED_IN)(
    '[zb2019] given data got by sharing, when it goes by %s, then it is refused and the body that can list it is named',
    all$('zb2019'),
  );
  it.each(SECRECY)(
    '[grading2019] given no passed secrecy review of this very data, when it goes by %s, then it is refused',
    all$('grading2019'),
  );
  it.each(NO_DOCUMENT)(
    '[xz-11] given no explanatory document, when a listed class becomes stricter: %s, then it is refused',
    all$('xz-9'),
  );
  it.each(FOUR_EYES)(
    '[xz-11] given one person in all roles, when they go by %s, then it is refused',
    all$('xz-11'),
  );
  it.each(UNGRADED)('[xz-13] given a grade with %s, when it is handed on, then it is refused', all$('xz-14'));
  it.each(AGAINST)(
    '[xz-14] given a class against its grade, when it goes by %s, then it is refused',
    all$('xz-14'),
  );
  it.each(OUTSIDE)(
    '[xz-9] given data outside the catalogue, when it goes by %s, then it is refused',
    all$('xz-9'),
  );

  it('[xz-9] given an entry of another body’s catalogue, or none, when a file is confirmed for it, then there is no dataset', async () => {
    const other = await the().platform.ask<{ id: string }>(
      the().platform.tokens.otherEditor,
      'POST',
      '/catalogue-entries',
      {
        body: {
          name: '徐汇停车场',
          summary: '',
          domain: 'transport',
          openness: 'unconditional',
          origin: 'system',
          fields: [],
        },
        status: 201,
      },
    );
    for (const catalogueEntryId of [other.id, the().platform.services.newId()]) {
      const upload = await sendFile(the().platform, '停车场.csv', Buffer.from(ROWS));
      await readUpload(the().platform, upload);
      const body = { name: aName(), catalogueEntryId };
      const refusal = await attempt(the().platform.tokens.editor, `/uploads/${upload}/confirm`, body);
      expect([refusal.code, refusal.title]).toEqual(['not-found', '没有找到']);
    }
  });

  it('[grading2019] given whoever sent the data, when they would review it for secrecy, then it is refused', async () => {
    const id = await aDraft();
    const { editor } = the().all;
    const { revision, entry } = await the().platform.ask<DraftView>(editor, 'GET', `/datasets/${id}/draft`);
    await the().platform.ask(editor, 'PUT', `/datasets/${id}/draft`, { body: { revision, entry } });
    const body = { result: 'passed', evidence: '逐列核对' };
    const refusal = await attempt(the().all.reviewer, `/datasets/${id}/secrecy-reviews`, body);
    expect(refusal).toMatchObject({ code: 'four-eyes', provision: 'grading2019' });
    expect(seen(refusal)).toContain(OWN_WORK);
  });
});
