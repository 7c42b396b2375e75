import type { FastifyInstance, LightMyRequestResponse } from 'fastify';
import { afterAll, beforeAll } from 'vitest';
import { codeOf, PASSWORD, peopleApp, peopleServices, type TestPerson } from './people.ts';

type World = Awaited<ReturnType<typeof peopleServices>>;

export interface PeopleWorld extends Pick<World, 'services' | 'clock'> {
  app: FastifyInstance;
  /** Signs in as the person's browser does, with the code of this moment where they have a second factor. */
  signIn(
    person: TestPerson,
    password?: string,
    headers?: Record<string, string>,
  ): Promise<LightMyRequestResponse>;
}

/** People and their app for a file of tests: made before them, closed after them. */
export function usePeople(): PeopleWorld {
  let world: World;
  let app: FastifyInstance;
  beforeAll(async () => {
    world = await peopleServices();
    app = peopleApp(world.services);
  });
  afterAll(async () => {
    await app.close();
    await world.close();
  });
  return {
    get services() {
      return world.services;
    },
    get clock() {
      return world.clock;
    },
    get app() {
      return app;
    },
    signIn(person, password = PASSWORD, headers = {}) {
      const code = person.totpSecret === null ? {} : { code: codeOf(person, world.clock.now()) };
      const payload = { userName: person.userName, password, ...code };
      return app.inject({ method: 'POST', url: '/api/v1/session', payload, headers });
    },
  };
}

/** What the browser sends back after signing in. */
export const cookieOf = ({ headers }: LightMyRequestResponse): string =>
  String(headers['set-cookie']).split(';')[0] ?? '';
