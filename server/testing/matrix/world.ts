import type { LightMyRequestResponse } from 'fastify';
import type { Operation } from '../../../rules/api/operation.ts';
import { aBody, anOrganisation } from '../people.ts';
import { testPlatform, type Platform } from '../platform.ts';
import { aCaller, CALLER_KINDS, type CallerKind, type MatrixCaller, type Way } from './callers.ts';
import type { Asked } from './cell.ts';
import { stockOfThings, type Things } from './things.ts';

const DISTRICTS = { own: '黄浦区', other: '徐汇区' };

/** A platform with a caller of every kind and things of one body, which is in a district. */
export interface World {
  platform: Platform;
  things: Things;
  callerOf(kind: CallerKind): MatrixCaller;
  send(operation: Operation, caller: MatrixCaller, asked: Asked, way?: Way): Promise<LightMyRequestResponse>;
}

export async function aWorld(): Promise<World> {
  const whole = await testPlatform();
  const { services, person, app } = whole;
  const bodies = { own: await aBody(services, 'HPQ', DISTRICTS.own), other: whole.bodies.other };
  const organisations = {
    own: await anOrganisation(services, '浦江数据服务有限公司'),
    other: await anOrganisation(services, '申城出行科技有限公司'),
  };
  const tokens = {
    ...whole.tokens,
    editor: await person('publisher-editor', { bodyId: bodies.own }),
    reviewer: await person('publisher-reviewer', { bodyId: bodies.own }),
  };
  const platform = { ...whole, bodies, tokens };
  const callers = new Map<string, MatrixCaller>();
  for (const [index, kind] of CALLER_KINDS.entries()) {
    callers.set(
      kind.title,
      await aCaller(services, kind, { bodies, organisations, districts: DISTRICTS }, index + 1),
    );
  }
  return {
    platform,
    things: stockOfThings(platform, organisations.own),
    callerOf: ({ title }) => {
      const caller = callers.get(title);
      if (!caller) throw new Error(`no caller ${title}`);
      return caller;
    },
    send: (operation, caller, { path = {}, query = {}, body }, way = 'token') =>
      app.inject({
        method: operation.method,
        url: `/api/v1${operation.path.replaceAll(/\{(\w+)\}/g, (_, name: string) => path[name] ?? '')}`,
        query,
        headers: caller.headers[way],
        remoteAddress: caller.address,
        ...(body === undefined ? {} : { payload: body }),
      }),
  };
}
