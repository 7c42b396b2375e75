import { randomUUID } from 'node:crypto';
import type { LightMyRequestResponse } from 'fastify';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { PERMISSIONS } from '../../rules/access/permissions.ts';
import { ROLES } from '../../rules/access/roles.ts';
import type { Operation } from '../../rules/api/operation.ts';
import { PROBLEMS } from '../../rules/problems/problems.ts';
import { OPERATIONS } from '../operations.ts';
import {
  aCaller,
  CALLER_KINDS,
  type CallerKind,
  type MatrixCaller,
  type Way,
} from '../testing/matrix/callers.ts';
import { CELLS, type Asked, type Cell } from '../testing/matrix/cells.ts';
import { expectedOf, knowsOf, type Outcome } from '../testing/matrix/expected.ts';
import { stockOfThings, type Thing, type Things } from '../testing/matrix/things.ts';
import { aBody } from '../testing/people.ts';
import { testPlatform, type Platform } from '../testing/platform.ts';

const DISTRICTS = { own: '黄浦区', other: '徐汇区' };
let platform: Platform;
let things: Things;
const callers = new Map<string, MatrixCaller>();

beforeAll(async () => {
  const whole = await testPlatform();
  const { services, person } = whole;
  const bodies = { own: await aBody(services, 'HPQ', DISTRICTS.own), other: whole.bodies.other };
  const tokens = {
    ...whole.tokens,
    editor: await person('publisher-editor', { bodyId: bodies.own }),
    reviewer: await person('publisher-reviewer', { bodyId: bodies.own }),
  };
  platform = { ...whole, bodies, tokens };
  things = stockOfThings(platform);
  for (const [index, kind] of CALLER_KINDS.entries()) {
    callers.set(kind.title, await aCaller(services, kind, { bodies, districts: DISTRICTS }, index + 1));
  }
}, 120_000);
afterAll(() => platform.close());

let calls = 0;
const callerOf = (kind: CallerKind): MatrixCaller => {
  const caller = callers.get(kind.title);
  if (!caller) throw new Error(`no caller ${kind.title}`);
  return caller;
};

function send(
  operation: Operation,
  caller: MatrixCaller,
  way: Way,
  asked: Asked,
): Promise<LightMyRequestResponse> {
  const { path = {}, query = {}, body } = asked;
  const filled = operation.path.replaceAll(/\{(\w+)\}/g, (_, name: string) => path[name] ?? '');
  return platform.app.inject({
    method: operation.method,
    url: `/api/v1${filled}`,
    query,
    headers: caller.headers[way],
    remoteAddress: caller.address,
    ...(body === undefined ? {} : { payload: body }),
  });
}

const REFUSALS: Record<string, Outcome> = {
  'not-permitted': 'refused',
  'not-found': 'hidden',
  'sign-in-required': 'asked to sign in',
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
const titled = (each: Case): [string, string, string, Case] => [
  each.cell.basis,
  `${each.kind.title}${each.cell.account === 'session' ? ` by ${each.way}` : ''}`,
  `${each.operation.id} on ${each.cell.on}`,
  each,
];

describe('the permission matrix over HTTP', () => {
  it('given every operation of the platform, when the matrix is read, then each has its cells and nothing else has', () => {
    expect(Object.keys(CELLS).sort()).toEqual(OPERATIONS.map(({ operation }) => operation.id).sort());
    expect(Object.entries(CELLS).filter(([, cells]) => cells.length === 0)).toEqual([]);
  });

  it('given every role, when the callers are read, then each is there but the platform’s own, which has no permission', () => {
    expect([...new Set(CALLER_KINDS.map(({ role }) => role)), 'system'].sort()).toEqual([...ROLES].sort());
    expect(PERMISSIONS.system).toEqual({});
  });

  describe.each(OPERATIONS.map(({ operation }) => operation.id))('%s', (id) => {
    const own = CASES.filter(({ operation }) => operation.id === id);
    it.each(own.map(titled))(
      '[%s] given a %s, when they ask for %s, then it ends as the matrix says',
      async (_basis, _who, _what, { operation, cell, kind, way, expected }) => {
        const caller = callerOf(kind);
        const shelf = cell.of && things[cell.of];
        const thing: Thing = (await shelf?.take()) ?? { id: '' };
        const asked = await cell.ask({ platform, caller, thing, number: (calls += 1) });
        const answer = await send(operation, caller, way, asked);
        const outcome = outcomeOf(answer, operation, cell);
        expect(outcome, answer.body.slice(0, 500)).toBe(expected);
        if (outcome === 'done') {
          if (cell.spends) shelf?.spend();
          return;
        }
        if (asked.path?.['id'] === undefined || knowsOf(cell, kind)) return;
        const nowhere = await send(operation, caller, way, {
          ...asked,
          path: { ...asked.path, id: randomUUID() },
        });
        expect(saidBy(answer)).toEqual(saidBy(nowhere));
      },
    );
  });

  it('[xz-25-7] given the security administrator, when they give out the roles of nobody, then it is refused', async () => {
    const caller = callerOf({ title: 'security-administrator', role: 'security-administrator', place: null });
    const { id } = await things.somebody.take();
    for (const role of ['visitor', 'system']) {
      const answer = await platform.app.inject({
        method: 'POST',
        url: `/api/v1/accounts/${id}/memberships`,
        headers: caller.headers.token,
        payload: { role },
      });
      expect(answer.statusCode).toBe(PROBLEMS['invalid-input']);
    }
  });
});
