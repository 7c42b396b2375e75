import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import fastify, { type FastifyInstance, type FastifyReply, type FastifyRequest } from 'fastify';
import { TOTP, Secret } from 'otpauth';
import { pino } from 'pino';
import { v7 } from 'uuid';
import { languageFor, type Language } from '../../locales/index.ts';
import type { Role } from '../../rules/access/roles.ts';
import { isCompanyCode } from '../../rules/gradings/check-digits.ts';
import type { OrganisationRole } from '../../rules/organisations/organisation-role.ts';
import { shanghai } from '../../rules/profile/shanghai.ts';
import { standingClock } from '../../rules/time/clock.ts';
import type { Call, Services } from '../context.ts';
import {
  accountOperations,
  giveMembership,
  hashPassword,
  openAccount,
  type NewPerson,
} from '../features/accounts/index.ts';
import { bodyOperations, insertBody } from '../features/bodies/index.ts';
import { certificateOperations } from '../features/certificates/index.ts';
import { organisationOperations } from '../features/organisations/index.ts';
import { serveSignOn, sessionOperations } from '../features/sessions/index.ts';
import { makeToken, tokenOperations } from '../features/tokens/index.ts';
import { recordAccesses } from '../plugins/access-records.ts';
import { admitCallers } from '../plugins/admission.ts';
import { callFor } from '../plugins/http-call.ts';
import { createLimiter, type Limiter } from '../plugins/limits.ts';
import { serveOperations } from '../plugins/operations.ts';
import { answerWithProblems } from '../plugins/problems.ts';
import type { Trx } from '../store/database.ts';
import { openDataDirectory } from '../store/data-directory.ts';
import { systemCall } from '../system-call.ts';
import { testDatabase } from './database.ts';

export const PASSWORD = 'Correct-Horse-42';
const START = new Date('2026-11-23T01:00:00Z');

/** Services of which only people and permissions are there; the rest fails when touched. */
export async function peopleServices(): Promise<{
  services: Services;
  clock: ReturnType<typeof standingClock>;
  close(): Promise<void>;
}> {
  const database = await testDatabase();
  const folder = await mkdtemp(join(tmpdir(), 'kaishu-people-'));
  const directory = await openDataDirectory(folder);
  const clock = standingClock(START);
  const absent = (name: string): never => {
    throw new Error(`this test has no ${name}`);
  };
  const services: Services = {
    db: database.db,
    pool: database.pool,
    get configuration() {
      return absent('configuration');
    },
    get objects() {
      return absent('objects');
    },
    get engine() {
      return absent('engine');
    },
    get hot() {
      return absent('hot datasets');
    },
    get exports() {
      return absent('exports');
    },
    get running() {
      return absent('running works');
    },
    get jobs() {
      return absent('jobs');
    },
    get access() {
      return absent('access records');
    },
    clock,
    newId: v7,
    profile: shanghai,
    directory,
    log: pino({ level: 'silent' }),
    demonstration: false,
    publicUrl: null,
  };
  const close = async (): Promise<void> => {
    await database.drop();
    directory.release();
    await rm(folder, { recursive: true });
  };
  return { services, clock, close };
}

export interface TestPerson {
  accountId: string;
  userName: string;
  totpSecret: string | null;
  membershipIds: string[];
}

export interface WishedRole {
  role: Role;
  bodyId?: string;
  /** Of a member; one of its own when absent. */
  organisationId?: string;
  organisationRole?: OrganisationRole;
  district?: string;
}

export interface WishedPerson extends Partial<Pick<NewPerson, 'name' | 'assuranceLevel'>> {
  userName: string;
  roles?: readonly WishedRole[];
  secondFactor?: boolean;
  oneTime?: boolean;
}

// One hash for all: each costs what a sign-in costs.
const ALWAYS = hashPassword(PASSWORD, { oneTime: false });
const ONCE = hashPassword(PASSWORD, { oneTime: true });

/** An account that signs in with {@link PASSWORD}; with a second factor unless told otherwise. */
export async function aPerson(services: Services, wished: WishedPerson): Promise<TestPerson> {
  const { userName, roles = [], secondFactor = true, oneTime = false } = wished;
  const passwordHash = await (oneTime ? ONCE : ALWAYS);
  const totpSecret = secondFactor ? new Secret({ size: 20 }).base32 : null;
  const call = systemCall(services);
  return services.db.transaction().execute(async (trx) => {
    const { name = userName, assuranceLevel = 0 } = wished;
    const person = { userName, name, assuranceLevel, passwordHash, totpSecret, signOn: null };
    const accountId = await openAccount(trx, call, person);
    const membershipIds: string[] = [];
    for (const held of roles) {
      const { role, bodyId = null, district = null } = held;
      const place = await organisationOf(trx, services, held);
      const { id } = await giveMembership(trx, call, accountId, { role, bodyId, district, ...place });
      membershipIds.push(id);
    }
    return { accountId, userName, totpSecret, membershipIds };
  });
}

async function organisationOf(trx: Trx, services: Services, held: WishedRole) {
  if (held.role !== 'organisation-member') return {};
  const organisationId = held.organisationId ?? (await insertOrganisation(trx, services, '某公司'));
  return { organisationId, organisationRole: held.organisationRole ?? ('administrator' as const) };
}

/** An organisation that was accepted, with a credit code of its own. */
export const anOrganisation = (services: Services, name: string): Promise<string> =>
  services.db.transaction().execute((trx) => insertOrganisation(trx, services, name));

async function insertOrganisation(trx: Trx, services: Services, name: string): Promise<string> {
  const id = services.newId();
  await trx
    .insertInto('organisation')
    .values({
      ...{ id, name, kind: 'small-company', state: 'accepted', created_at: services.clock.now() },
      credit_code: aCreditCode(),
    })
    .execute();
  return id;
}

let codes = 0;
/** Another valid one each time. */
export function aCreditCode(): string {
  codes += 1;
  const body = `91310000${String(codes).padStart(9, '0')}`;
  const valid = Array.from('0123456789ABCDEFGHJKLMNPQRTUWXY').find((sign) => isCompanyCode(body + sign));
  return `${body}${valid ?? ''}`;
}

export async function aBody(
  services: Services,
  code: string,
  district: string | null = null,
): Promise<string> {
  const id = services.newId();
  const body = { id, code, name: `单位${code}`, nameEn: code, district, createdAt: services.clock.now() };
  await services.db.transaction().execute((trx) => insertBody(trx, body));
  return id;
}

/** A token of the person in their n-th role. */
export async function aToken(services: Services, person: TestPerson, membership = 0): Promise<string> {
  const { accountId, membershipIds } = person;
  const wished = { accountId, membershipId: membershipIds[membership] ?? null, name: 'test', days: 90 };
  const { token } = await services.db
    .transaction()
    .execute((trx) => makeToken(trx, systemCall(services), wished));
  return token;
}

/** The code that the person's authenticator shows now, or some 30-second steps later. */
export const codeOf = ({ totpSecret }: Pick<TestPerson, 'totpSecret'>, now: Date, steps = 0): string =>
  TOTP.generate({ secret: Secret.fromBase32(totpSecret ?? ''), timestamp: now.getTime() + steps * 30_000 });

export interface PeopleAppOptions {
  limiter?: Limiter;
  trustProxy?: boolean;
}

/** People, sessions, tokens and bodies over HTTP. */
export function peopleApp(services: Services, options: PeopleAppOptions = {}): FastifyInstance {
  const app = fastify({ genReqId: () => services.newId(), trustProxy: options.trustProxy ?? false });
  const limiter = options.limiter ?? createLimiter(services.clock);
  const languageOf = ({ headers }: FastifyRequest): Language => languageFor(headers['accept-language']);
  answerWithProblems(app, languageOf);
  recordAccesses(app, null);
  admitCallers(app, services, limiter);
  const callOf = (request: FastifyRequest, reply: FastifyReply): Call =>
    callFor(services, request, reply, languageOf(request));
  const people = [...accountOperations, ...sessionOperations, ...certificateOperations];
  const operations = [...people, ...organisationOperations, ...tokenOperations, ...bodyOperations];
  serveOperations(app, operations, callOf);
  serveSignOn(app, services, callOf);
  return app;
}

/** A certificate bound as the seal of an organisation, of which nothing but its being bound matters; answers its id. */
export async function aSeal(
  { db, newId, clock }: Services,
  organisationId: string,
  boundBy: string,
): Promise<string> {
  const id = newId();
  const at = clock.now();
  const known = { organisation_id: organisationId, bound_by: boundBy, bound_at: at, ended_at: null };
  await db
    .updateTable('organisation_certificate')
    .set({ ended_at: at })
    .where('ended_at', 'is', null)
    .execute();
  await db
    .insertInto('organisation_certificate')
    .values({
      ...{ id, ...known, fingerprint: id, certificate: Buffer.alloc(0), algorithm: 'ecdsa' },
      ...{ subject: 'O=-', issuer: 'O=-', serial: '01', not_before: at, not_after: at },
    })
    .execute();
  return id;
}
