import type { Machine, Transition } from '../machine/machine.ts';

export const MISMATCH_STATES = ['found', 'explained', 'resolved'] as const;
export type MismatchState = (typeof MISMATCH_STATES)[number];
export const MISMATCH_EVENTS = ['explain', 'resolve'] as const;
export type MismatchEvent = (typeof MISMATCH_EVENTS)[number];

/** What the life cycle of a mismatch looks at. */
export interface MismatchThing {
  state: MismatchState;
  bodyId: string;
  /** Catalogue and list agree by now. */
  agrees: boolean;
}
type To = Transition<MismatchState, MismatchThing>;

const explain: To = { to: 'explained', basis: 'plan2023-2.3', guards: [] };
const resolve: To = {
  to: 'resolved',
  basis: 'plan2023-2.3',
  guards: [{ basis: 'plan2023-2.3', code: 'wrong-state', holds: ({ agrees }) => agrees }],
};

/**
 * Mismatch between catalogue and open list: found → explained by its body → resolved. It is resolved when
 * both sides agree again and never before: nobody can talk a mismatch away.
 */
export const mismatchMachine: Machine<MismatchState, MismatchEvent, MismatchThing> = {
  name: 'mismatch',
  states: MISMATCH_STATES,
  events: MISMATCH_EVENTS,
  needs: { explain: 'mismatch.explain', resolve: 'mismatch.explain' },
  target: ({ bodyId }) => ({ bodyId }),
  transitions: {
    found: { explain, resolve },
    explained: { explain, resolve },
    resolved: { explain: null, resolve: null },
  },
};
