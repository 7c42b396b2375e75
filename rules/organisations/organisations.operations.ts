import { Type, type Static } from 'typebox';
import { Line } from '../accounts/line.ts';
import { Download, operation } from '../api/operation.ts';
import { Abilities, ById, Id, Literals, Nullable, Page, PageQuery, Stepped } from '../api/views.ts';
import { HistoryItem } from '../events/event.schema.ts';
import { ClockView } from '../time/working-clock.ts';
import { LICENCE_TYPES } from './licence.ts';
import { ORGANISATION_ROLES } from './organisation-role.ts';
import { ORGANISATION_STATES } from './organisation.machine.ts';
import { ORGANISATION_KINDS, REGISTRATION_LACKS, ReturnedPart } from './registration.ts';

const input = {
  creditCode: Line({
    maxLength: 40,
    description: 'Unified social credit code (GB 32100); may be empty in a draft',
  }),
  name: Line({ maxLength: 200 }),
  kind: Nullable(Literals(ORGANISATION_KINDS)),
  contact: Line({ maxLength: 200, description: 'How the operator reaches somebody there' }),
};
export const OrganisationInput = Type.Object(input, { additionalProperties: false });
export type OrganisationInput = Static<typeof OrganisationInput>;

/** An organisation as lists show it. */
export const OrganisationSummary = Type.Object({
  id: Type.String(),
  creditCode: Type.String(),
  name: Type.String(),
  kind: Nullable(Literals(ORGANISATION_KINDS)),
  state: Literals(ORGANISATION_STATES),
  /** How it is known: by documents that were reviewed, or by its corporate certificate. */
  way: Literals(['documents', 'certificate']),
  registrant: Nullable(Type.String()),
  createdAt: Type.String(),
  /** Of the operator's review; null before it is sent in. */
  clock: Nullable(ClockView),
});
export type OrganisationSummary = Static<typeof OrganisationSummary>;

export const OrganisationView = Type.Object({
  ...OrganisationSummary.properties,
  contact: Type.String(),
  licence: Nullable(Type.Object({ type: Literals(LICENCE_TYPES), bytes: Type.Integer() })),
  /** Everything that it still lacks. */
  lacks: Type.Array(Literals(REGISTRATION_LACKS)),
  /** What the operator returned it for last, all at once. */
  reasons: Type.Array(ReturnedPart),
  revision: Type.Integer(),
  can: Abilities,
});
export type OrganisationView = Static<typeof OrganisationView>;

export const OrganisationMember = Type.Object({
  /** Of the membership. */
  id: Type.String(),
  name: Type.String(),
  userName: Nullable(Type.String()),
  organisationRole: Literals(ORGANISATION_ROLES),
  since: Type.String(),
  /** The caller. */
  self: Type.Boolean(),
  can: Abilities,
});
export type OrganisationMember = Static<typeof OrganisationMember>;

export const Invitation = Type.Object({
  id: Type.String(),
  organisation: Type.Object({ id: Type.String(), name: Type.String() }),
  organisationRole: Literals(ORGANISATION_ROLES),
  /** Whom it is for; null: whoever has the link. */
  userName: Nullable(Type.String()),
  invitedBy: Type.String(),
  expiresAt: Type.String(),
});
export type Invitation = Static<typeof Invitation>;

/** Another organisation of the same code, or of a name much like it. */
const LikeOrganisation = Type.Object({
  id: Type.String(),
  creditCode: Type.String(),
  name: Type.String(),
  state: Literals(ORGANISATION_STATES),
  sameCode: Type.Boolean(),
  /** Share of common pairs of characters, 0 to 1. */
  likeness: Type.Number(),
});
export type LikeOrganisation = Static<typeof LikeOrganisation>;

const tag = 'Organisations';
const OrganisationRoleName = Literals(ORGANISATION_ROLES);

export const listOrganisations = operation({
  id: 'listOrganisations',
  method: 'GET',
  path: '/organisations',
  summary:
    'Organisations that the caller may see: those registered by them or for which they act, or all; newest first',
  tag,
  query: Type.Object({
    state: Type.Optional(Literals(ORGANISATION_STATES)),
    q: Type.Optional(Line({ maxLength: 100, description: 'Part of the name, or the credit code' })),
    ...PageQuery,
  }),
  response: Page(OrganisationSummary),
  problems: ['not-permitted', 'invalid-cursor'],
});

export const getOrganisation = operation({
  id: 'getOrganisation',
  method: 'GET',
  path: '/organisations/{id}',
  summary:
    'An organisation: its registration and all that it lacks, members, invitations, for the reviewer those like it',
  tag,
  params: ById,
  response: Type.Object({
    organisation: OrganisationView,
    members: Type.Array(OrganisationMember),
    invitations: Type.Array(Invitation),
    /** Only for who decides. */
    like: Type.Array(LikeOrganisation),
    history: Type.Array(HistoryItem),
  }),
  problems: ['not-found'],
});

export const registerOrganisation = operation({
  id: 'registerOrganisation',
  method: 'POST',
  path: '/organisations',
  summary: 'Begin to register an organisation by documents; nothing is sent in yet',
  tag,
  body: OrganisationInput,
  response: OrganisationView,
  status: 201,
  problems: ['sign-in-required', 'not-permitted', 'assurance-too-low'],
});

export const saveOrganisation = operation({
  id: 'saveOrganisation',
  method: 'PUT',
  path: '/organisations/{id}',
  summary: 'Change a registration that is not under review; `revision` is the one that was read',
  tag,
  params: ById,
  body: Type.Object({ ...input, revision: Type.Integer() }, { additionalProperties: false }),
  response: OrganisationView,
  problems: ['not-permitted', 'not-found', 'wrong-state', 'changed-meanwhile'],
});

export const sendLicence = operation({
  id: 'sendLicence',
  method: 'PUT',
  path: '/organisations/{id}/licence',
  summary: 'Send a picture or PDF of the licence; what it is is told from its bytes',
  tag,
  params: ById,
  body: Type.Object(
    {
      content: Type.String({
        pattern: '^[A-Za-z0-9+/]*={0,2}$',
        maxLength: 8_000_000,
        description: 'base64',
      }),
    },
    { additionalProperties: false },
  ),
  response: OrganisationView,
  problems: ['not-permitted', 'not-found', 'wrong-state', 'unsupported-format', 'too-large'],
});

export const downloadLicence = operation({
  id: 'downloadLicence',
  method: 'GET',
  path: '/organisations/{id}/licence',
  summary: 'The licence as it was sent',
  tag,
  params: ById,
  response: Download,
  problems: ['not-found'],
});

export const stepOrganisation = operation({
  id: 'stepOrganisation',
  method: 'POST',
  path: '/organisations/{id}/{event}',
  summary: 'Send a registration in, withdraw it, accept it, or return it with all that is missing at once',
  tag,
  params: Type.Object({ ...ById.properties, event: Literals(['submit', 'withdraw', 'accept', 'return']) }),
  body: Type.Object(
    { reasons: Type.Array(ReturnedPart, { maxItems: 20, default: [] }) },
    { additionalProperties: false },
  ),
  response: Stepped,
  problems: [
    'not-permitted',
    'not-found',
    'wrong-state',
    'four-eyes',
    'organisation-incomplete',
    'already-exists',
    'assurance-too-low',
  ],
});

export const inviteMember = operation({
  id: 'inviteMember',
  method: 'POST',
  path: '/organisations/{id}/invitations',
  summary:
    'Invite somebody, by user name or by a link that is shown only in this answer; good for seven days',
  tag,
  params: ById,
  body: Type.Object(
    {
      organisationRole: OrganisationRoleName,
      userName: Type.Optional(Line({ minLength: 1, maxLength: 100 })),
    },
    { additionalProperties: false },
  ),
  response: Type.Object({ invitation: Invitation, secret: Nullable(Type.String()) }),
  status: 201,
  secret: true,
  problems: ['not-permitted', 'not-found', 'wrong-state'],
});

export const listInvitations = operation({
  id: 'listInvitations',
  method: 'GET',
  path: '/organisation-invitations',
  summary: 'Invitations to the caller by user name, and the one of a link’s secret',
  tag,
  query: Type.Object({ secret: Type.Optional(Type.String({ maxLength: 100 })) }),
  response: Type.Object({ items: Type.Array(Invitation) }),
  problems: ['not-permitted'],
});

export const joinOrganisation = operation({
  id: 'joinOrganisation',
  method: 'POST',
  path: '/organisation-memberships',
  summary: 'Follow an invitation, by its id where it names the caller or by the secret of its link',
  tag,
  body: Type.Object(
    { id: Type.Optional(Id), secret: Type.Optional(Type.String({ maxLength: 100 })) },
    { additionalProperties: false },
  ),
  response: Type.Object({ organisationId: Type.String(), membershipId: Type.String() }),
  status: 201,
  problems: ['not-permitted', 'not-found', 'already-exists', 'assurance-too-low'],
});

export const withdrawInvitation = operation({
  id: 'withdrawInvitation',
  method: 'POST',
  path: '/organisation-invitations/{id}/withdraw',
  summary: 'Take an invitation back',
  tag,
  params: ById,
  response: Type.Null(),
  status: 204,
  problems: ['not-permitted', 'not-found'],
});

export const changeMember = operation({
  id: 'changeMember',
  method: 'PUT',
  path: '/organisation-memberships/{id}',
  summary: 'Give a member another role in the organisation',
  tag,
  params: ById,
  body: Type.Object({ organisationRole: OrganisationRoleName }, { additionalProperties: false }),
  response: Type.Null(),
  status: 204,
  problems: ['not-permitted', 'not-found', 'last-administrator'],
});

export const endMember = operation({
  id: 'endMember',
  method: 'POST',
  path: '/organisation-memberships/{id}/end',
  summary: 'Leave an organisation, or remove a member; refused for its last administrator',
  tag,
  params: ById,
  response: Type.Null(),
  status: 204,
  problems: ['not-permitted', 'not-found', 'last-administrator'],
});
