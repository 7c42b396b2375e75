import type { DatasetView } from '../../../rules/datasets/datasets.operations.ts';
import type { GrantTerms } from '../../../rules/grants/grant-terms.schema.ts';
import { beginGrant } from '../../features/grants/index.ts';
import { systemCall } from '../../system-call.ts';
import { aPerson, aToken, type TestPerson } from '../../testing/people.ts';
import type { Platform } from '../../testing/platform.ts';
import { completed, sendVersion, submitListing, writeDraft } from '../../testing/publishing.ts';

/** From a file to an open dataset on conditions. */
export async function openConditional(
  platform: Platform,
  file: { name: string; bytes: Uint8Array },
  name: string,
): Promise<Pick<DatasetView, 'id' | 'code'>> {
  const { datasetId } = await sendVersion(platform, file);
  await writeDraft(platform, datasetId, (written) => {
    const entry = completed(written, name);
    const levels = { ...entry.grade.levels, supply: 'D2' };
    const asked = { conditions: ['具备处理能力'], materials: ['用途说明'] };
    return { ...entry, ...asked, openClass: 'conditional', grade: { ...entry.grade, levels } };
  });
  const order = await submitListing(platform, datasetId);
  await platform.ask(platform.tokens.operator, 'POST', `/work-orders/${order}/accept`, { body: {} });
  return platform.ask<DatasetView>(null, 'GET', `/datasets/${datasetId}`);
}

export interface DataUser extends TestPerson {
  token: string;
}

let users = 0;
export async function aDataUser({ services }: Platform): Promise<DataUser> {
  const person = await aPerson(services, { userName: `data-user-${(users += 1)}`, secondFactor: false });
  return { ...person, token: await aToken(services, person) };
}

const UNLIMITED: Omit<GrantTerms, 'fields'> = {
  ...{ where: null, callsPerDay: null, callsPerMinute: null, rowsInAll: null },
  ...{ addresses: [], system: null, from: '2020-01-01', until: '2099-12-31' },
};

/** A grant in force; answers its id. */
export function granted(
  { services, bodies }: Platform,
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
