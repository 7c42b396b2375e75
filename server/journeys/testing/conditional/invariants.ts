import { expect } from 'vitest';
import { PERMISSIONS } from '../../../../rules/access/permissions.ts';
import { ROLES, type Role } from '../../../../rules/access/roles.ts';
import { agreementMachine } from '../../../../rules/agreements/agreement.machine.ts';
import { applicationPartMachine } from '../../../../rules/applications/application-part.machine.ts';
import type { Event } from '../../../../rules/events/event.schema.ts';
import { widerIn } from '../../../../rules/grants/fit.ts';
import { grantMachine } from '../../../../rules/grants/grant.machine.ts';
import type { Machine } from '../../../../rules/machine/machine.ts';
import type { PausedClockView } from '../../../../rules/time/paused-clock.ts';
import { cityDay } from '../../../../rules/time/clock.ts';
import { APPLICANTS, type Answer, type Chain } from './chain.ts';

/** All that the chain has come to. */
export type Standing = Awaited<ReturnType<typeof standingOf>>;

export async function standingOf({ platform }: Chain, since = 0) {
  const { db } = platform.services;
  const [parts, agreements, signatures, grants, events] = await Promise.all([
    db
      .selectFrom('application_part')
      .innerJoin('access_application', 'access_application.id', 'application_id')
      .selectAll('application_part')
      .select(['owner_id', 'organisation_id'])
      .execute(),
    db.selectFrom('agreement').selectAll().execute(),
    db.selectFrom('agreement_signature').selectAll().execute(),
    db.selectFrom('data_grant').selectAll().execute(),
    db
      .selectFrom('event')
      .select(['position', 'at', 'body'])
      // The last one that was seen comes again, so that time can be compared with it.
      .where('position', '>=', since)
      .orderBy('position')
      .execute(),
  ]);
  return { parts, agreements, signatures, grants, events, last: events.at(-1)?.position ?? since };
}

const CYCLES = [
  {
    of: 'parts',
    thing: 'application-part',
    prefix: 'application.',
    start: 'draft',
    machine: applicationPartMachine,
  },
  { of: 'agreements', thing: 'agreement', prefix: 'agreement.', start: 'offered', machine: agreementMachine },
  { of: 'grants', thing: 'grant', prefix: 'grant.', start: 'preparing', machine: grantMachine },
] as const;
/** As the tables are read here: by their names. */
interface Cycle {
  start: string;
  thing: string;
  prefix: string;
  machine: Pick<Machine<string, string, { state: string }>, 'events' | 'needs' | 'transitions'>;
}

/** What must say why. */
const REFUSALS = [
  ...['application.decline', 'application.narrow', 'application.reject', 'application.send-back'],
  ...['agreement.refuse', 'agreement.withdraw', 'agreement.return', 'agreement.terminate'],
  ...['grant.restrict', 'grant.suspend', 'grant.revoke'],
];
const says = (reasons: readonly unknown[]): boolean =>
  reasons.length > 0 &&
  reasons.every((reason) => {
    const text = typeof reason === 'string' ? reason : (reason as { text?: string }).text;
    return (text ?? '').trim() !== '';
  });

/** Whatever was tried: what holds after each act, of all that there is. */
export async function expectKept(chain: Chain, before: Standing, after: Standing): Promise<void> {
  const events = after.events
    .filter(({ position }) => position > before.last)
    .map(({ body }) => JSON.parse(body) as Event);
  expectTimeForward(before, after);
  expectEveryChangeRecorded(before, after, events);
  expectActsNamed(events);
  expectTwoPeople(after);
  expectGrantsWithin(after);
  expectAgreementsBehind(chain, after);
  for (const event of events)
    if (REFUSALS.includes(event.action))
      expect([event.action, says(event.reasons)]).toEqual([event.action, true]);
  expectReasons(after);
  await expectDeliveryRightly(chain, after);
}

/** Events come in the order of time, and so do the moments of a part. */
function expectTimeForward(before: Standing, after: Standing): void {
  const times = after.events.map(({ at }) => at.getTime());
  expect(times).toEqual(times.toSorted((one, other) => one - other));
  const known = new Map(before.parts.map((part) => [part.id, part]));
  for (const { id, submitted_at, accepted_at, decided_at } of after.parts) {
    const was = known.get(id);
    // A review begins once, when it is taken in.
    if (was?.accepted_at && was.state !== 'submitted') expect(accepted_at).toEqual(was.accepted_at);
    if (accepted_at) expect(accepted_at >= (submitted_at ?? accepted_at)).toBe(true);
    if (decided_at) expect(decided_at >= (accepted_at ?? decided_at)).toBe(true);
  }
}

/** From the state that was, the recorded events lead to the state that is, each by a cell of the table. */
function expectEveryChangeRecorded(before: Standing, after: Standing, events: readonly Event[]): void {
  for (const { of, ...cycle } of CYCLES) {
    const known = new Map(before[of].map(({ id, state }) => [id, state]));
    for (const { id, state } of after[of]) {
      const from = known.get(id) ?? cycle.start;
      expect([cycle.thing, led(cycle as unknown as Cycle, from, id, events)]).toEqual([cycle.thing, state]);
    }
  }
}

function led({ thing, prefix, machine }: Cycle, from: string, id: string, events: readonly Event[]): string {
  let state = from;
  for (const event of events) {
    const name = event.action.slice(prefix.length);
    if (event.thing !== thing || event.thingId !== id || !machine.events.includes(name)) continue;
    const transition = machine.transitions[state]?.[name];
    expect([state, name, transition?.to !== undefined]).toEqual([state, name, true]);
    expect(event.provision).not.toBeNull();
    expectPermitted(machine.needs[name] ?? '', event);
    state = transition?.to ?? state;
  }
  return state;
}

/** The role in which it was done may do it, or the platform did it: grants also follow from what others may. */
function expectPermitted(action: string, { role, thing }: Event): void {
  if (role === 'system' || thing === 'grant') return;
  expect([role, action, action in PERMISSIONS[role as Role]]).toEqual([role, action, true]);
}

function expectActsNamed(events: readonly Event[]): void {
  for (const { action, actor, role } of events) {
    expect(ROLES).toContain(role);
    expect([action, role === 'system' || actor !== null]).toEqual([action, true]);
  }
}

/** Nobody decides alone, or for themselves. */
function expectTwoPeople({ parts, signatures }: Standing): void {
  for (const { state, decided_by, opinion_by, owner_id } of parts) {
    if (!['approved', 'rejected', 'narrower-offered'].includes(state)) continue;
    expect(decided_by).not.toBeNull();
    expect(decided_by).not.toBe(opinion_by);
    expect([decided_by, opinion_by]).not.toContain(owner_id);
  }
  for (const [, both] of Map.groupBy(signatures, ({ agreement_id }) => agreement_id))
    expect(new Set(both.map(({ account_id }) => account_id)).size).toBe(both.length);
}

/** What is enforced lies within what was agreed, and that within what was approved. */
function expectGrantsWithin({ parts, agreements, grants }: Standing): void {
  for (const { offered, terms } of parts) if (offered) expect(widerIn(offered, terms)).toEqual([]);
  for (const { part } of agreements) {
    const approved = parts.find(({ id }) => id === part.partId);
    if (approved) expect(widerIn(part.terms, approved.offered ?? approved.terms)).toEqual([]);
  }
  for (const { agreement_id, agreed, terms } of grants) {
    const agreement = agreements.find(({ id }) => id === agreement_id);
    expect(agreement).toBeDefined();
    if (agreement) expect(widerIn(agreed, agreement.part.terms)).toEqual([]);
    expect(widerIn(terms, agreed)).toEqual([]);
  }
}

const ENDED = ['revoked', 'expired'];

/** A grant that may deliver has an agreement in force that both have signed, and one that ended has none that goes on. */
function expectAgreementsBehind({ clock }: Chain, { agreements, signatures, grants, parts }: Standing): void {
  for (const { agreement_id, state, owner_id } of grants) {
    if (ENDED.includes(state)) continue;
    const agreement = agreements.find(({ id }) => id === agreement_id);
    expect([state, agreement?.state]).toEqual([state, 'in-force']);
    const sides = signatures.filter((each) => each.agreement_id === agreement_id).map(({ party }) => party);
    expect(sides.toSorted()).toEqual(['publisher', 'user']);
    expect(agreement?.owner_id).toBe(owner_id);
    expect(cityDay(agreement?.until ?? new Date(0)) >= cityDay(clock.now())).toBe(true);
  }
  for (const { part } of agreements)
    expect(parts.find(({ id }) => id === part.partId)?.state).toMatch(/^(approved|withdrawn)$/);
}

function expectReasons({ parts, agreements, grants }: Standing): void {
  for (const { state, reasons } of parts)
    if (['declined', 'rejected', 'narrower-offered'].includes(state))
      expect([state, says(reasons)]).toEqual([state, true]);
  for (const { state, reasons } of agreements)
    if (['refused', 'withdrawn', 'returned', 'terminated'].includes(state))
      expect([state, says(reasons)]).toEqual([state, true]);
  for (const { state, reason } of grants)
    if (['restricted', 'suspended', 'revoked'].includes(state))
      expect([state, says([reason ?? ''])]).toEqual([state, true]);
}

/** Rows come to whoever holds a grant that delivers, its fields alone; to nobody else. */
async function expectDeliveryRightly(chain: Chain, { grants }: Standing): Promise<void> {
  for (const who of APPLICANTS) {
    const { accountId } = chain.people[who];
    const held = grants.filter(
      ({ owner_id, state, terms }) =>
        owner_id === accountId && ['active', 'restricted'].includes(state) && isWithin(chain, terms),
    );
    const { status, body } = await chain.ask(who, 'GET', `/datasets/${chain.dataset}/records?limit=1`);
    // 429: as often as was agreed for a day.
    if (held.length === 0) expect([who, status >= 400]).toEqual([who, true]);
    if (status !== 200) continue;
    const { items = [] } = body as { items?: object[] };
    const fields = held.flatMap(({ terms }) => terms.fields);
    for (const row of items) expect(Object.keys(row).filter((name) => !fields.includes(name))).toEqual([]);
  }
  for (const who of ['operator', 'otherReviewer'] as const)
    expect(
      (await chain.ask(who, 'GET', `/datasets/${chain.dataset}/records?limit=1`)).status,
    ).toBeGreaterThan(399);
}

const isWithin = ({ clock }: Chain, { from, until }: { from: string; until: string }): boolean => {
  const today = cityDay(clock.now());
  return from <= today && today <= until;
};

/** A refused call says what is wrong. */
export function expectAnswered(answer: Answer | null): void {
  if (answer === null || answer.status < 400) return;
  expect(answer.status).toBeLessThan(500);
  expect(answer.body.code).toMatch(/^[a-z-]+$/);
  if (answer.body.code === 'invalid-input') expect(answer.body.errors?.length ?? 0).toBeGreaterThan(0);
}

/** By part: since when its review runs, and what its clock showed. */
export type Clocks = Map<string, { since: string; clock: PausedClockView }>;

/** Of each review that runs: it does not go back, and its limit does not come nearer. */
export async function clocksOf(chain: Chain): Promise<Clocks> {
  const clocks: Clocks = new Map();
  for (const id of chain.applications)
    for (const { id: partId, clock, acceptedAt } of (await chain.view(id))?.parts ?? [])
      if (clock && acceptedAt !== null) clocks.set(partId, { since: acceptedAt, clock });
  return clocks;
}

export function expectClocksForward(before: Clocks, after: Clocks): void {
  for (const [id, { since, clock }] of after) {
    const known = before.get(id);
    if (known?.since !== since) continue;
    expect(clock.daysInAll).toBeGreaterThanOrEqual(known.clock.state === 'done' ? 0 : known.clock.daysInAll);
    expect(clock.day).toBeGreaterThanOrEqual(known.clock.state === 'done' ? 0 : known.clock.day);
    expect(clock.dueOn >= known.clock.dueOn).toBe(true);
  }
}
