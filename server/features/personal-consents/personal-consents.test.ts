import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { DatasetView, RecordsPage } from '../../../rules/datasets/datasets.operations.ts';
import type { OutputOf } from '../../../rules/api/operation.ts';
import type {
  getOwnRecords,
  listPersonalConsents,
  PersonalConsentView,
} from '../../../rules/personal-consents/personal-consents.operations.ts';
import { systemCall } from '../../system-call.ts';
import { openConditional } from '../../testing/granted.ts';
import { anOrganisation, aPerson, aToken } from '../../testing/people.ts';
import { testPlatform, type Platform } from '../../testing/platform.ts';
import { aFile } from '../../testing/publishing.ts';
import { keepIdentity } from '../accounts/index.ts';
import { beginGrant } from '../grants/index.ts';

/** Invented: there is no region 990000. */
const LIN = '990000198804019010';
const ZHOU = '990000199007073027';
const STRANGER = '990000197608151036';
const FILE = aFile(
  `证件号码,就诊日期,药名\n${[
    `${LIN},2026-01-02,甲药`,
    `${ZHOU},2026-01-03,SECRET乙`,
    `${LIN},2026-02-04,丙药`,
    `${STRANGER},2026-02-05,SECRET丁`,
  ].join('\n')}\n`,
);
const HIDDEN = /SECRET|990000/;

let platform: Platform;
let dataset: Pick<DatasetView, 'id' | 'code'>;
let firmId: string;
let firm: string;
let lin: string;
let column: string;
const UNTIL = '2026-12-31';

async function aPatient(userName: string, number: string | undefined): Promise<string> {
  const { services } = platform;
  const roles = [{ role: 'person' as const }];
  const person = await aPerson(services, { userName, assuranceLevel: 3, roles });
  await services.db.transaction().execute((trx) => keepIdentity(trx, services, person.accountId, number));
  return aToken(services, person);
}

beforeAll(async () => {
  platform = await testPlatform();
  const { services, bodies, tokens } = platform;
  dataset = await openConditional(platform, FILE, '门诊用药');
  const { fields } = await platform.ask<DatasetView>(null, 'GET', `/datasets/${dataset.id}`);
  column = fields[0]?.name ?? '';
  firmId = await anOrganisation(services, '浦江人寿理赔有限公司');
  const roles = [{ role: 'organisation-member' as const, organisationId: firmId }];
  const member = await aPerson(services, { userName: 'claims', roles });
  firm = await aToken(services, member);
  await platform.ask(tokens.reviewer, 'PUT', `/personal-datasets/${dataset.id}`, { body: { column } });
  await services.db.transaction().execute((trx) =>
    beginGrant(trx, systemCall(services), {
      ...{ agreementId: services.newId(), dataset, bodyId: bodies.own },
      ...{ ownerId: member.accountId, organisationId: firmId },
      terms: {
        ...{ fields: fields.slice(1).map(({ name }) => name), where: null, callsPerDay: null },
        ...{ callsPerMinute: null, rowsInAll: null, addresses: [], system: null },
        ...{ from: '2020-01-01', until: '2099-12-31' },
      },
    }),
  );
  lin = await aPatient('lin', LIN);
}, 120_000);
afterAll(() => platform.close());

const ask = (path: string, token = firm) =>
  platform.app.inject({ url: `/api/v1${path}`, headers: { authorization: `Bearer ${token}` } });
const at = (way: string, parts: Record<string, string> = {}): string =>
  `/datasets/${dataset.code}/${way}?${new URLSearchParams(parts).toString()}`;
const bySql = (sql: string) =>
  platform.app.inject({
    ...{ method: 'POST', url: '/api/v1/sql', headers: { authorization: `Bearer ${firm}` } },
    payload: { sql, format: 'json' },
  });
const give = (token: string, status = 201) =>
  platform.ask<PersonalConsentView>(token, 'POST', '/personal-consents', {
    body: { datasetId: dataset.id, organisationId: firmId, until: UNTIL },
    status,
  });
const drugs = async (): Promise<unknown[]> => {
  const answer = await ask(at('records', { limit: '50' }));
  expect(answer.statusCode, answer.body).toBe(200);
  return answer.json<RecordsPage>().items.map((row) => Object.values(row).at(-1));
};

/** Every way out that tells of rows, with how many of them it tells. */
async function seenByEveryWay(): Promise<{ bodies: string[]; counts: unknown[] }> {
  const answers = [
    await ask(at('records')),
    await ask(at('records', { select: 'count(*) as n' })),
    await ask(at('records', { select: 'max(药名) as m' })),
    await ask(at('records', { groupBy: '药名', orderBy: '药名' })),
    await ask(at('records', { where: "药名 like 'SECRET%'" })),
    await ask(at('records', { orderBy: '就诊日期 desc' })),
    await ask(at('exports/csv')),
    await ask(at('exports/jsonl')),
    await bySql(`select * from "${dataset.code}"`),
    await bySql(`select count(*) as n from "${dataset.code}" where 药名 is not null`),
  ];
  for (const answer of answers) expect(answer.statusCode, answer.body).toBeLessThan(500);
  const rows = (place: number) => answers[place]?.json<RecordsPage>().items;
  return {
    bodies: answers.map(({ body }) => body),
    counts: [rows(0)?.length, rows(1)?.[0]?.['n'], rows(4)?.length],
  };
}

describe('data of persons', () => {
  it('[plan2023-3.4] given nobody’s consent, when the firm asks by whatever way, then no row of anybody is served', async () => {
    const { bodies, counts } = await seenByEveryWay();
    expect(bodies.join('\n')).not.toMatch(/SECRET|990000|甲药|丙药/);
    expect(counts).toEqual([0, 0, 0]);
  });

  it('[plan2023-3.4] given one person’s consent, when it is given and revoked, then the next request has their rows and no others, and the one after has none', async () => {
    const { asked, identified } = await platform.ask<OutputOf<typeof listPersonalConsents>>(
      lin,
      'GET',
      '/personal-consents',
    );
    expect([identified, asked.map(({ organisation }) => organisation.id)]).toEqual([true, [firmId]]);
    const { id } = await give(lin);
    await give(lin, 409);
    expect(await drugs()).toEqual(['甲药', '丙药']);
    const { bodies, counts } = await seenByEveryWay();
    expect(bodies.join('\n')).not.toMatch(HIDDEN);
    expect(counts).toEqual([2, 2, 0]);
    const asking = await ask(at('records', { where: `${column} = '${ZHOU}'` }));
    expect(asking.statusCode).toBe(400);

    const mine = await platform.ask<OutputOf<typeof listPersonalConsents>>(lin, 'GET', '/personal-consents');
    const [use] = mine.items[0]?.uses ?? [];
    expect(use).toMatchObject({ organisation: '浦江人寿理赔有限公司' });
    expect(use?.rows).toBeGreaterThan(2);
    expect(JSON.stringify(mine)).not.toMatch(HIDDEN);

    await platform.ask(lin, 'POST', `/personal-consents/${id}/revoke`, { body: {} });
    expect(await drugs()).toEqual([]);
    expect((await seenByEveryWay()).bodies.join('\n')).not.toMatch(/SECRET|990000|甲药|丙药/);
    await platform.ask(lin, 'POST', `/personal-consents/${id}/revoke`, { body: {}, status: 409 });
  });

  it('[plan2023-3.4] given another’s consent, when somebody else would see or revoke it, then it does not exist for them', async () => {
    const zhou = await aPatient('zhou', ZHOU);
    const { id } = await give(zhou);
    await platform.ask(lin, 'POST', `/personal-consents/${id}/revoke`, { body: {}, status: 404 });
    expect(await drugs()).toEqual(['SECRET乙']);
    await platform.ask(zhou, 'POST', `/personal-consents/${id}/revoke`, { body: {} });
  });

  it('[plan2023-3.4] given an account without a verified identity or of a low level, when it would consent, then it is told what is lacking', async () => {
    const unknown = await aPatient('unknown', undefined);
    expect(await give(unknown, 403)).toMatchObject({ code: 'identity-unverified' });
    const { services } = platform;
    const roles = [{ role: 'person' as const }];
    const low = await aPerson(services, { userName: 'low', assuranceLevel: 2, roles });
    expect(await give(await aToken(services, low), 403)).toMatchObject({ code: 'assurance-too-low' });
  });

  it('[plan2023-3.5] given a person, when they look at their own records, then these are theirs and the look is in the trail', async () => {
    const path = `/own-records/${dataset.code}`;
    const own = await platform.ask<OutputOf<typeof getOwnRecords>>(lin, 'GET', path);
    expect(own.items.map((row) => row.at(-1))).toEqual(['甲药', '丙药']);
    expect(own.uses.length).toBeGreaterThan(0);
    const looked = await platform.services.db
      .selectFrom('event')
      .select('body')
      .where('action', '=', 'own-records.read')
      .execute();
    expect(looked).toHaveLength(1);
    expect(JSON.stringify(looked)).not.toMatch(HIDDEN);
    await platform.ask(firm, 'GET', path, { status: 403 });
  });

  it('[plan2023-3.4] given grants in use, when the publisher would exchange the column, then it is refused', async () => {
    const { fields } = await platform.ask<DatasetView>(null, 'GET', `/datasets/${dataset.id}`);
    const other = fields.at(-1)?.name ?? '';
    await platform.ask(platform.tokens.reviewer, 'PUT', `/personal-datasets/${dataset.id}`, {
      ...{ body: { column: other }, status: 409 },
    });
  });
});
