import { Type } from 'typebox';
import { Download, operation } from '../api/operation.ts';
import { ById, Literals, Page, PageQuery } from '../api/views.ts';
import { OpenClass } from '../datasets/list-entry.schema.ts';
import { HistoryItem } from '../events/event.schema.ts';
import {
  CatalogueEntryInput,
  CatalogueEntrySummary,
  CatalogueEntryView,
  Origin,
} from './catalogue.schema.ts';

const tag = 'Catalogue';

const EntryFilter = {
  q: Type.Optional(Type.String({ maxLength: 100 })),
  publisher: Type.Optional(Type.String({ maxLength: 20, description: 'Code of the body' })),
  openness: Type.Optional(OpenClass),
  origin: Type.Optional(Origin),
  listed: Type.Optional(Type.Boolean({ description: 'Whether a dataset of it is on the open list' })),
  shared: Type.Optional(Type.Boolean({ description: 'Got from another body by sharing (zb2019)' })),
  disputed: Type.Optional(
    Type.Boolean({ description: 'A newer export says otherwise than a person who changed it since' }),
  ),
};

export const listCatalogueEntries = operation({
  id: 'listCatalogueEntries',
  method: 'GET',
  path: '/catalogue-entries',
  summary: 'What the bodies hold; internal, never public',
  tag,
  query: Type.Object({ ...EntryFilter, ...PageQuery }),
  response: Page(CatalogueEntrySummary),
  problems: ['not-permitted', 'invalid-cursor'],
});

export const getCatalogueEntry = operation({
  id: 'getCatalogueEntry',
  method: 'GET',
  path: '/catalogue-entries/{id}',
  summary: 'One entry of the catalogue',
  tag,
  params: ById,
  response: CatalogueEntryView,
  problems: ['not-found'],
});

export const createCatalogueEntry = operation({
  id: 'createCatalogueEntry',
  method: 'POST',
  path: '/catalogue-entries',
  summary: 'Enter what the body holds',
  tag,
  body: CatalogueEntryInput,
  response: CatalogueEntryView,
  status: 201,
  problems: ['not-permitted', 'already-exists', 'shared-data'],
});

export const saveCatalogueEntry = operation({
  id: 'saveCatalogueEntry',
  method: 'PUT',
  path: '/catalogue-entries/{id}',
  summary: 'Change an entry; `revision` is the one that was read',
  tag,
  params: ById,
  body: Type.Object(
    { ...CatalogueEntryInput.properties, revision: Type.Integer() },
    { additionalProperties: false },
  ),
  response: CatalogueEntryView,
  problems: ['not-permitted', 'not-found', 'changed-meanwhile', 'already-exists', 'shared-data'],
});

export const getCatalogueEntryHistory = operation({
  id: 'getCatalogueEntryHistory',
  method: 'GET',
  path: '/catalogue-entries/{id}/history',
  summary: 'What was done with an entry of the catalogue',
  tag,
  params: ById,
  response: Type.Object({ items: Type.Array(HistoryItem) }),
  problems: ['not-found'],
});

export const CATALOGUE_FORMATS = ['csv', 'xlsx', 'json'] as const;

export const exportCatalogue = operation({
  id: 'exportCatalogue',
  method: 'GET',
  path: '/catalogue-exports/{format}',
  summary: 'The catalogue as far as the caller may read it, in the columns that an import takes',
  tag,
  params: Type.Object({ format: Literals(CATALOGUE_FORMATS) }),
  query: Type.Object({
    ...EntryFilter,
    encoding: Type.Union([Type.Literal('utf-8'), Type.Literal('gb18030')], { default: 'utf-8' }),
  }),
  response: Download,
  problems: ['not-permitted', 'too-large'],
});
