import { Type, type Static } from 'typebox';
import { Line } from '../accounts/line.ts';
import { Abilities, Literals, Nullable } from '../api/views.ts';
import { LiveSetting } from './live.ts';
import { PULL_OUTCOMES, PullProblem } from './pull.ts';
import { SOURCE_STATES } from './source.machine.ts';

export const SOURCE_KINDS = ['url', 'folder', 'postgresql', 'mysql', 'http-api', 'push'] as const;
export type SourceKind = (typeof SOURCE_KINDS)[number];
/** Pages of one pull of an HTTP API at most. */
export const MOST_PAGES = 10_000;

const shape = <const K extends string, P extends Record<string, Type.TSchema>>(kind: K, parts: P) =>
  Type.Object({ kind: Type.Literal(kind), ...parts }, { additionalProperties: false });

const Url = Type.String({
  pattern: '^https?://[^\\s/@]+(/[^\\s]*)?$',
  maxLength: 2000,
  description: 'http or https, without a user name or password in it',
});
/** The name of a request header whose value is the secret; empty: none is sent. */
const HeaderName = Type.String({ pattern: "^[A-Za-z0-9!#$%&'*+.^_`|~-]*$", maxLength: 100 });
const database = {
  host: Type.String({ pattern: '^[A-Za-z0-9.:_-]+$', maxLength: 253 }),
  port: Type.Integer({ minimum: 1, maximum: 65535 }),
  database: Line({ minLength: 1, maxLength: 100 }),
  user: Line({ minLength: 1, maxLength: 100 }),
  /** A table by its name (`schema.table`), or one `select`. */
  query: Type.String({ minLength: 1, maxLength: 10_000 }),
};
/** Names joined with dots; empty: the answer itself. */
const JsonPath = Type.String({ pattern: '^([^.\\s]+(\\.[^.\\s]+)*)?$', maxLength: 300 });

const UrlAddress = shape('url', { url: Url, header: HeaderName });
const FolderAddress = shape('folder', {
  path: Type.String({
    pattern: '^/',
    maxLength: 1000,
    description: 'Absolute, on the machine of the platform',
  }),
  pattern: Type.String({
    pattern: '^[^/\\u0000]+$',
    maxLength: 200,
    description: 'Name of the files, * for any text and ? for one character; the newest one is taken',
  }),
});
const PostgresqlAddress = shape('postgresql', database);
const MysqlAddress = shape('mysql', database);
const HttpApiAddress = shape('http-api', {
  url: Url,
  header: HeaderName,
  rows: JsonPath,
  paging: Type.Union([
    shape('none', {}),
    shape('page', {
      parameter: Type.String({ pattern: '^[^\\s&=#?]+$', maxLength: 100 }),
      first: Type.Integer({ minimum: 0, maximum: 1_000_000 }),
    }),
    shape('next', { path: JsonPath }),
  ]),
});

/** Others send the rows, with a token of an editor of the body. */
const PushAddress = shape('push', {});

/** Where a source's data are, by its kind. The password or the header's value is kept apart, sealed. */
export const SourceAddress = Type.Union([
  UrlAddress,
  FolderAddress,
  PostgresqlAddress,
  MysqlAddress,
  HttpApiAddress,
  PushAddress,
]);
export type SourceAddress = Static<typeof SourceAddress>;
export type AddressOf<K extends SourceKind> = Extract<SourceAddress, { kind: K }>;

export const PullView = Type.Object({
  id: Type.String(),
  at: Type.String(),
  finishedAt: Nullable(Type.String()),
  /** null while it is under way. */
  outcome: Nullable(Literals(PULL_OUTCOMES)),
  bytes: Nullable(Type.Integer()),
  digest: Nullable(Type.String()),
  uploadId: Nullable(Type.String()),
  versionId: Nullable(Type.String()),
  problem: Nullable(PullProblem),
});
export type PullView = Static<typeof PullView>;

export const SourceView = Type.Object({
  id: Type.String(),
  name: Type.String(),
  state: Literals(SOURCE_STATES),
  bodyId: Type.String(),
  bodyName: Type.String(),
  datasetId: Type.String(),
  datasetName: Type.String(),
  address: SourceAddress,
  hasSecret: Type.Boolean(),
  /** null for what is pushed. */
  everySeconds: Nullable(Type.Integer()),
  live: Nullable(LiveSetting),
  revision: Type.Integer(),
  preparedBy: Type.String(),
  approvedBy: Nullable(Type.String()),
  approvedAt: Nullable(Type.String()),
  nextPullAt: Nullable(Type.String()),
  lastPull: Nullable(PullView),
  can: Abilities,
});
export type SourceView = Static<typeof SourceView>;
