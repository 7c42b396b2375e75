import { randomBytes } from 'node:crypto';
import type { Socket } from 'node:net';
import type { FastifyError, FastifyInstance, FastifyRequest } from 'fastify';
import { isMessageKey, LANGUAGES, translator, type Language } from '../../locales/index.ts';
import type { ProblemView } from '../../rules/problems/problem.schema.ts';
import { Problem, type ProblemCode } from '../../rules/problems/problems.ts';
import { isNoSpace } from '../store/room.ts';

/** Every failure leaves as `application/problem+json` (RFC 9457), in the reader's language. */
export function answerWithProblems(
  app: FastifyInstance,
  languageOf: (request: FastifyRequest) => Language,
): void {
  app.setNotFoundHandler(() => {
    throw new Problem('not-found');
  });
  app.setErrorHandler<FastifyError | Problem>((error, request, reply) => {
    const problem = toProblem(error);
    if (problem.code === 'internal' || problem.code === 'no-space')
      request.log.error({ err: error, traceId: request.id }, 'unexpected failure');
    if (problem.extra.retryAfter !== undefined) reply.header('retry-after', problem.extra.retryAfter);
    const view = viewProblem(problem, { instance: request.url, traceId: request.id }, languageOf(request));
    return reply.code(problem.status).type('application/problem+json').send(view);
  });
}

/**
 * Answers what is no HTTP to Node's parser: raw Chinese in the address most often, as `curl '…?q=停车'` sends it. There
 * is no request yet, so the words come in both languages.
 */
export function answerUnreadable(socket: Socket): void {
  if (!socket.writable) return;
  const traceId = randomBytes(16).toString('hex');
  const detail = LANGUAGES.map((language) => translator(language)('unreadable-request')).join(' ');
  const view = viewProblem(new Problem('invalid-input', { detail }), { instance: '', traceId }, 'zh-CN');
  const body = Buffer.from(JSON.stringify(view));
  const head = ['HTTP/1.1 400 Bad Request', 'content-type: application/problem+json', 'connection: close'];
  socket.end(
    Buffer.concat([Buffer.from(`${head.join('\r\n')}\r\ncontent-length: ${body.length}\r\n\r\n`), body]),
  );
}

/** The same problem with its detail said in that language, for those who show it without {@link viewProblem}. */
export function saidIn(problem: Problem, language: Language): Problem {
  const { words, ...rest } = problem.extra;
  if (words === undefined) return problem;
  return new Problem(problem.code, { ...rest, detail: words(translator(language)) });
}

/** The problem as a caller sees it; of an unknown failure only the trace id. */
export function viewProblem(
  problem: Problem,
  at: { instance: string; traceId: string },
  language: Language,
): ProblemView {
  const t = translator(language);
  const title = `${problem.code}.title`;
  const remedy = `${problem.code}.remedy`;
  return {
    type: `/problems/${problem.code}`,
    title: isMessageKey(title) ? t(title) : problem.code,
    status: problem.status,
    code: problem.code,
    ...(isMessageKey(remedy) ? { remedy: t(remedy) } : {}),
    ...at,
    ...saidIn(problem, language).extra,
  };
}

const BY_STATUS: Partial<Record<number, ProblemCode>> = {
  400: 'invalid-input',
  404: 'not-found',
  405: 'not-found',
  413: 'too-large',
  415: 'wrong-media-type',
  429: 'too-many-requests',
  503: 'unavailable',
};

export function toProblem(error: unknown): Problem {
  if (error instanceof Problem) return error;
  if (isNoSpace(error)) return new Problem('no-space', { retryAfter: 60 });
  const status = error instanceof Error && 'statusCode' in error ? Number(error.statusCode) : 500;
  return new Problem(BY_STATUS[status] ?? 'internal');
}
