import type { Machine, Transition } from '../../machine/machine.ts';

export const IMPORT_STATES = [
  'receiving',
  'comparing',
  'compared',
  'refused',
  'taking',
  'taken',
  'dropped',
] as const;
export type ImportState = (typeof IMPORT_STATES)[number];
export const IMPORT_EVENTS = ['receive', 'compare', 'refuse', 'take', 'finish', 'drop'] as const;
export type ImportEvent = (typeof IMPORT_EVENTS)[number];

export interface ImportThing {
  state: ImportState;
}
type To = Transition<ImportState, ImportThing>;

const receive: To = { to: 'comparing', basis: 'xz-9', guards: [] };
const compare: To = { to: 'compared', basis: 'xz-9', guards: [] };
const refuse: To = { to: 'refused', basis: 'xz-9', guards: [] };
const take: To = { to: 'taking', basis: 'xz-9', guards: [] };
const finish: To = { to: 'taken', basis: 'xz-9', guards: [] };
const drop: To = { to: 'dropped', basis: 'xz-9', guards: [] };
const none = { receive: null, compare: null, refuse: null, take: null, finish: null, drop: null } as const;

/** An export of a catalogue: received → compared with what is here → taken | dropped, or refused as no catalogue. */
export const catalogueImportMachine: Machine<ImportState, ImportEvent, ImportThing> = {
  name: 'catalogue-import',
  states: IMPORT_STATES,
  events: IMPORT_EVENTS,
  needs: {
    receive: 'catalogue.import',
    compare: 'catalogue.import',
    refuse: 'catalogue.import',
    take: 'catalogue.import',
    finish: 'catalogue.import',
    drop: 'catalogue.import',
  },
  target: () => ({}),
  transitions: {
    receiving: { ...none, receive, drop },
    comparing: { ...none, compare, refuse },
    compared: { ...none, take, drop },
    refused: none,
    taking: { ...none, finish },
    taken: none,
    dropped: none,
  },
};
