import { Type, type Static } from 'typebox';
import { operation } from '../api/operation.ts';
import { ByDataset, Literals, Nullable, VERSION_PATTERN } from '../api/views.ts';
import { RowDifferences, RowExamples, SchemaChanges } from './version-changes.ts';
import { VERSION_STATES } from './version.machine.ts';

const VersionRef = Type.Object({
  id: Type.String(),
  /** null while it is not published. */
  number: Nullable(Type.Integer()),
  state: Literals(VERSION_STATES),
  rows: Type.Integer(),
  publishedAt: Nullable(Type.String()),
});
export type VersionRef = Static<typeof VersionRef>;

export const VersionChangesView = Type.Object({
  datasetId: Type.String(),
  from: VersionRef,
  to: VersionRef,
  schema: SchemaChanges,
  rows: Type.Object({
    ...RowDifferences.properties,
    /** The first rows of each kind, as many as were asked for; null for who may know of a version and not see its values. */
    examples: Nullable(RowExamples),
  }),
});
export type VersionChangesView = Static<typeof VersionChangesView>;

const Wanted = Type.String({
  pattern: VERSION_PATTERN,
  description: 'Number of a published version, or id',
});

export const EXAMPLES_SHOWN = 20;

export const getVersionChanges = operation({
  id: 'getVersionChanges',
  method: 'GET',
  path: '/datasets/{id}/versions/{version}/changes',
  summary:
    'How a version differs from another: fields, and rows added, removed and changed with the first examples of each; by a key where a field names the rows of both, else by whole rows',
  tag: 'Versions',
  params: Type.Object({ ...ByDataset.properties, version: Wanted }),
  query: Type.Object({
    from: Type.Optional(
      Type.String({
        pattern: VERSION_PATTERN,
        description:
          'The version to compare with; when absent the one published before it, of one that is not published the served one',
      }),
    ),
    limit: Type.Integer({
      minimum: 1,
      maximum: 100,
      default: EXAMPLES_SHOWN,
      description: 'Examples of each kind',
    }),
  }),
  response: VersionChangesView,
  problems: ['not-found', 'no-data-yet', 'query-timeout', 'too-large'],
});
