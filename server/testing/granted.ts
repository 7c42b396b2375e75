import type { DatasetView } from '../../rules/datasets/datasets.operations.ts';
import type { GrantTerms } from '../../rules/grants/grant-terms.schema.ts';
import type { Services } from '../context.ts';
import { beginGrant } from '../features/grants/index.ts';
import { systemCall } from '../system-call.ts';
import { aPerson, aToken, type TestPerson } from './people.ts';
import type { Door, Platform } from './platform.ts';
import { completed, sendVersion, submitListing, writeDraft } from './publishing.ts';

/** Lists and opens a dataset on conditions, by the three people that it takes. */
export async function openedOnConditions(door: Door, datasetId: string, name: string): Promise<void> {
  await writeDraft(door, datasetId, (written) => {
    const entry = completed(written, name);
    const levels = { ...entry.grade.levels, supply: 'D2' };
    const asked = { conditions: ['具备处理能力'], materials: ['用途说明'] };
    return { ...entry, ...asked, openClass: 'conditional', grade: { ...entry.grade, levels } };
  });
  const order = await submitListing(door, datasetId);
  await door.ask(door.tokens.operator, 'POST', `/work-orders/${order}/accept`, { body: {} });
}

/** From a file to an open dataset on conditions. */
export async function openConditional(
  platform: Door,
  file: { name: string; bytes: Uint8Array },
  name: string,
): Promise<Pick<DatasetView, 'id' | 'code'>> {
  const { datasetId } = await sendVersion(platform, file);
  await openedOnConditions(platform, datasetId, name);
  return platform.ask<DatasetView>(null, 'GET', `/datasets/${datasetId}`);
}

export interface DataUser extends TestPerson {
  token: string;
}

let users = 0;
export async function aDataUser({ services }: Pick<Platform, 'services'>): Promise<DataUser> {
  const person = await aPerson(services, { userName: `data-user-${(users += 1)}`, secondFactor: false });
  return { ...person, token: await aToken(services, person) };
}

const UNLIMITED: Omit<GrantTerms, 'fields'> = {
  ...{ where: null, callsPerDay: null, callsPerMinute: null, rowsInAll: null },
  ...{ addresses: [], system: null, from: '2020-01-01', until: '2099-12-31' },
};

/** A grant in force; answers its id. */
export function granted(
  { services, bodies }: { services: Services; bodies: { own: string } },
  { id, code }: Pick<DatasetView, 'id' | 'code'>,
  { accountId }: Pick<TestPerson, 'accountId'>,
  terms: Pick<GrantTerms, 'fields'> & Partial<GrantTerms>,
): Promise<string> {
  const agreed = { agreementId: services.newId(), dataset: { id, code }, bodyId: bodies.own };
  const whose = { ownerId: accountId, organisationId: null };
  return services.db
    .transaction()
    .execute((trx) =>
      beginGrant(trx, systemCall(services), { ...agreed, ...whose, terms: { ...UNLIMITED, ...terms } }),
    );
}
