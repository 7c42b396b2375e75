import { BODY_ROLES, ROLES, VISITOR, type Actor, type Role } from '../../../rules/access/roles.ts';
import type { Services } from '../../context.ts';
import { findHolder } from '../../features/accounts/index.ts';
import { openSession } from '../../features/sessions/index.ts';
import { systemCall } from '../../system-call.ts';
import { aPerson, aToken, type TestPerson } from '../people.ts';

/** Where a role is held, seen from the things of the matrix; null: for the whole city. */
type Place = 'own' | 'other' | null;

export interface CallerKind {
  title: string;
  role: Role;
  place: Place;
}

const placeOf = (role: Role): 'body' | 'organisation' | 'district' | null => {
  if (BODY_ROLES.includes(role)) return 'body';
  if (role === 'organisation-member') return 'organisation';
  return role === 'district-authority' ? 'district' : null;
};

/** Every role that somebody can have who comes over HTTP; where it is held in a place, there and elsewhere. */
export const CALLER_KINDS: readonly CallerKind[] = ROLES.filter((role) => role !== 'system').flatMap(
  (role): CallerKind[] => {
    const place = placeOf(role);
    if (place === null) return [{ title: role, role, place: null }];
    return (['own', 'other'] as const).map((at) => ({
      title: `${role} of the ${at} ${place}`,
      role,
      place: at,
    }));
  },
);

/** The caller as the rules see it, before there is any: places by their names, oneself as `self`. */
export const actorOf = ({ role, place }: CallerKind): Actor => ({
  accountId: role === 'visitor' ? null : 'self',
  role,
  bodyId: placeOf(role) === 'body' ? place : null,
  organisationId: placeOf(role) === 'organisation' ? place : null,
  district: placeOf(role) === 'district' ? place : null,
  assuranceLevel: 3,
});

export type Way = 'token' | 'session';

export interface MatrixCaller {
  kind: CallerKind;
  actor: Actor;
  person: TestPerson | null;
  headers: Record<Way, Record<string, string>>;
  /** Of their own, so that nobody uses up another's requests. */
  address: string;
}

export interface Places {
  bodies: { own: string; other: string };
  organisations: { own: string; other: string };
  districts: { own: string; other: string };
}

/** One caller of the kind, with a token and an open session that act in the role. */
export async function aCaller(
  services: Services,
  kind: CallerKind,
  { bodies, organisations, districts }: Places,
  number: number,
): Promise<MatrixCaller> {
  const address = `10.0.0.${number}`;
  const { role, place } = kind;
  if (role === 'visitor') {
    return { kind, actor: VISITOR, person: null, headers: { token: {}, session: {} }, address };
  }
  const bodyId = place !== null && placeOf(role) === 'body' ? bodies[place] : null;
  const district = place !== null && placeOf(role) === 'district' ? districts[place] : null;
  const organisationId = place !== null && placeOf(role) === 'organisation' ? organisations[place] : null;
  const held = {
    role,
    ...(bodyId === null ? {} : { bodyId }),
    ...(organisationId === null ? {} : { organisationId }),
    ...(district === null ? {} : { district }),
  };
  const person = await aPerson(services, { userName: `matrix-${number}`, assuranceLevel: 3, roles: [held] });
  const { accountId } = person;
  const token = await aToken(services, person);
  const { cookie } = await aSession(services, accountId);
  return {
    kind,
    actor: { ...VISITOR, accountId, role, bodyId, organisationId, district, assuranceLevel: 3 },
    person,
    headers: {
      token: { authorization: `Bearer ${token}` },
      session: { cookie, 'sec-fetch-site': 'same-origin' },
    },
    address,
  };
}

/** An open session, as its cookie. */
export async function aSession(services: Services, accountId: string): Promise<{ cookie: string }> {
  const holder = await findHolder(services.db, accountId);
  if (!holder) throw new Error(`no account ${accountId}`);
  const call = systemCall(services);
  let cookie = '';
  const setCookie = (name: string, value: string): void => {
    cookie = `${name}=${value}`;
  };
  await openSession({ ...call, transport: { ...call.transport, setCookie } }, holder, 'password');
  return { cookie };
}
