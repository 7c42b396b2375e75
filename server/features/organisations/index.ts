import {
  changeMember,
  downloadLicence,
  endMember,
  getOrganisation,
  inviteMember,
  joinOrganisation,
  listInvitations,
  listOrganisations,
  registerOrganisation,
  saveOrganisation,
  sendLicence,
  stepOrganisation,
  withdrawInvitation,
} from '../../../rules/organisations/organisations.operations.ts';
import { handle, type Handled } from '../../plugins/operations.ts';
import { changeRole, end, invite, join, listMine, withdraw } from './member.use-cases.ts';
import { get, licence, list, register, save, takeLicence } from './organisation.use-cases.ts';
import { stepOne } from './step-organisation.ts';

export { organisationByCertificate } from './by-certificate.ts';
export { knownOrganisation } from './organisation.view.ts';
export { organisationTasks } from './organisation-tasks.ts';
export const organisationOperations: readonly Handled[] = [
  handle(listOrganisations, list),
  handle(getOrganisation, get),
  handle(registerOrganisation, register),
  handle(saveOrganisation, save),
  handle(sendLicence, takeLicence),
  handle(downloadLicence, licence),
  handle(stepOrganisation, stepOne),
  handle(inviteMember, invite),
  handle(listInvitations, listMine),
  handle(joinOrganisation, join),
  handle(withdrawInvitation, withdraw),
  handle(changeMember, changeRole),
  handle(endMember, end),
];
