import type { Actor } from '../rules/access/roles.ts';
import {
  getOrganisation,
  inviteMember,
  joinOrganisation,
  registerOrganisation,
  saveOrganisation,
  sendLicence,
  stepOrganisation,
  type OrganisationInput,
} from '../rules/organisations/organisations.operations.ts';
import { callOperation } from '../server/call-operation.ts';
import type { Call, Services } from '../server/context.ts';
import { systemCall } from '../server/system-call.ts';
import type { Actors } from './city.ts';
import { licencePicture } from './licence-picture.ts';

/** Invented, with good check digits. */
const FIRM: OrganisationInput = {
  creditCode: '91310000MA1FL0001R',
  name: '浦江出行数据服务有限公司（演示）',
  kind: 'small-company',
  contact: '宋经理 021-00000000',
};
const SHOP: OrganisationInput = {
  creditCode: '91310000MA1K30001G',
  name: '浦江出行数据有限公司（演示）',
  kind: 'micro-company',
  contact: '叶女士 021-00000000',
};

const actorIn = (actors: Actors, user: string): Actor => {
  const actor = actors.get(user);
  if (!actor) throw new Error(`the demonstration has no ${user}`);
  return actor;
};

/**
 * A firm registers, is returned once, completed and accepted, and invites a colleague. Answers both as they act for it.
 */
export async function registerFirm(services: Services, actors: Actors): Promise<Actors> {
  const [firm, colleague] = ['firm', 'firm-applicant'].map((user) => actorIn(actors, user));
  const operator = systemCall(services, actorIn(actors, 'operator'));
  if (!firm || !colleague) throw new Error('the demonstration lacks somebody of the firm');
  const asFirm = systemCall(services, firm);
  const id = await sendIn(asFirm, { ...FIRM, name: '浦江出行数据服务公司' });
  await callOperation(operator, stepOrganisation, {
    id,
    event: 'return',
    reasons: [{ part: 'name', text: '名称与证照不一致，请填写证照上的全称。' }],
  });
  const { organisation } = await callOperation(asFirm, getOrganisation, { id });
  await callOperation(asFirm, saveOrganisation, { id, ...FIRM, revision: organisation.revision });
  await callOperation(asFirm, stepOrganisation, { id, event: 'submit', reasons: [] });
  await callOperation(operator, stepOrganisation, { id, event: 'accept', reasons: [] });
  const administrator = memberOf(firm, id, 'administrator');
  const { invitation } = await callOperation(systemCall(services, administrator), inviteMember, {
    id,
    organisationRole: 'applicant',
    userName: 'firm-applicant',
  });
  await callOperation(systemCall(services, colleague), joinOrganisation, { id: invitation.id });
  return new Map([
    ...actors,
    ['firm', administrator],
    ['firm-applicant', memberOf(colleague, id, 'applicant')],
  ]);
}

const memberOf = (
  person: Actor,
  organisationId: string,
  organisationRole: 'administrator' | 'applicant',
): Actor => ({ ...person, role: 'organisation-member', organisationId, organisationRole });

/** A registration that waits for the operator: its name is much like one that is there. */
export async function leaveRegistrationWaiting(services: Services, actors: Actors): Promise<void> {
  await sendIn(systemCall(services, actorIn(actors, 'shop')), SHOP);
}

async function sendIn(call: Call, input: OrganisationInput): Promise<string> {
  const { id } = await callOperation(call, registerOrganisation, input);
  await callOperation(call, sendLicence, { id, content: licencePicture().toString('base64') });
  await callOperation(call, stepOrganisation, { id, event: 'submit', reasons: [] });
  return id;
}
