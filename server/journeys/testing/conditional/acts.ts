import fc from 'fast-check';
import { AGREEMENT_STEPS } from '../../../../rules/agreements/agreements.operations.ts';
import {
  INTAKE_EVENTS,
  REVIEW_EVENTS,
  type PartState,
} from '../../../../rules/applications/application-part.machine.ts';
import { GRANT_EVENTS } from '../../../../rules/grants/grant.machine.ts';
import { expireAgreements } from '../../../features/agreements/index.ts';
import { OPINION } from '../../../testing/applying.ts';
import { APPLICANTS, PEOPLE, type Answer, type Chain, type Who } from './chain.ts';

/** By how often they are tried. */
const OUTCOMES = ['reject', 'narrow', 'narrow', 'approve', 'approve', 'approve'] as const;
const REASONS = ['模型的测试'];

/** One thing that somebody tries; `pick` chooses among what there is. */
export type Act =
  | { kind: 'apply'; who: (typeof APPLICANTS)[number] }
  | { kind: 'forward'; pick: number; branch: number }
  | { kind: 'step'; who: Who; event: string; said: boolean; pick: number }
  | { kind: 'opine'; who: Who; branch: number; said: boolean; pick: number }
  | { kind: 'sign'; who: Who; pick: number }
  | { kind: 'agreement'; who: Who; event: string; said: boolean; pick: number }
  | { kind: 'grant'; who: Who; event: string; calls: number; pick: number }
  | { kind: 'wait'; days: number };

const who = fc.constantFrom(...PEOPLE);
const pick = fc.nat(1000);
const branch = fc.nat(1000);
const said = fc.boolean();

export const aHistory = (acts: number): fc.Arbitrary<Act[]> =>
  fc.array(
    fc.oneof(
      {
        weight: 1,
        arbitrary: fc.record({ kind: fc.constant('apply' as const), who: fc.constantFrom(...APPLICANTS) }),
      },
      { weight: 24, arbitrary: fc.record({ kind: fc.constant('forward' as const), pick, branch }) },
      {
        weight: 6,
        arbitrary: fc.record({
          ...{ kind: fc.constant('step' as const), who, said, pick },
          event: fc.constantFrom(...INTAKE_EVENTS, ...REVIEW_EVENTS),
        }),
      },
      { weight: 2, arbitrary: fc.record({ kind: fc.constant('opine' as const), who, branch, said, pick }) },
      { weight: 3, arbitrary: fc.record({ kind: fc.constant('sign' as const), who, pick }) },
      {
        weight: 3,
        arbitrary: fc.record({
          ...{ kind: fc.constant('agreement' as const), who, said, pick },
          event: fc.constantFrom(...AGREEMENT_STEPS),
        }),
      },
      {
        weight: 4,
        arbitrary: fc.record({
          ...{
            kind: fc.constant('grant' as const),
            who: fc.constantFrom('reviewer', 'operator', 'member', 'editor'),
            pick,
          },
          ...{ event: fc.constantFrom(...GRANT_EVENTS), calls: fc.constantFrom(1, 50, 1_000_000) },
        }),
      },
      {
        weight: 4,
        arbitrary: fc.record({
          kind: fc.constant('wait' as const),
          days: fc.constantFrom(0, 1, 3, 9, 20, 400),
        }),
      },
    ),
    { minLength: acts, maxLength: acts },
  );

const ENDS = ['rejected', 'withdrawn'];
const among = <T>(all: readonly T[], at: number): T | undefined =>
  at < 0 ? all.at(at) : all[at % Math.max(all.length, 1)];

const turns = (...branches: number[]): Act[] =>
  branches.map((each) => ({ kind: 'forward', pick: -1, branch: each }));

/**
 * How each history begins: to a grant in force, and to another one on a narrower offer, and at every turn first what must be
 * refused: deciding without reasons, by the wrong person or for more than was asked, signing for the other side.
 */
export const OPENING: readonly Act[] = [
  { kind: 'apply', who: 'applicant' },
  ...turns(4, 0, 4, 0, 1),
  { kind: 'wait', days: 3 },
  ...turns(4, 1, 4, 7, 4),
  ...turns(3, 4, 3, 4),
  ...turns(0, 2, 5, 3, 5, 2),
  { kind: 'apply', who: 'member' },
  ...turns(4, 4, 2, 13, 4, 1, 4, 4, 3, 1),
];
/** How each ends: when every term is over. */
export const END: Act = { kind: 'wait', days: 400 };

/** Tries it; null where there is nothing to try it on. */
export async function tryAct(chain: Chain, act: Act): Promise<Answer | null> {
  switch (act.kind) {
    case 'apply':
      await chain.apply(act.who);
      return null;
    case 'wait':
      chain.wait(act.days);
      await expireAgreements(chain.platform.services);
      return null;
    case 'forward':
      return forward(chain, act);
    case 'step':
      return step(chain, act);
    case 'opine': {
      const part = among(await partsOf(chain), act.pick);
      return part ? opine(chain, act.who, part.id, { branch: act.branch, said: act.said }) : null;
    }
    case 'sign': {
      const agreement = among(await agreementsOf(chain), act.pick);
      return agreement ? chain.sign(act.who, agreement.id) : null;
    }
    case 'agreement': {
      const agreement = among(await agreementsOf(chain), act.pick);
      const body = { reasons: act.said ? REASONS : [] };
      return agreement ? chain.ask(act.who, 'POST', `/agreements/${agreement.id}/${act.event}`, body) : null;
    }
    case 'grant': {
      const grant = among(await grantsOf(chain), act.pick);
      const body = { reason: '模型的测试', callsPerDay: act.calls };
      return grant ? chain.ask(act.who, 'POST', `/grants/${grant.id}/${act.event}`, body) : null;
    }
  }
}

const dbOf = ({ platform }: Chain) => platform.services.db;
const partsOf = (chain: Chain) =>
  dbOf(chain).selectFrom('application_part').selectAll().orderBy('id').execute();
const agreementsOf = (chain: Chain) =>
  dbOf(chain).selectFrom('agreement').selectAll().orderBy('id').execute();
const grantsOf = (chain: Chain) =>
  dbOf(chain).selectFrom('data_grant').select(['id', 'agreement_id']).orderBy('id').execute();

async function step(chain: Chain, act: Extract<Act, { kind: 'step' }>): Promise<Answer | null> {
  const part = among(await partsOf(chain), act.pick);
  if (!part) return null;
  const whole = INTAKE_EVENTS.some((each) => each === act.event);
  const path = whole ? `/applications/${part.application_id}` : `/application-parts/${part.id}`;
  return chain.ask(act.who, 'POST', `${path}/${act.event}`, { reasons: act.said ? REASONS : [] });
}

/** An opinion for, against, for less, or for more than was asked. */
async function opine(
  chain: Chain,
  by: Who,
  partId: string,
  { branch: at, said: isSaid }: { branch: number; said: boolean },
): Promise<Answer> {
  const part = (await partsOf(chain)).find(({ id }) => id === partId);
  const outcome = among(OUTCOMES, at) ?? 'approve';
  const asked = part?.terms;
  const wider = at % 2 === 0;
  const terms =
    outcome === 'narrow' && asked
      ? {
          ...asked,
          callsPerDay: 10,
          ...(wider ? { until: '2999-12-31' } : { fields: asked.fields.slice(0, 1) }),
        }
      : null;
  const reasons = isSaid ? [{ ground: 'other' as const, text: '模型的测试' }] : [];
  const body = { ...OPINION, outcome, terms, reasons, unlikePrecedent: '模型的测试' };
  return chain.ask(by, 'POST', `/application-parts/${partId}/opinion`, body);
}

/** What comes next by those whose turn it is, so that histories get to their ends. */
async function forward(chain: Chain, { pick: at, branch: way }: Extract<Act, { kind: 'forward' }>) {
  const part = among((await partsOf(chain)).filter(({ state }) => !ENDS.includes(state)).slice(-3), at);
  if (!part) return null;
  const owner = await ownerOf(chain, part.application_id);
  const whole = (by: Who, event: string, reasons: string[] = []) =>
    chain.ask(by, 'POST', `/applications/${part.application_id}/${event}`, { reasons });
  const one = (by: Who, event: string, reasons: string[] = []) =>
    chain.ask(by, 'POST', `/application-parts/${part.id}/${event}`, { reasons });
  const none: string[] = [];
  // Anything else that the machine knows is tried by `step`; in some branches reasons are left out, or the other side acts.
  switch (part.state as PartState) {
    case 'draft':
    case 'declined':
      return whole(owner, 'submit');
    case 'submitted':
      if (way % 5 < 2) return whole('operator', 'decline', way % 5 === 0 ? none : REASONS);
      return whole('operator', 'accept');
    case 'in-review':
      if (part.opinion !== null)
        return one(way % 7 === 0 ? 'editor' : 'reviewer', part.opinion.outcome, REASONS);
      if (way % 8 < 2) return one('editor', 'ask', way % 8 === 0 ? none : REASONS);
      return opine(chain, 'editor', part.id, { branch: way, said: way % 7 > 0 });
    case 'waiting':
      return one(owner, 'answer', way % 4 === 0 ? none : REASONS);
    case 'narrower-offered':
      return way % 4 === 0 ? one(owner, 'send-back', REASONS) : one(owner, 'take-offer');
    case 'approved':
      return goOn(chain, part.agreement_id, owner, way);
    default:
      return null;
  }
}

/** Signs an agreement, or does with one in force and its grant what there is to do. */
async function goOn(chain: Chain, id: string | null, owner: Who, way: number): Promise<Answer | null> {
  const agreement = (await agreementsOf(chain)).find((each) => each.id === id);
  if (!agreement) return null;
  const wrongSide = way % 3 === 0;
  if (agreement.state === 'offered') return chain.sign(wrongSide ? 'reviewer' : owner, agreement.id);
  if (agreement.state === 'user-signed') return chain.sign(wrongSide ? owner : 'reviewer', agreement.id);
  const end = (reasons: string[]) =>
    chain.ask(wrongSide ? owner : 'reviewer', 'POST', `/agreements/${agreement.id}/terminate`, { reasons });
  const event = among(['silently', 'terminate', 'suspend', 'restrict', 'suspend', 'resume'] as const, way);
  if (event === 'silently') return end([]);
  if (event === 'terminate') return end(REASONS);
  const grant = (await grantsOf(chain)).find(({ agreement_id }) => agreement_id === agreement.id);
  const body = { reason: '模型的测试', callsPerDay: among([1, 50, 1_000_000], way) };
  return grant ? chain.ask('reviewer', 'POST', `/grants/${grant.id}/${event ?? 'suspend'}`, body) : null;
}

async function ownerOf(chain: Chain, id: string): Promise<Who> {
  const { owner_id } = await dbOf(chain)
    .selectFrom('access_application')
    .select('owner_id')
    .where('id', '=', id)
    .executeTakeFirstOrThrow();
  return APPLICANTS.find((each) => chain.people[each].accountId === owner_id) ?? 'applicant';
}
