import type { FastifyReply, FastifyRequest } from 'fastify';
import { translator, type Language } from '../../locales/index.ts';
import type { Call, RequestHeader, Served, Services, Transport } from '../context.ts';
import { NOBODY } from './caller.ts';
import { originOf } from './origin.ts';

/** The call of an operation that a request makes; who makes it is known by then. */
export function callFor(
  services: Services,
  request: FastifyRequest,
  reply: FastifyReply,
  language: Language,
): Call {
  const { address, caller } = request.access;
  const { actor, viewer, sessionId, tokenId, grantId } = caller;
  return {
    ...(grantId !== undefined && { grantId }),
    actor,
    viewer,
    sessionId,
    tokenId,
    services,
    transport: new HttpTransport(services, request, reply),
    traceId: request.id,
    address,
    language,
    t: translator(language),
  };
}

/** The call of a visitor whose answer others will get, too: of the request no more than where it came from is known. */
export function visitorCall(
  services: Services,
  request: FastifyRequest,
  { language, note }: { language: Language; note: Transport['note'] },
): Call {
  return {
    ...NOBODY,
    services,
    transport: {
      setCookie: () => undefined,
      clearCookie: () => undefined,
      header: () => undefined,
      note,
      announce: () => undefined,
      origin: originOf(services, request),
    },
    traceId: request.id,
    address: request.access.address,
    language,
    t: translator(language),
  };
}

class HttpTransport implements Transport {
  readonly #services: Services;
  readonly #request: FastifyRequest;
  readonly #reply: FastifyReply;

  constructor(services: Services, request: FastifyRequest, reply: FastifyReply) {
    this.#services = services;
    this.#request = request;
    this.#reply = reply;
  }

  get origin(): string {
    return originOf(this.#services, this.#request);
  }

  header(name: RequestHeader): string | undefined {
    const value = this.#request.headers[name];
    return Array.isArray(value) ? value.join(', ') : value;
  }

  note(served: Served): void {
    this.#request.access.served = served;
  }

  announce(policy: string, standing: string): void {
    this.#addTo('ratelimit-policy', policy);
    this.#addTo('ratelimit', standing);
  }

  #addTo(name: string, value: string): void {
    const before = this.#reply.getHeader(name);
    this.#reply.header(name, before === undefined ? value : `${String(before)}, ${value}`);
  }

  /** Names and values of ours need no encoding. */
  setCookie(name: string, value: string, { maxAge, path = '/' }: { maxAge: number; path?: string }): void {
    const secure = this.origin.startsWith('https:') ? '; Secure' : '';
    const attributes = `Path=${path}; Max-Age=${maxAge}; HttpOnly; SameSite=Lax${secure}`;
    this.#reply.header('set-cookie', `${name}=${value}; ${attributes}`);
  }

  clearCookie(name: string): void {
    this.setCookie(name, '', { maxAge: 0 });
  }
}
