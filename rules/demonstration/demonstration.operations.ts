import { Type, type Static } from 'typebox';
import { ROLES } from '../access/roles.ts';
import { operation } from '../api/operation.ts';
import { ById, Literals, Nullable } from '../api/views.ts';
import { Viewer } from '../sessions/sessions.schema.ts';

export const DemonstrationAccount = Type.Object({
  accountId: Type.String(),
  name: Type.String(),
  role: Literals(ROLES),
  bodyName: Nullable(Type.String()),
});
export type DemonstrationAccount = Static<typeof DemonstrationAccount>;

const tag = 'Demonstration';

export const listDemonstrationAccounts = operation({
  id: 'listDemonstrationAccounts',
  method: 'GET',
  path: '/demonstration/accounts',
  summary:
    'The invented people of a demonstration city, one entry per role held; in a real city there is no such thing',
  tag,
  response: Type.Object({ items: Type.Array(DemonstrationAccount) }),
  problems: ['not-found'],
});

export const enterDemonstration = operation({
  id: 'enterDemonstration',
  method: 'POST',
  path: '/demonstration/enter',
  summary: 'Go about the demonstration city as one of its invented people',
  tag,
  body: Type.Object({ accountId: ById.properties.id }, { additionalProperties: false }),
  response: Viewer,
  secret: true,
  problems: ['not-found'],
});

export const DEMONSTRATION_OPERATIONS = [listDemonstrationAccounts, enterDemonstration];
