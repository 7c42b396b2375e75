import { Type, type Static } from 'typebox';
import { operation } from '../api/operation.ts';
import { Abilities, ById, Literals, Nullable, Page, PageQuery, Stepped } from '../api/views.ts';
import { IMPORT_STATES } from './import/catalogue-import.machine.ts';
import { CHANGE_KINDS } from './import/compare-row.ts';
import { Difference } from './import/difference.ts';

const count = Type.Integer();
/** What an import does, or did: lines by what they mean. */
export const ImportCounts = Type.Object({
  new: count,
  changed: count,
  same: count,
  disputed: count,
  vanished: count,
  repeated: count,
  unusable: count,
});
export type ImportCounts = Static<typeof ImportCounts>;

/** How many datasets lack a thing that `xz-9` asks, and how often in all. */
export const FindingCount = Type.Object({ code: Type.String(), datasets: count, times: count });
export type FindingCount = Static<typeof FindingCount>;

export const CatalogueImportView = Type.Object({
  id: Type.String(),
  fileName: Type.String(),
  bytes: count,
  received: count,
  state: Literals(IMPORT_STATES),
  /** The portal whose export it is; null until that is known. */
  source: Nullable(Type.String()),
  /** Lines looked at, of all. */
  done: count,
  total: Nullable(count),
  counts: Nullable(ImportCounts),
  /** Bodies that the file names and the platform did not know. */
  newBodies: Type.Array(Type.Object({ code: Type.String(), name: Type.String() })),
  /** What is missing: before it is taken, in what it would add and change; then, in all that came from this source. */
  findings: Type.Array(FindingCount),
  /** Why the file is no catalogue. */
  problem: Nullable(Type.Object({ code: Type.String(), detail: Type.String() })),
  /** Who moved it last. */
  by: Type.String(),
  createdAt: Type.String(),
  finishedAt: Nullable(Type.String()),
  can: Abilities,
});
export type CatalogueImportView = Static<typeof CatalogueImportView>;

export const ImportChange = Type.Object({
  kind: Literals(CHANGE_KINDS),
  sourceId: Type.String(),
  name: Type.String(),
  body: Type.String(),
  entryId: Nullable(Type.String()),
  /** Columns that changed, or that make a line unusable. */
  differences: Type.Array(Difference),
});
export type ImportChange = Static<typeof ImportChange>;

const tag = 'Catalogue';
const path = '/catalogue-imports';

export const listCatalogueImports = operation({
  id: 'listCatalogueImports',
  method: 'GET',
  path,
  summary: 'Exports of other portals that were sent, newest first',
  tag,
  response: Type.Object({ items: Type.Array(CatalogueImportView) }),
  problems: ['not-permitted'],
});

export const startCatalogueImport = operation({
  id: 'startCatalogueImport',
  method: 'POST',
  path,
  summary: 'Announce an export of a catalogue; its bytes follow in parts',
  tag,
  body: Type.Object({
    fileName: Type.String({ minLength: 1, maxLength: 255 }),
    bytes: Type.Integer({ minimum: 1, maximum: 256 * 1024 * 1024 }),
  }),
  response: CatalogueImportView,
  status: 201,
  problems: ['not-permitted'],
});

/** Where a page takes an export, and how large it may be there; larger ones come in parts, from the command line. */
export const IMPORT_PAGE = { path: '/console/catalogue-imports', fileBytes: 32 * 1024 * 1024 } as const;

/** Of one part, before it is written as base64. */
export const LARGEST_PART_BYTES = 3 * 1024 * 1024;

export const sendCataloguePart = operation({
  id: 'sendCataloguePart',
  method: 'PUT',
  path: `${path}/{id}/parts`,
  summary:
    'The next bytes of an announced export, at the offset that was reached; the last part starts the comparison',
  tag,
  params: ById,
  body: Type.Object({
    offset: Type.Integer({ minimum: 0 }),
    content: Type.String({
      maxLength: (LARGEST_PART_BYTES / 3) * 4,
      pattern: '^[A-Za-z0-9+/]*={0,2}$',
      description: 'base64',
    }),
  }),
  response: CatalogueImportView,
  problems: ['not-permitted', 'not-found', 'wrong-state', 'invalid-input'],
});

export const getCatalogueImport = operation({
  id: 'getCatalogueImport',
  method: 'GET',
  path: `${path}/{id}`,
  summary: 'Where an import stands: what it would change, or did',
  tag,
  params: ById,
  response: CatalogueImportView,
  problems: ['not-permitted', 'not-found'],
});

export const listImportChanges = operation({
  id: 'listImportChanges',
  method: 'GET',
  path: `${path}/{id}/changes`,
  summary:
    'What an import changes: new, changed column by column, disputed, vanished, and lines that were left out',
  tag,
  params: ById,
  query: Type.Object({ kind: Type.Optional(Literals(CHANGE_KINDS)), ...PageQuery }),
  response: Page(ImportChange),
  problems: ['not-permitted', 'not-found', 'invalid-cursor'],
});

export const stepCatalogueImport = operation({
  id: 'stepCatalogueImport',
  method: 'POST',
  path: `${path}/{id}/{event}`,
  summary: 'Take a compared export, or drop it',
  tag,
  params: Type.Object({ ...ById.properties, event: Literals(['take', 'drop']) }),
  response: Stepped,
  problems: ['not-permitted', 'not-found', 'wrong-state'],
});
