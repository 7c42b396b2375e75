import { Type } from 'typebox';
import { operation } from '../api/operation.ts';
import { ById, Page, PageQuery } from '../api/views.ts';
import { CatalogueEntryInput, CatalogueEntryView } from './catalogue.schema.ts';

const tag = 'Catalogue';

export const listCatalogueEntries = operation({
  id: 'listCatalogueEntries',
  method: 'GET',
  path: '/catalogue-entries',
  summary: 'What the bodies hold; internal, never public',
  tag,
  query: Type.Object({ q: Type.Optional(Type.String({ maxLength: 100 })), ...PageQuery }),
  response: Page(CatalogueEntryView),
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
  problems: ['not-permitted', 'already-exists'],
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
  problems: ['not-permitted', 'not-found', 'changed-meanwhile', 'already-exists'],
});

export const CATALOGUE_OPERATIONS = [
  listCatalogueEntries,
  getCatalogueEntry,
  createCatalogueEntry,
  saveCatalogueEntry,
];
