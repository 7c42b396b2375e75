import { randomUUID } from 'node:crypto';
import type { LightMyRequestResponse } from 'fastify';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { PERMISSIONS } from '../../rules/access/permissions.ts';
import { ROLES } from '../../rules/access/roles.ts';
import type { Operation } from '../../rules/api/operation.ts';
import { grantMembership } from '../../rules/accounts/accounts.operations.ts';
import { PROBLEMS } from '../../rules/problems/problems.ts';
import type { Provision } from '../../rules/provisions/provisions.ts';
import { OPERATIONS } from '../operations.ts';
import { CALLER_KINDS, type CallerKind, type Way } from '../testing/matrix/callers.ts';
import type { Cell } from '../testing/matrix/cell.ts';
import { CELLS } from '../testing/matrix/cells.ts';
import { expectedOf, knowsOf, type Outcome } from '../testing/matrix/expected.ts';
import type { Thing } from '../testing/matrix/things.ts';
import { aWorld, type World } from '../testing/matrix/world.ts';

let world: World;
beforeAll(async () => {
  world = await aWorld();
}, 120_000);
afterAll(() => world.platform.close());

let calls = 0;
const REFUSALS: Record<string, Outcome> = {
  'not-permitted': 'refused',
  'not-found': 'hidden',
  'sign-in-required': 'sign in first',
};

/** A problem that is none of permission counts as done only where the cell says that it is met further in. */
function outcomeOf(answer: LightMyRequestResponse, operation: Operation, { answers }: Cell): string {
  if (answer.statusCode < 400)
    return answer.statusCode === operation.status ? 'done' : `${answer.statusCode}`;
  const { code, status } = answer.json<{ code: string; status: number }>();
  expect(status).toBe(answer.statusCode);
  return REFUSALS[code] ?? (code === answers ? 'done' : code);
}

/** All that a refusal says, but for what names the very request. */
function saidBy(answer: LightMyRequestResponse): Record<string, unknown> {
  const { instance: _instance, traceId: _traceId, ...said } = answer.json<Record<string, unknown>>();
  return said;
}

interface Case {
  operation: Operation;
  cell: Cell;
  kind: CallerKind;
  way: Way;
  expected: Outcome;
}
const CASES: Case[] = OPERATIONS.flatMap(({ operation }) =>
  (CELLS[operation.id] ?? []).flatMap((cell) =>
    (cell.account === 'session' ? (['token', 'session'] as const) : (['token'] as const)).flatMap((way) =>
      CALLER_KINDS.map((kind) => ({ operation, cell, kind, way, expected: expectedOf(cell, kind, way) })),
    ),
  ),
);
type Row = [who: string, what: string, outcome: Outcome, asked: Case];
/** A literal tag stands in each title below, so that the page of provisions finds it. */
const restingOn = (provision: Provision): Row[] =>
  CASES.filter(({ cell }) => cell.basis === provision).map((each) => [
    `${each.kind.title}${each.cell.account === 'session' ? ` by ${each.way}` : ''}`,
    `${each.operation.id} on ${each.cell.on}`,
    each.expected,
    each,
  ]);
const ON_THE_LIST = restingOn('xz-9');
const LIVE = restingOn('xz-9-3');
const BUILT = restingOn('xz-23');
const REVIEWED = restingOn('xz-10');
const CHANGES = restingOn('xz-11');
const GRADED = restingOn('xz-13');
const SECRET = restingOn('grading2019');
const DOCUMENTED = restingOn('guide2020-2');
const RULED = restingOn('xz-26');
const CLOSED = restingOn('xz-14-1');
const CHECKED = restingOn('xz-16-1');
const CONNECTED = restingOn('xz-16-2');
const OPEN = restingOn('xz-17');
const CONDITIONAL = restingOn('xz-18');
const APPLIED = restingOn('xz-19');
const HEARD = restingOn('xz-19-3');
const DELIVERED = restingOn('xz-21');
const AGREED = restingOn('xz-20');
const EMERGENCY = restingOn('cq-main-4');
const FOLLOWED = restingOn('xz-29');
const REPORTED = restingOn('xz-30');
const PUNISHED = restingOn('xz-32');
const SAFE = restingOn('xz-25-7');
const SUSPENDED = restingOn('xz-31');
const FAST = restingOn('plan2023-2.4');
const CONSENTED = restingOn('plan2023-3.4');
const TRACED = restingOn('plan2023-3.5');
const DECLARED = restingOn('plan2023-2.3');

async function asAnswered(...[, , expected, { operation, cell, kind, way }]: Row): Promise<void> {
  const { platform, things, send } = world;
  const caller = world.callerOf(kind);
  const shelf = cell.of && things[cell.of];
  const thing: Thing = (await shelf?.take()) ?? { id: '' };
  const asked = await cell.ask({ platform, caller, thing, number: (calls += 1) });
  const answer = await send(operation, caller, asked, way);
  const outcome = outcomeOf(answer, operation, cell);
  expect(outcome, answer.body.slice(0, 500)).toBe(expected);
  if (outcome === 'done') {
    if (cell.spends) shelf?.spend();
    return;
  }
  // What the caller may not know of answers as if it were not there.
  if (asked.path?.['id'] === undefined || knowsOf(cell, kind)) return;
  const elsewhere = { ...asked, path: { ...asked.path, id: randomUUID() } };
  expect(saidBy(answer)).toEqual(saidBy(await send(operation, caller, elsewhere, way)));
}

describe('the permission matrix over HTTP', () => {
  it('given every operation of the platform, when the matrix is read, then each has its cells and nothing else has', () => {
    expect(Object.keys(CELLS).sort()).toEqual(OPERATIONS.map(({ operation }) => operation.id).sort());
    expect(Object.entries(CELLS).filter(([, cells]) => cells.length === 0)).toEqual([]);
  });

  it('given every role, when the callers are read, then each is there but the platform’s own, which has no permission', () => {
    expect([...new Set(CALLER_KINDS.map(({ role }) => role)), 'system'].sort()).toEqual([...ROLES].sort());
    expect(PERMISSIONS.system).toEqual({});
  });

  it('given every cell, when its provision is read, then it is one of those that follow', () => {
    const asked = [
      ON_THE_LIST,
      CHANGES,
      CLOSED,
      CHECKED,
      CONNECTED,
      OPEN,
      CONDITIONAL,
      APPLIED,
      HEARD,
      DELIVERED,
      AGREED,
      FOLLOWED,
      REPORTED,
      EMERGENCY,
      PUNISHED,
      SAFE,
      SUSPENDED,
      DECLARED,
      FAST,
      CONSENTED,
      TRACED,
      GRADED,
      SECRET,
      REVIEWED,
      BUILT,
      LIVE,
      DOCUMENTED,
      RULED,
    ];
    expect(asked.flat().length).toBe(CASES.length);
  });

  it.each(OPEN)('[xz-17] given the role %s, when it asks for %s, then the answer is: %s', asAnswered);
  it.each(ON_THE_LIST)('[xz-9] given the role %s, when it asks for %s, then the answer is: %s', asAnswered);
  it.each(BUILT)('[xz-23] given the role %s, when it asks for %s, then the answer is: %s', asAnswered);
  it.each(REVIEWED)('[xz-10] given the role %s, when it asks for %s, then the answer is: %s', asAnswered);
  it.each(LIVE)('[xz-9-3] given the role %s, when it asks for %s, then the answer is: %s', asAnswered);
  it.each(CHANGES)('[xz-11] given the role %s, when it asks for %s, then the answer is: %s', asAnswered);
  it.each(GRADED)('[xz-13] given the role %s, when it asks for %s, then the answer is: %s', asAnswered);
  it.each(SECRET)('[grading2019] given the role %s, when it asks for %s, then the answer is: %s', asAnswered);
  it.each(RULED)('[xz-26] given the role %s, when it asks for %s, then the answer is: %s', asAnswered);
  it.each(DOCUMENTED)(
    '[guide2020-2] given the role %s, when it asks for %s, then the answer is: %s',
    asAnswered,
  );
  it.each(CLOSED)('[xz-14-1] given the role %s, when it asks for %s, then the answer is: %s', asAnswered);
  it.each(CHECKED)('[xz-16-1] given the role %s, when it asks for %s, then the answer is: %s', asAnswered);
  it.each(CONNECTED)('[xz-16-2] given the role %s, when it asks for %s, then the answer is: %s', asAnswered);
  it.each(APPLIED)('[xz-19] given the role %s, when it asks for %s, then the answer is: %s', asAnswered);

  it.each(HEARD)('[xz-19-3] given the role %s, when it asks for %s, then the answer is: %s', asAnswered);

  it.each(CONDITIONAL)('[xz-18] given the role %s, when it asks for %s, then the answer is: %s', asAnswered);
  it.each(DELIVERED)('[xz-21] given the role %s, when it asks for %s, then the answer is: %s', asAnswered);
  it.each(AGREED)('[xz-20] given the role %s, when it asks for %s, then the answer is: %s', asAnswered);
  it.each(FOLLOWED)('[xz-29] given the role %s, when it asks for %s, then the answer is: %s', asAnswered);
  it.each(REPORTED)('[xz-30] given the role %s, when it asks for %s, then the answer is: %s', asAnswered);
  it.each(PUNISHED)('[xz-32] given the role %s, when it asks for %s, then the answer is: %s', asAnswered);
  it.each(EMERGENCY)(
    '[cq-main-4] given the role %s, when it asks for %s, then the answer is: %s',
    asAnswered,
  );
  it.each(SAFE)('[xz-25-7] given the role %s, when it asks for %s, then the answer is: %s', asAnswered);
  it.each(DECLARED)(
    '[plan2023-2.3] given the role %s, when it asks for %s, then the answer is: %s',
    asAnswered,
  );
  it.each(FAST)('[plan2023-2.4] given the role %s, when it asks for %s, then the answer is: %s', asAnswered);
  it.each(CONSENTED)(
    '[plan2023-3.4] given the role %s, when it asks for %s, then the answer is: %s',
    asAnswered,
  );
  it.each(TRACED)(
    '[plan2023-3.5] given the role %s, when it asks for %s, then the answer is: %s',
    asAnswered,
  );
  it.each(SUSPENDED)('[xz-31] given the role %s, when it asks for %s, then the answer is: %s', asAnswered);

  it('[xz-25-7] given the security administrator, when they give out the roles of nobody, then it is refused', async () => {
    const role = 'security-administrator';
    const caller = world.callerOf({ title: role, role, place: null });
    const { id } = await world.things.somebody.take();
    for (const wished of ['visitor', 'system']) {
      const asked = { path: { id }, body: { role: wished } };
      const answer = await world.send(grantMembership, caller, asked);
      expect(answer.statusCode).toBe(PROBLEMS['invalid-input']);
    }
  });
});
