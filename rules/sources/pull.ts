import { Type, type Static } from 'typebox';
import { Literals } from '../api/views.ts';

/**
 * How a pull ended: the content was that of last time; its rows are in the open period; a version was published; it waits for a reviewer; it was
 * quarantined; the file waits for a person to say how it is read; it cannot be read; it could not be fetched.
 */
export const PULL_OUTCOMES = [
  'unchanged',
  'delivered',
  'published',
  'validated',
  'quarantined',
  'waiting',
  'unreadable',
  'failed',
] as const;
export type PullOutcome = (typeof PULL_OUTCOMES)[number];

/** Why nothing came; the sentence is in the locale under `source.problem.<reason>`. */
const PULL_REASONS = [
  'network-refused',
  'host-unknown',
  'not-reached',
  'not-http',
  'too-many-redirects',
  'status',
  'too-large',
  'timed-out',
  'folder-refused',
  'no-file',
  'login-refused',
  'query-refused',
  'not-json',
  'no-rows-there',
  'endless-pages',
  'changed-meanwhile',
  'rows-refused',
  'too-many-rows',
  'unreadable',
  'broken-off',
] as const;

export const PullProblem = Type.Object({
  reason: Literals(PULL_REASONS),
  args: Type.Record(Type.String(), Type.Union([Type.String(), Type.Integer()])),
});
export type PullProblem = Static<typeof PullProblem>;
