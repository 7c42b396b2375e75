import { Type, type Static, type TObject, type TSchema } from 'typebox';
import type { ProblemCode } from '../problems/problems.ts';

export type Method = 'GET' | 'POST' | 'PUT' | 'PATCH' | 'DELETE';

/**
 * One thing that a caller can ask of the platform. The same value drives the HTTP route, its validation and its
 * OpenAPI entry, and types the call that a page makes, so that there is no second door.
 */
export interface Operation<
  Params extends TObject = TObject,
  Query extends TObject = TObject,
  Body extends TObject = TObject,
  Response extends TSchema = TSchema,
> {
  /** Verb and noun in camelCase: the OpenAPI operationId. */
  id: string;
  method: Method;
  /** Path under /api/v1, parameters written `{id}` as in OpenAPI. */
  path: string;
  /** One English sentence for the API reference. */
  summary: string;
  tag: string;
  params: Params;
  query: Query;
  body: Body;
  response: Response;
  status: 200 | 201 | 204;
  /** Its answer carries a secret or opens a session: it is given once, and never kept for a repeated request. */
  secret?: true;
  /** Its body may also come as NDJSON or CSV, as a text of that name; numbers of JSON keep their digits. */
  rowsBody?: true;
  /** What it can answer besides success and the problems that every operation can answer. */
  problems: readonly ProblemCode[];
}

const Nothing = Type.Object({}, { additionalProperties: false });
type Nothing = typeof Nothing;

interface Given<P extends TObject, Q extends TObject, B extends TObject, R extends TSchema> extends Pick<
  Operation,
  'id' | 'method' | 'path' | 'summary' | 'tag' | 'secret' | 'rowsBody' | 'problems'
> {
  params?: P;
  query?: Q;
  body?: B;
  response: R;
  status?: Operation['status'];
}

/** Fills in the empty parts, so that every operation has all of them. */
export function operation<
  R extends TSchema,
  P extends TObject = Nothing,
  Q extends TObject = Nothing,
  B extends TObject = Nothing,
>(given: Given<P, Q, B, R>): Operation<P, Q, B, R> {
  return {
    params: Nothing as unknown as P,
    query: Nothing as unknown as Q,
    body: Nothing as unknown as B,
    status: 200,
    ...given,
  };
}

/** Parameters, query and body in one flat object; a path parameter wins over a like-named other. */
export type InputOf<O> =
  O extends Operation<infer P, infer Q, infer B, TSchema> ? Static<P> & Static<Q> & Static<B> : never;
export type OutputOf<O> = O extends Operation<TObject, TObject, TObject, infer R> ? Static<R> : never;

/** Bytes on their way to a client: rows, exports, originals. */
export interface Download {
  contentType: string;
  /** Saved under this name by a browser; absent for bodies that are to be shown. */
  fileName?: string;
  headers?: Record<string, string>;
  status?: number;
  /** Absent for an answer without a body (304). */
  body?: AsyncIterable<Uint8Array> | Uint8Array | string;
}
export const Download = Type.Unsafe<Download>(Type.String({ format: 'binary' }));
