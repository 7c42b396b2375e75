import fc from 'fast-check';
import { OPEN_CLASSES, type OpenClass } from '../../../../rules/datasets/list-entry.schema.ts';
import { WORK_ORDER_EVENTS, type WorkOrderEvent } from '../../../../rules/work-orders/work-order.machine.ts';

/** Who tries: people of one role, one person who is editor and reviewer, someone of another body, a visitor. */
export const CALLERS = [
  'editor',
  'reviewer',
  'operator',
  'authority',
  'bothAsEditor',
  'bothAsReviewer',
  'otherEditor',
  'visitor',
] as const;
export type Caller = (typeof CALLERS)[number];

/** One thing that somebody tries; `on` chooses one of the history's datasets. */
export type Act = { on: number; by: Caller } & (
  | { kind: 'write'; supply: 'D1' | 'D2'; person: 'A1' | 'A3'; openClass: OpenClass; whole: boolean }
  | { kind: 'frequency'; updateFrequency: 'monthly' | 'static' }
  | { kind: 'prepare' | 'make-static' | 'publish' | 'send' | 'revoke' | 'list' | 'reconcile' }
  | { kind: 'order'; event: WorkOrderEvent }
  | { kind: 'step'; event: 'suspend' | 'resume' | 'withdraw' }
  | { kind: 'review'; result: 'passed' | 'not-passed' | 'state-secret' }
  | { kind: 'declare'; openness: OpenClass }
  | { kind: 'fields'; keep: number }
  | { kind: 'share'; shared: boolean }
  | { kind: 'consent'; opens: 'unconditional' | 'conditional' }
  | { kind: 'guideline' | 'refine'; gives: 'conditional' | 'closed' }
);
export type ActKind = Act['kind'];

const openClass = fc.constantFrom(...OPEN_CLASSES);
const k = <const K extends ActKind>(kind: K) => fc.constant(kind);

/** The most open twice: most of what is written could be opened. */
const supply = fc.constantFrom('D1' as const, 'D1' as const, 'D2' as const);
const person = fc.constantFrom('A1' as const, 'A1' as const, 'A3' as const);
const what = fc.oneof(
  {
    weight: 8,
    arbitrary: fc.record({
      kind: k('write'),
      supply,
      person,
      openClass,
      whole: fc.integer({ min: 0, max: 7 }).map((n) => n > 0),
    }),
  },
  { weight: 2, arbitrary: fc.record({ kind: k('prepare') }) },
  { weight: 9, arbitrary: fc.record({ kind: k('list') }) },
  { weight: 6, arbitrary: fc.record({ kind: k('order'), event: fc.constantFrom(...WORK_ORDER_EVENTS) }) },
  {
    weight: 3,
    arbitrary: fc.record({
      kind: k('step'),
      event: fc.constantFrom('suspend' as const, 'resume' as const, 'withdraw' as const),
    }),
  },
  {
    weight: 4,
    arbitrary: fc.record({
      kind: k('review'),
      result: fc.constantFrom(
        'passed' as const,
        'passed' as const,
        'not-passed' as const,
        'state-secret' as const,
      ),
    }),
  },
  { weight: 4, arbitrary: fc.record({ kind: k('declare'), openness: openClass }) },
  { weight: 2, arbitrary: fc.record({ kind: k('fields'), keep: fc.integer({ min: 0, max: 3 }) }) },
  { weight: 4, arbitrary: fc.record({ kind: k('share'), shared: fc.constantFrom(true, true, false) }) },
  {
    weight: 2,
    arbitrary: fc.record({
      kind: k('consent'),
      opens: fc.constantFrom('unconditional' as const, 'conditional' as const),
    }),
  },
  { weight: 2, arbitrary: fc.record({ kind: k('revoke') }) },
  { weight: 1, arbitrary: fc.record({ kind: k('send') }) },
  { weight: 2, arbitrary: fc.record({ kind: k('publish') }) },
  { weight: 2, arbitrary: fc.record({ kind: k('make-static') }) },
  {
    weight: 2,
    arbitrary: fc.record({
      kind: k('frequency'),
      updateFrequency: fc.constantFrom('monthly' as const, 'static' as const),
    }),
  },
  {
    weight: 1,
    arbitrary: fc.record({
      kind: fc.constantFrom('guideline' as const, 'refine' as const),
      gives: fc.constantFrom('conditional' as const, 'closed' as const),
    }),
  },
  { weight: 1, arbitrary: fc.record({ kind: k('reconcile') }) },
);

/** Mostly the one whose part it is; else anybody. */
const by = fc.oneof(
  { weight: 3, arbitrary: fc.constant(null) },
  { weight: 1, arbitrary: fc.constantFrom(...CALLERS) },
);

/** The one whose part an act is. */
const OWN: Record<ActKind, Caller> = {
  write: 'editor',
  frequency: 'editor',
  prepare: 'editor',
  'make-static': 'editor',
  list: 'editor',
  order: 'operator',
  step: 'reviewer',
  review: 'reviewer',
  declare: 'editor',
  fields: 'editor',
  share: 'editor',
  consent: 'editor',
  revoke: 'reviewer',
  send: 'editor',
  publish: 'reviewer',
  guideline: 'authority',
  refine: 'reviewer',
  reconcile: 'operator',
};
const ofOrder = (event: WorkOrderEvent): Caller =>
  event === 'accept' || event === 'return' ? 'operator' : event === 'cancel' ? 'editor' : 'reviewer';

/** Histories of up to `most` acts on two datasets, of which the first begins open. */
export const aHistory = (most: number): fc.Arbitrary<Act[]> =>
  fc.array(
    fc.tuple(what, by, fc.integer({ min: 0, max: 1 })).map(([act, caller, on]) => ({
      ...act,
      on,
      by: caller ?? (act.kind === 'order' ? ofOrder(act.event) : OWN[act.kind]),
    })),
    { minLength: Math.ceil((most * 2) / 3), maxLength: most },
  );
