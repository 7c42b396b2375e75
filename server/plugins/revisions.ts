import type { FastifyReply, FastifyRequest } from 'fastify';
import type { TSchema } from 'typebox';
import type { Operation } from '../../rules/api/operation.ts';
import { Problem } from '../../rules/problems/problems.ts';

const tagOf = (revision: number): string => `"r${revision}"`;
const revisionOf = (value: unknown): number | undefined =>
  typeof value === 'object' && value !== null && 'revision' in value && typeof value.revision === 'number'
    ? value.revision
    : undefined;
const hasRevision = ({ properties }: TSchema & { properties?: object }): boolean =>
  properties !== undefined && 'revision' in properties;

/** What is edited under a `revision` bears it as its ETag. */
export function tagRevision(reply: FastifyReply, { response }: Operation, answer: unknown): void {
  const revision = hasRevision(response) ? revisionOf(answer) : undefined;
  if (revision !== undefined) reply.header('etag', tagOf(revision));
}

/**
 * `If-Match` beside the body's `revision`: the revision is compared with what is stored when it is saved, so that here
 * the two need only agree. Throws `changed-meanwhile`.
 */
export function refuseStale({ headers }: FastifyRequest, { body }: Operation, input: object): void {
  const condition = headers['if-match'];
  const revision = revisionOf(input);
  if (condition === undefined || revision === undefined || !hasRevision(body)) return;
  const tags = condition.split(',').map((tag) => tag.trim());
  if (!tags.includes('*') && !tags.includes(tagOf(revision))) throw new Problem('changed-meanwhile');
}
