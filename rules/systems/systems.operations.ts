import { Type, type Static } from 'typebox';
import { operation } from '../api/operation.ts';
import { Abilities, ById, Literals, Nullable, Page, PageQuery, Stepped } from '../api/views.ts';
import { HistoryItem } from '../events/event.schema.ts';
import { ClockView } from '../time/working-clock.ts';
import { SchemeItem, SYSTEM_LACKS } from './acceptance.ts';
import { SYSTEM_STATES } from './system.machine.ts';

const input = {
  name: Type.String({ minLength: 2, maxLength: 200 }),
  purpose: Type.String({ maxLength: 2000 }),
  scheme: Type.Array(SchemeItem, { maxItems: 200 }),
};
export const SystemInput = Type.Object(input, { additionalProperties: false });
export type SystemInput = Static<typeof SystemInput>;

/** An item of the scheme with what is found of it, and all that is missing. */
export const ComparedItem = Type.Object({
  ...SchemeItem.properties,
  entryName: Nullable(Type.String()),
  datasets: Type.Array(Type.Object({ id: Type.String(), code: Type.String(), name: Type.String() })),
  lacks: Type.Array(Literals(SYSTEM_LACKS)),
});
export type ComparedItem = Static<typeof ComparedItem>;

export const SystemView = Type.Object({
  id: Type.String(),
  code: Type.String(),
  name: Type.String(),
  purpose: Type.String(),
  state: Literals(SYSTEM_STATES),
  publisher: Type.Object({ id: Type.String(), code: Type.String(), name: Type.String() }),
  scheme: Type.Array(ComparedItem),
  revision: Type.Integer(),
  preparedBy: Type.String(),
  reasons: Type.Array(Type.String()),
  /** Of the request for acceptance; null before. */
  clock: Nullable(ClockView),
  createdAt: Type.String(),
  can: Abilities,
});
export type SystemView = Static<typeof SystemView>;

const tag = 'Systems';

export const listSystems = operation({
  id: 'listSystems',
  method: 'GET',
  path: '/systems',
  summary:
    'Information systems that the caller may see, newest first, each compared with catalogue and open list',
  tag,
  query: Type.Object({ state: Type.Optional(Literals(SYSTEM_STATES)), ...PageQuery }),
  response: Page(SystemView),
  problems: ['not-permitted', 'invalid-cursor'],
});

export const getSystem = operation({
  id: 'getSystem',
  method: 'GET',
  path: '/systems/{id}',
  summary:
    'An information system: its open-data scheme, everything that is missing for acceptance, its history (xz-23)',
  tag,
  params: ById,
  response: Type.Object({ system: SystemView, history: Type.Array(HistoryItem) }),
  problems: ['not-found'],
});

export const createSystem = operation({
  id: 'createSystem',
  method: 'POST',
  path: '/systems',
  summary: 'Register an information system at planning, with the open-data scheme as far as it is known',
  tag,
  body: SystemInput,
  response: SystemView,
  status: 201,
  problems: ['not-permitted', 'already-exists'],
});

export const saveSystem = operation({
  id: 'saveSystem',
  method: 'PUT',
  path: '/systems/{id}',
  summary: 'Change a system and its scheme; `revision` is the one that was read',
  tag,
  params: ById,
  body: Type.Object({ ...input, revision: Type.Integer() }, { additionalProperties: false }),
  response: SystemView,
  problems: ['not-permitted', 'not-found', 'wrong-state', 'changed-meanwhile', 'already-exists'],
});

export const stepSystem = operation({
  id: 'stepSystem',
  method: 'POST',
  path: '/systems/{id}/{event}',
  summary: 'Begin building, ask for acceptance, accept, or return with all reasons at once',
  tag,
  params: Type.Object({ ...ById.properties, event: Literals(['begin', 'request', 'accept', 'return']) }),
  body: Type.Object(
    { reasons: Type.Array(Type.String({ minLength: 2, maxLength: 2000 }), { maxItems: 50, default: [] }) },
    { additionalProperties: false },
  ),
  response: Stepped,
  problems: ['not-permitted', 'not-found', 'wrong-state', 'four-eyes', 'scheme-missing', 'system-incomplete'],
});
