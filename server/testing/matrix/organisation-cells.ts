import type { Action } from '../../../rules/access/permissions.ts';
import { anOrganisation, aPerson, aToken } from '../people.ts';
import { byId, free, office, read, type Cell, type Stand } from './cell.ts';
import { REGISTRATION } from './organisation-things.ts';
import { type ThingName } from './things.ts';

const documented = (cell: Cell): Cell => ({ ...cell, basis: 'guide2020-2' });
/** Of an accepted organisation: its members’ together. */
const ofMembers = (on: string, of: ThingName, needs: Action, ask: Cell['ask'] = byId): Cell =>
  documented({ ...read(on, of, 'organisation.read', ask), needs, whose: 'organisation' });
/** Of a registration under review: its registrant’s. */
const ofRegistrant = (on: string, needs: Action, ask: Cell['ask'] = byId): Cell =>
  documented({
    ...read(on, 'submittedOrganisation', 'organisation.read', ask),
    needs,
    whose: 'somebody',
  });
const oneself = (on: string, needs: Action, ask: Cell['ask'] = () => ({})): Cell =>
  documented({ ...office(on, needs, ask), whose: 'self' });

const stepTo = (event: string, needs: Action): Cell => ({
  ...ofRegistrant(`a registration to ${event}`, needs, ({ thing }) => ({
    path: { id: thing.id, event },
    body: { reasons: event === 'return' ? [{ part: 'licence', text: '证照看不清。' }] : [] },
  })),
  spends: true,
});

/** A picture as short as one can be. */
const LICENCE = '/9j//9k=';
const written = ({ thing }: Stand) => ({
  path: { id: thing.id },
  body: { ...REGISTRATION, revision: thing.revision ?? 0 },
});

/** The secret of a link by which somebody can join an organisation of its own. */
async function aSecret({ platform: { services, ask }, number }: Stand): Promise<string> {
  const organisationId = await anOrganisation(services, '浦东测试有限公司');
  const roles = [{ role: 'organisation-member' as const, organisationId }];
  const token = await aToken(services, await aPerson(services, { userName: `inviting-${number}`, roles }));
  const body = { organisationRole: 'viewer' };
  const path = `/organisations/${organisationId}/invitations`;
  const { secret } = await ask<{ secret: string }>(token, 'POST', path, { body, status: 201 });
  return secret;
}

const ruled = (cell: Cell): Cell => ({ ...cell, basis: 'xz-26' });
/** Nothing is published in the matrix: who applies there has nothing to accept. */
const RULES_TEXT = { title: '平台规范', text: '第一条 依法合规利用公共数据。', note: '首次发布' };

/** Operations on the rules of the platform. */
export const PLATFORM_RULES_CELLS: Record<string, readonly Cell[]> = {
  listPlatformRules: [ruled(free('the platform rules'))],
  getRulesStanding: [ruled(oneself('what one accepted', 'rules.accept'))],
  acceptPlatformRules: [
    {
      ...ruled(oneself('the platform rules', 'rules.accept', () => ({ body: { version: 1 } }))),
      answers: 'changed-meanwhile',
    },
  ],
  getRulesDraft: [ruled(office('the next rules', 'rules.write'))],
  saveRulesDraft: [
    {
      ...ruled(office('the next rules', 'rules.write', () => ({ body: { ...RULES_TEXT, revision: 7 } }))),
      answers: 'changed-meanwhile',
    },
  ],
  publishPlatformRules: [{ ...ruled(office('the next rules', 'rules.write')), answers: 'wrong-state' }],
};

const PROOF = { challenge: 'kaishu-challenge v1', signature: '-' };
/** An installation to which nobody named an authority takes no certificates. */
const nowhere = (on: string, ask?: Cell['ask']): Cell => ({
  ...documented(free(on, ask)),
  knows: 'nobody',
  needs: 'nobody',
});
const sealed = (cell: Cell): Cell => ({ ...cell, basis: 'xz-20' });

/** Operations on corporate certificates. */
const CERTIFICATE_CELLS: Record<string, readonly Cell[]> = {
  getCertificateChallenge: [nowhere('a challenge')],
  signInByCertificate: [nowhere('the door for organisations', () => ({ body: PROOF }))],
  signWithTestCertificate: [
    nowhere('a test certificate', () => ({ path: { holder: 'newcomer' }, body: { text: 'x' } })),
  ],
  listSealCertificates: [
    sealed(ofMembers('the seals of an organisation', 'ownOrganisation', 'organisation.read')),
  ],
  bindSealCertificate: [
    {
      ...sealed(
        ofMembers('the seals of an organisation', 'ownOrganisation', 'organisation.write', ({ thing }) => ({
          path: { id: thing.id },
          body: PROOF,
        })),
      ),
      answers: 'wrong-state',
    },
  ],
  endSealCertificate: [
    { ...sealed(ofMembers('a seal', 'sealCertificate', 'organisation.write')), spends: true },
  ],
};

/** Operations on organisations that use data, and on their members. */
export const ORGANISATION_CELLS: Record<string, readonly Cell[]> = {
  listOrganisations: [oneself('the organisations', 'organisation.read')],
  getOrganisation: [
    ofMembers('an organisation', 'ownOrganisation', 'organisation.read'),
    ofRegistrant('a registration', 'organisation.read'),
  ],
  registerOrganisation: [oneself('a new registration', 'organisation.write', () => ({ body: REGISTRATION }))],
  saveOrganisation: [
    {
      ...ofMembers('an organisation', 'ownOrganisation', 'organisation.write', written),
      answers: 'wrong-state',
    },
    ofRegistrant('a registration', 'organisation.write', written),
  ],
  sendLicence: [
    ofRegistrant('a registration', 'organisation.write', ({ thing }) => ({
      path: { id: thing.id },
      body: { content: LICENCE },
    })),
  ],
  downloadLicence: [ofRegistrant('the licence of a registration', 'organisation.read')],
  stepOrganisation: [
    stepTo('submit', 'organisation.write'),
    stepTo('withdraw', 'organisation.write'),
    stepTo('accept', 'organisation.decide'),
    stepTo('return', 'organisation.decide'),
  ],
  inviteMember: [
    ofMembers('an organisation', 'ownOrganisation', 'organisation.write', ({ thing }) => ({
      path: { id: thing.id },
      body: { organisationRole: 'applicant' },
    })),
  ],
  listInvitations: [oneself('one’s invitations', 'organisation.join')],
  joinOrganisation: [
    oneself('an invitation', 'organisation.join', async (stand) => ({
      body: { secret: await aSecret(stand) },
    })),
  ],
  withdrawInvitation: [
    {
      ...ofMembers('an invitation', 'organisationInvitation', 'organisation.write'),
      knows: 'organisation.write',
      spends: true,
    },
  ],
  changeMember: [
    ofMembers('a member', 'organisationMember', 'organisation.write', ({ thing }) => ({
      path: { id: thing.id },
      body: { organisationRole: 'viewer' },
    })),
  ],
  ...CERTIFICATE_CELLS,
  endMember: [{ ...ofMembers('a member', 'organisationMember', 'organisation.write'), spends: true }],
};
