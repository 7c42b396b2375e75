import {
  createCatalogueEntry,
  getCatalogueEntry,
  getCatalogueEntryHistory,
  listCatalogueEntries,
  saveCatalogueEntry,
} from '../../../rules/catalogue/catalogue.operations.ts';
import { handle, type Handled } from '../../plugins/operations.ts';
import { create, get, history, list, save } from './catalogue.use-cases.ts';

export {
  eachEntry,
  findEntry,
  likeLiteral,
  lineHeaders,
  type Entry,
  type EntryFilter,
} from './catalogue.queries.ts';
export { catalogueWords } from './catalogue-words.queries.ts';
export { formNamed, rowOf } from './catalogue.view.ts';
export {
  disputedEntries,
  entriesOfSource,
  insertImportedEntries,
  keepLines,
  markDisputed,
  markVanished,
  rewriteImportedEntry,
  sourceIdsOf,
  type ImportedEntry,
} from './imported-entries.queries.ts';
export { enterInCatalogue } from './catalogue.use-cases.ts';
export const catalogueOperations: readonly Handled[] = [
  handle(listCatalogueEntries, list),
  handle(getCatalogueEntry, get),
  handle(getCatalogueEntryHistory, history),
  handle(createCatalogueEntry, create),
  handle(saveCatalogueEntry, save),
];
