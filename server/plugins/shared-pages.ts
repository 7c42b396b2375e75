import type { FastifyReply, FastifyRequest } from 'fastify';
import type { Language } from '../../locales/index.ts';
import type { Port } from '../../rules/api/port.ts';
import type { Served } from '../context.ts';
import { NOBODY } from './caller.ts';
import { encodingFor } from './page-headers.ts';
import type { PageTurns } from './page-turns.ts';
import { encoded, SharedAnswer, type Made, type SharedAnswers } from './shared-answers.ts';

/** How what is the same for all is kept and made. */
export interface Sharing {
  answers: SharedAnswers;
  turns: PageTurns;
  /** The door of a visitor of whom nothing is known; `note` is told what was served through it. */
  portOf(request: FastifyRequest, language: Language, note: (served: Served) => void): Port;
}

/** Whoever has not signed in gets what everyone gets. */
export const isShareable = ({ method, access: { caller } }: FastifyRequest): boolean =>
  (method === 'GET' || method === 'HEAD') && caller === NOBODY;

/** Answers from what is kept, else makes it, in turn; 304 to who has it already. */
export async function sendShared(
  { answers, turns }: Pick<Sharing, 'answers' | 'turns'>,
  key: string,
  make: () => Promise<Made>,
  request: FastifyRequest,
  reply: FastifyReply,
): Promise<FastifyReply> {
  const since = performance.now();
  const { answer, origin } = await answers.find(key, {
    lane: () => turns.laneOf(request),
    turn: (lane, work) => turns.take(lane, request, work),
    make,
  });
  const took = (performance.now() - since).toFixed(1);
  reply.header('server-timing', `page;desc=${origin};dur=${took}`).header('x-request-id', request.id);
  return answer instanceof SharedAnswer
    ? sendPublic(answer, request, reply)
    : sendOwn(answer, request, reply);
}

async function sendPublic(
  answer: SharedAnswer,
  request: FastifyRequest,
  reply: FastifyReply,
): Promise<FastifyReply> {
  for (const [name, value] of answer.headers) reply.header(name, value);
  reply.header('etag', answer.tag);
  if (isKnown(answer.tag, request)) return reply.code(304).removeHeader('content-type').send();
  const encoding = encodingFor(request);
  if (encoding !== 'identity') reply.header('content-encoding', encoding);
  return reply.send(await answer.bodyAs(encoding));
}

async function sendOwn(
  { status, headers, body }: Made,
  request: FastifyRequest,
  reply: FastifyReply,
): Promise<FastifyReply> {
  reply.code(status).header('cache-control', 'private, no-cache');
  for (const [name, value] of headers) if (name !== 'cache-control') reply.header(name, value);
  const encoding = body.length > 0 ? encodingFor(request) : 'identity';
  if (encoding !== 'identity') reply.header('content-encoding', encoding);
  return reply.send(await encoded(body, encoding));
}

const isKnown = (tag: string, { headers }: FastifyRequest): boolean =>
  headers['if-none-match']?.split(/,\s*/).some((each) => each === tag || each === '*') ?? false;
