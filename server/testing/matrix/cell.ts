import type { Action } from '../../../rules/access/permissions.ts';
import type { ProblemCode } from '../../../rules/problems/problems.ts';
import type { Provision } from '../../../rules/provisions/provisions.ts';
import type { Platform } from '../platform.ts';
import type { MatrixCaller } from './callers.ts';
import type { Thing, ThingName } from './things.ts';

/** What a question is put together from. */
export interface Stand {
  platform: Platform;
  caller: MatrixCaller;
  /** The thing that the cell is about; empty where it is about none. */
  thing: Thing;
  /** Counts up, for names that must be new. */
  number: number;
}
/** Path parameters, query and body of one call. */
export interface Asked {
  path?: Record<string, string>;
  query?: Record<string, string>;
  body?: object;
}
export type Whose =
  'granted' | 'mine' | 'thing' | 'organisation' | 'place' | 'self' | 'somebody' | 'colleague' | 'city';

/** One operation on one kind of thing, and what the permission matrix must say for it to be done. */
export interface Cell {
  /** The thing as a title says it. */
  on: string;
  basis: Provision;
  of?: ThingName;
  /**
   * Who may know of the thing: `anyone`, those with this action, or `unasked` where permission is decided before
   * anything is looked up, so that the answer is the same for a thing that does not exist.
   */
  knows: Action | 'anyone' | 'unasked' | 'nobody';
  needs: Action | 'anyone' | 'nobody';
  whose: Whose;
  /** `needed`: a visitor is asked to sign in before anything else; `session`: and a program is refused. */
  account?: 'needed' | 'session';
  /** What the permitted meet further in, where it is not the operation's success. */
  answers?: ProblemCode;
  /** The thing cannot be asked for again once it was permitted. */
  spends?: true;
  ask: (stand: Stand) => Asked | Promise<Asked>;
}

export const byId = ({ thing }: Stand): Asked => ({ path: { id: thing.id } });
const nothing = (): Asked => ({});
export const free = (on: string, ask: Cell['ask'] = nothing): Cell => ({
  on,
  basis: 'xz-17',
  knows: 'anyone',
  needs: 'anyone',
  whose: 'city',
  ask,
});
/** Read by whoever may know of it. */
export const read = (on: string, of: ThingName, action: Action, ask: Cell['ask'] = byId): Cell => ({
  on,
  basis: 'xz-25-7',
  of,
  knows: action,
  needs: action,
  whose: 'thing',
  ask,
});
export const publicly = (on: string, of: ThingName, ask: Cell['ask'] = byId): Cell => ({
  ...read(on, of, 'dataset.read', ask),
  basis: 'xz-17',
  knows: 'anyone',
});
/** Decided by the role alone, before anything is looked up. */
export const office = (on: string, needs: Action, ask: Cell['ask'] = nothing): Cell => ({
  on,
  basis: 'xz-25-7',
  knows: 'unasked',
  needs,
  whose: 'city',
  ask,
});
export const inPlace = (on: string, needs: Action, ask: Cell['ask'] = nothing): Cell => ({
  ...office(on, needs, ask),
  whose: 'place',
});
