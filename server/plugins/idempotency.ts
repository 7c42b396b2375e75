import { createHash } from 'node:crypto';
import canonicalize from 'canonicalize';
import type { FastifyRequest } from 'fastify';
import { Download, type Operation } from '../../rules/api/operation.ts';
import { Problem } from '../../rules/problems/problems.ts';
import type { Call } from '../context.ts';
import { actOnce, type Answer } from '../features/idempotency/index.ts';

const KEY = /^[\x21-\x7e]{1,200}$/;

/**
 * Acts for a caller with an account at most once per `Idempotency-Key`; without the header just acts, and for bytes too: what
 * answers bytes only reads, so that again is the same.
 */
export async function answerOnce(
  request: FastifyRequest,
  call: Call,
  { operation, input }: { operation: Operation; input: object },
  act: () => Promise<unknown>,
): Promise<Answer> {
  const { accountId, role, bodyId, district } = call.actor;
  const { status } = operation;
  const key = keyOf(request);
  if (key === undefined || accountId === null || operation.response === Download) {
    return { status, value: await act(), repeated: false };
  }
  // In another role it is another request: what one may see the other may not.
  const whole = canonicalize([operation.id, role, bodyId, district, input]) ?? '';
  const digest = createHash('sha256').update(whole).digest('hex');
  const secret = operation.secret === true;
  return actOnce(call.services, { accountId, key, digest, traceId: call.traceId, status, secret }, act);
}

function keyOf({ headers }: FastifyRequest): string | undefined {
  const key = headers['idempotency-key'];
  if (key === undefined || (typeof key === 'string' && KEY.test(key))) return key;
  throw new Problem('invalid-input', {
    errors: [{ pointer: '/Idempotency-Key', detail: 'must be 1 to 200 visible ASCII characters' }],
  });
}
