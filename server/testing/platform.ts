import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { FastifyInstance, InjectOptions } from 'fastify';
import { pino } from 'pino';
import { expect } from 'vitest';
import type { Role } from '../../rules/access/roles.ts';
import type { Clock } from '../../rules/time/clock.ts';
import { createApp } from '../app.ts';
import { closeApp } from '../close-app.ts';
import { loadConfiguration } from '../configuration.ts';
import type { Services } from '../context.ts';
import { openServices } from '../services.ts';
import { testDatabase } from './database.ts';
import { aBody, aPerson, aToken, type WishedRole } from './people.ts';

/** For whoever does not read an answer to its end. */
const PATIENCE_MS = 5000;

/** The whole platform but its pages: real database, engine, jobs and routes, asked over HTTP. */
export interface Platform {
  app: FastifyInstance;
  services: Services;
  /** Where it listens, for clients that need a real connection. */
  origin: string;
  /** Tokens of people by role; those of bodies belong to the body `JTW`. */
  tokens: Record<'editor' | 'reviewer' | 'operator' | 'otherEditor', string>;
  bodies: { own: string; other: string };
  person(role: Role, place?: Omit<WishedRole, 'role'>): Promise<string>;
  /** Asks with a token, or as a visitor with null; answers the JSON of an expected status. */
  ask<T>(
    token: string | null,
    method: 'GET' | 'POST' | 'PUT' | 'DELETE',
    path: string,
    options?: Asking,
  ): Promise<T>;
  close(): Promise<void>;
}
/** As much of a platform as it takes to publish: enough for a server of another process. */
export type Door = Pick<Platform, 'ask' | 'origin' | 'tokens'>;
type Method = 'GET' | 'POST' | 'PUT' | 'DELETE';
interface Asking {
  body?: object;
  status?: number;
}

export interface PlatformOptions {
  /** With a clock of its own nothing is due by itself: the test says when sources are looked for. */
  clock?: Clock;
  sourceNetworks?: string[];
  sourceFolders?: string[];
  exportBytes?: number;
  s3Bucket?: string;
  s3Endpoint?: string | null;
  s3Prefix?: string;
  s3AccessKeyId?: string;
  s3SecretAccessKey?: string;
  s3CacheBytes?: number;
  /** A mail server of the test's own. */
  smtpUrl?: string;
  publicUrl?: string;
  hookNetworks?: string[];
  hotBytes?: number;
  hotAfter?: number;
}

export async function testPlatform({ clock, ...settings }: PlatformOptions = {}): Promise<Platform> {
  const database = await testDatabase();
  const directory = await mkdtemp(join(tmpdir(), 'kaishu-platform-'));
  const flags = { ...settings, databaseUrl: database.url, logLevel: 'silent' as const };
  const configuration = await loadConfiguration({ directory, env: {}, flags });
  const log = pino({ level: 'silent' });
  const timed = clock ? { clock, watchesSources: false } : {};
  const { services, close } = await openServices({ directory, configuration, log, ...timed });
  const app = await createApp(services, { withPages: false });
  const origin = await app.listen({ port: 0, host: '127.0.0.1' });
  const own = await aBody(services, 'JTW');
  const other = await aBody(services, 'STJ', '徐汇区');
  let people = 0;
  const person: Platform['person'] = async (role, place = {}) => {
    people += 1;
    const wished = { userName: `person-${people}`, assuranceLevel: 3 as const, roles: [{ role, ...place }] };
    return aToken(services, await aPerson(services, wished));
  };
  return {
    app,
    services,
    origin,
    bodies: { own, other },
    tokens: {
      editor: await person('publisher-editor', { bodyId: own }),
      reviewer: await person('publisher-reviewer', { bodyId: own }),
      operator: await person('operator'),
      otherEditor: await person('publisher-editor', { bodyId: other }),
    },
    person,
    ask: async <T>(
      token: string | null,
      method: Method,
      path: string,
      { body, status = 200 }: Asking = {},
    ): Promise<T> => {
      const request: InjectOptions = { method, url: `/api/v1${path}` };
      if (token !== null) request.headers = { authorization: `Bearer ${token}` };
      if (body !== undefined) request.payload = body;
      const answer = await app.inject(request);
      expect(answer.statusCode, `${method} ${path}: ${answer.body.slice(0, 2000)}`).toBe(status);
      return JSON.parse(answer.body || 'null') as T;
    },
    close: async () => {
      await closeApp(app, PATIENCE_MS);
      await close();
      await database.drop();
      await rm(directory, { recursive: true, force: true });
    },
  };
}

/** Asks again until what is asked for holds; fails after 30 s, or as many as are given. */
export async function eventually<T>(
  ask: () => Promise<T>,
  holds: (answer: T) => boolean,
  seconds = 30,
): Promise<T> {
  const deadline = Date.now() + seconds * 1000;
  for (;;) {
    const answer = await ask();
    if (holds(answer)) return answer;
    if (Date.now() > deadline)
      throw new Error(`it never came to hold; last: ${JSON.stringify(answer).slice(0, 2000)}`);
    await new Promise((resolve) => setTimeout(resolve, 50));
  }
}
