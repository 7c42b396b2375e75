import type { Port } from '../../../rules/api/port.ts';
import { ORGANISATION_ROLES } from '../../../rules/organisations/organisation-role.ts';
import {
  changeMember,
  endMember,
  inviteMember,
  saveOrganisation,
  sendLicence,
  stepOrganisation,
  withdrawInvitation,
} from '../../../rules/organisations/organisations.operations.ts';
import { base64Of } from '../draft-batches/list-file-form.tsx';
import { choiceOf, integerOf, textOf } from '../form-data.ts';
import { licenceFrom, organisationFrom, returnedFrom } from './organisation-form.ts';

const ACTS = [
  ...(['save', 'licence', 'submit', 'withdraw', 'accept', 'return'] as const),
  ...(['invite', 'withdraw-invitation', 'change', 'remove', 'leave'] as const),
] as const;

/** What is said of the act, and where its page goes on. */
interface Done {
  said: (typeof ACTS)[number];
  to?: string;
  secret?: string;
}

/** Does what a form of the organisation's page asks for; throws its problem. */
export async function actOn(port: Port, id: string, form: FormData): Promise<Done> {
  const act = choiceOf(form, 'act', ACTS) ?? 'save';
  const membership = textOf(form, 'membership');
  switch (act) {
    case 'save':
      await port.call(saveOrganisation, {
        id,
        ...organisationFrom(form),
        revision: integerOf(form, 'revision') ?? 0,
      });
      break;
    case 'licence': {
      const chosen = licenceFrom(form);
      // Nothing, or too much of it: told as any bytes that are no licence.
      await port.call(sendLicence, { id, content: chosen ? await base64Of(chosen) : '' });
      break;
    }
    case 'invite':
      return invite(port, id, form);
    case 'withdraw-invitation':
      await port.call(withdrawInvitation, { id: textOf(form, 'invitation') });
      break;
    case 'change':
      await port.call(changeMember, {
        id: membership,
        organisationRole: choiceOf(form, 'organisationRole', ORGANISATION_ROLES) ?? 'viewer',
      });
      break;
    case 'remove':
      await port.call(endMember, { id: membership });
      break;
    case 'leave':
      await port.call(endMember, { id: membership });
      return { said: act, to: '/console/organisations' };
    default:
      await port.call(stepOrganisation, {
        id,
        event: act,
        reasons: act === 'return' ? returnedFrom(form) : [],
      });
  }
  return { said: act };
}

async function invite(port: Port, id: string, form: FormData): Promise<Done> {
  const userName = textOf(form, 'userName');
  const organisationRole = choiceOf(form, 'organisationRole', ORGANISATION_ROLES) ?? 'viewer';
  const { secret } = await port.call(inviteMember, { id, organisationRole, ...(userName && { userName }) });
  return { said: 'invite', ...(secret !== null && { secret }) };
}
