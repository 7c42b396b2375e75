import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { RecordsPage } from '../../../rules/datasets/datasets.operations.ts';
import type { VersionView } from '../../../rules/versions/versions.operations.ts';
import { testPlatform, type Platform } from '../../testing/platform.ts';
import { aFile, openDataset, sendVersion } from '../../testing/publishing.ts';

const REASON = { reason: '看过：这一列是设备编号，前三位与手机号段相同' };
const rows = (values: readonly string[]): string =>
  ['序号,编号', ...values.map((each, at) => `${at},${each}`), ''].join('\n');
const HARMLESS = rows(Array.from({ length: 40 }, (_, at) => `设备-${at}`));
const LIKE_PHONES = rows(Array.from({ length: 40 }, (_, at) => `139${String(10_000_000 + at * 7919)}`));

describe('a next version with what looks like personal information', () => {
  let platform: Platform;
  beforeAll(async () => {
    platform = await testPlatform();
  }, 120_000);
  afterAll(() => platform.close());

  const step = (version: VersionView, event: string, token: string, status = 200) =>
    platform.ask(token, 'POST', `/versions/${version.id}/${event}`, {
      status,
      ...(event === 'release' && { body: REASON }),
    });
  const suspected = async (name: string) => {
    const { datasetId } = await openDataset(platform, aFile(HARMLESS), name);
    return sendVersion(platform, aFile(LIKE_PHONES), datasetId);
  };

  it('[xz-14-1] given a column that held none, when the next file has numbers of phones, then it is quarantined and the version before serves on', async () => {
    const { datasetId, version } = await suspected('出现手机号的数据');
    expect(version.state).toBe('quarantined');
    expect(version.findings).toMatchObject([
      {
        code: 'personal-information-new',
        args: { field: '编号', kind: 'phone', count: 40, looked: 40 },
        blocks: true,
      },
    ]);
    await step(version, 'publish', platform.tokens.reviewer, 409);
    const page = await platform.ask<RecordsPage>(null, 'GET', `/datasets/${datasetId}/records?limit=1`);
    expect(page).toMatchObject({ version: 1, items: [{ 编号: '设备-0' }] });
  });

  it('[xz-14-1] given such a version, when a second person finds it harmless, then it is released with the reason, published, and the next one passes', async () => {
    const { datasetId, version } = await suspected('只是像手机号的数据');
    await step(version, 'release', platform.tokens.editor, 403);
    await step(version, 'release', platform.tokens.reviewer);
    await step(version, 'publish', platform.tokens.reviewer);
    const { body } = await platform.services.db
      .selectFrom('event')
      .select('body')
      .where('thing_id', '=', version.id)
      .where('action', '=', 'version.release')
      .executeTakeFirstOrThrow();
    expect(JSON.parse(body)).toMatchObject({ reasons: [REASON.reason], provision: 'xz-14-1' });
    const next = await sendVersion(platform, aFile(LIKE_PHONES.replace('0,139', '0,138')), datasetId);
    expect(next.version.state).toBe('validated');
  });

  it('[xz-16-1] given a version that lacks a field besides, when anyone would release it, then it stays', async () => {
    const { datasetId } = await openDataset(platform, aFile(HARMLESS), '少了字段的数据');
    const { version } = await sendVersion(
      platform,
      aFile(LIKE_PHONES.replaceAll(/^\d+,|^序号,/gm, '')),
      datasetId,
    );
    expect(version.findings.map(({ code }) => code)).toContain('field-gone');
    await step(version, 'release', platform.tokens.reviewer, 409);
  });
});
