import { Type, type Static } from 'typebox';
import { operation } from '../api/operation.ts';
import { Abilities, ById, Literals, Nullable, Page, PageQuery, Stepped } from '../api/views.ts';
import { OpenClass } from '../datasets/list-entry.schema.ts';
import { HistoryItem } from '../events/event.schema.ts';
import { ClockView } from '../time/working-clock.ts';
import { MISMATCH_KINDS } from './mismatch.ts';
import { MISMATCH_STATES } from './mismatch.machine.ts';

const Named = Type.Object({ id: Type.String(), name: Type.String() });

export const MismatchView = Type.Object({
  id: Type.String(),
  code: Type.String(),
  kind: Literals(MISMATCH_KINDS),
  state: Literals(MISMATCH_STATES),
  publisher: Type.Object({ id: Type.String(), code: Type.String(), name: Type.String() }),
  entry: Nullable(Named),
  dataset: Nullable(Type.Object({ ...Named.properties, code: Type.String() })),
  /** As they stand now; null where that side has none. */
  declared: Nullable(OpenClass),
  listed: Nullable(OpenClass),
  foundAt: Type.String(),
  resolvedAt: Nullable(Type.String()),
  explanation: Nullable(Type.String()),
  clock: ClockView,
  can: Abilities,
});
export type MismatchView = Static<typeof MismatchView>;

/** Of the catalogue entries that are declared open, those with a listed dataset of that class whose data is open. */
export const OpenRate = Type.Object({
  publisher: Type.Object({ id: Type.String(), code: Type.String(), name: Type.String() }),
  declaredOpen: Type.Integer(),
  agreeing: Type.Integer(),
  mismatches: Type.Integer(),
});
export type OpenRate = Static<typeof OpenRate>;

const tag = 'Reconciliation';

export const getReconciliation = operation({
  id: 'getReconciliation',
  method: 'GET',
  path: '/reconciliation',
  summary: 'How far the open list carries out what the catalogue declares open, as a whole and by body',
  tag,
  response: Type.Object({
    declaredOpen: Type.Integer(),
    agreeing: Type.Integer(),
    mismatches: Type.Integer(),
    bodies: Type.Array(OpenRate),
  }),
  problems: ['not-permitted'],
});

export const listMismatches = operation({
  id: 'listMismatches',
  method: 'GET',
  path: '/mismatches',
  summary: 'Where catalogue and open list disagree, oldest first; resolved ones only when asked for',
  tag,
  query: Type.Object({
    kind: Type.Optional(Literals(MISMATCH_KINDS)),
    state: Type.Optional(Literals(MISMATCH_STATES)),
    publisher: Type.Optional(Type.String({ maxLength: 20, description: 'Code of a body' })),
    ...PageQuery,
  }),
  response: Page(MismatchView),
  problems: ['not-permitted', 'invalid-cursor'],
});

export const getMismatch = operation({
  id: 'getMismatch',
  method: 'GET',
  path: '/mismatches/{id}',
  summary: 'One mismatch between catalogue and open list, with its history',
  tag,
  params: ById,
  response: Type.Object({ mismatch: MismatchView, history: Type.Array(HistoryItem) }),
  problems: ['not-found'],
});

export const explainMismatch = operation({
  id: 'explainMismatch',
  method: 'POST',
  path: '/mismatches/{id}/explain',
  summary: 'Say why catalogue and list disagree and what will be done; it stays until both agree',
  tag,
  params: ById,
  body: Type.Object(
    { explanation: Type.String({ minLength: 5, maxLength: 2000 }) },
    { additionalProperties: false },
  ),
  response: Stepped,
  problems: ['not-permitted', 'not-found', 'wrong-state'],
});
