import type { OrganisationRole } from '../../../rules/organisations/organisation-role.ts';
import { aCreditCode, aPerson, aSeal, aToken, type TestPerson } from '../people.ts';
import type { Platform } from '../platform.ts';
import type { Shelf, Thing } from './things.ts';

/** An organisation as its registrant writes it; a code that is good. */
export const REGISTRATION = {
  creditCode: '91310000MA1FL0001R',
  name: '矩阵数据技术有限公司',
  kind: 'micro-company',
  contact: '林经理 021-00000000',
};

type OrganisationThing =
  'ownOrganisation' | 'submittedOrganisation' | `organisation${'Member' | 'Invitation'}` | 'sealCertificate';

/** The smallest picture: what a licence is told by. */
const LICENCE = Buffer.from([0xff, 0xd8, 0xff, 0xff, 0xd9]).toString('base64');

/** The own organisation, one that registers, and what members have. */
export function organisationThings(
  platform: Platform,
  shelf: (make: () => Promise<Thing>) => Shelf,
  organisationId: string,
): Record<OrganisationThing, Shelf> {
  const { ask, person, services } = platform;
  let members = 0;
  const member = async (organisationRole: OrganisationRole): Promise<TestPerson> => {
    const userName = `member-${(members += 1)}`;
    return aPerson(services, {
      userName,
      assuranceLevel: 3,
      roles: [{ role: 'organisation-member', organisationId, organisationRole }],
    });
  };
  const submitted = async (): Promise<Thing> => {
    const token = await person('person');
    const body = { ...REGISTRATION, creditCode: aCreditCode() };
    const { id } = await ask<Thing>(token, 'POST', '/organisations', { body, status: 201 });
    await ask(token, 'PUT', `/organisations/${id}/licence`, { body: { content: LICENCE } });
    await ask(token, 'POST', `/organisations/${id}/submit`, { body: {} });
    return { id, revision: 1 };
  };
  const invitation = async (): Promise<Thing> => {
    const token = await aToken(services, await member('administrator'));
    const path = `/organisations/${organisationId}/invitations`;
    const body = { organisationRole: 'viewer', userName: 'nobody-of-this-name' };
    const made = await ask<{ invitation: Thing }>(token, 'POST', path, { body, status: 201 });
    return made.invitation;
  };
  return {
    ownOrganisation: shelf(() => Promise.resolve({ id: organisationId })),
    submittedOrganisation: shelf(submitted),
    organisationMember: shelf(async () => ({ id: (await member('applicant')).membershipIds[0] ?? '' })),
    organisationInvitation: shelf(invitation),
    sealCertificate: shelf(async () => ({
      id: await aSeal(services, organisationId, (await member('administrator')).accountId),
    })),
  };
}
