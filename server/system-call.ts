import { randomBytes } from 'node:crypto';
import { translator } from '../locales/index.ts';
import { SYSTEM, type Actor } from '../rules/access/roles.ts';
import type { Call, Services, Transport } from './context.ts';

const noTransport: Transport = {
  setCookie: () => undefined,
  clearCookie: () => undefined,
  header: () => undefined,
  note: () => undefined,
  announce: () => undefined,
  origin: '',
};

/** A call that no client made: jobs, the demonstration, the command line; `actor` says for whom. */
export function systemCall(services: Services, actor: Actor = SYSTEM): Call {
  return {
    services,
    actor,
    viewer: null,
    sessionId: null,
    tokenId: null,
    transport: noTransport,
    traceId: randomBytes(16).toString('hex'),
    address: 'local',
    language: 'zh-CN',
    t: translator('zh-CN'),
  };
}
