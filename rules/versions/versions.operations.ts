import { Type, type Static } from 'typebox';
import { operation } from '../api/operation.ts';
import { Literals, Abilities, ById, Nullable, Stepped } from '../api/views.ts';
import { Finding } from '../findings/finding.schema.ts';
import { VERSION_STATES } from './version.machine.ts';
import { VersionManifest } from './version.schema.ts';

export const VersionView = Type.Object({
  id: Type.String(),
  datasetId: Type.String(),
  /** Counts from 1 in the order of publication; null before it. */
  number: Nullable(Type.Integer()),
  state: Literals(VERSION_STATES),
  manifest: Nullable(VersionManifest),
  originalName: Type.String(),
  originalBytes: Type.Integer(),
  findings: Type.Array(Finding),
  preparedBy: Type.String(),
  publishedBy: Nullable(Type.String()),
  createdAt: Type.String(),
  publishedAt: Nullable(Type.String()),
  can: Abilities,
});
export type VersionView = Static<typeof VersionView>;

const tag = 'Versions';

export const getVersion = operation({
  id: 'getVersion',
  method: 'GET',
  path: '/versions/{id}',
  summary: 'A data version that is being prepared or was published',
  tag,
  params: ById,
  response: VersionView,
  problems: ['not-found'],
});

export const publishVersion = operation({
  id: 'publishVersion',
  method: 'POST',
  path: '/versions/{id}/publish',
  summary: 'Publish a validated version: readers see the old one or the new one, never half',
  tag,
  params: ById,
  response: Stepped,
  problems: [
    'not-permitted',
    'not-found',
    'wrong-state',
    'four-eyes',
    'against-grading',
    'secrecy-review-missing',
    'state-secret',
  ],
});

export const releaseVersion = operation({
  id: 'releaseVersion',
  method: 'POST',
  path: '/versions/{id}/release',
  summary:
    'Release a version from quarantine that only looked like holding personal information, with a reason',
  tag,
  params: ById,
  body: Type.Object({ reason: Type.String({ minLength: 2, maxLength: 2000 }) }),
  response: Stepped,
  problems: ['not-permitted', 'not-found', 'wrong-state', 'four-eyes'],
});

export const discardVersion = operation({
  id: 'discardVersion',
  method: 'POST',
  path: '/versions/{id}/discard',
  summary: 'Give up a version that was not published',
  tag,
  params: ById,
  response: Stepped,
  problems: ['not-permitted', 'not-found', 'wrong-state'],
});

export const VERSION_OPERATIONS = [getVersion, releaseVersion, publishVersion, discardVersion];
