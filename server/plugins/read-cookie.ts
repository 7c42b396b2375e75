import type { FastifyRequest } from 'fastify';

/** The value of a cookie of ours as it was sent; ours need no decoding. */
export function readCookie({ headers }: FastifyRequest, name: string): string | undefined {
  const pair = headers.cookie?.split(/;\s*/).find((part) => part.startsWith(`${name}=`));
  return pair?.slice(name.length + 1);
}
