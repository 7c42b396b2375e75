import {
  createCatalogueEntry,
  getCatalogueEntry,
  listCatalogueEntries,
  saveCatalogueEntry,
} from '../../../rules/catalogue/catalogue.operations.ts';
import { handle, type Handled } from '../../plugins/operations.ts';
import { create, get, list, save } from './catalogue.use-cases.ts';

export { findEntry, likeLiteral } from './catalogue.queries.ts';
export { enterInCatalogue } from './catalogue.use-cases.ts';
export const catalogueOperations: readonly Handled[] = [
  handle(listCatalogueEntries, list),
  handle(getCatalogueEntry, get),
  handle(createCatalogueEntry, create),
  handle(saveCatalogueEntry, save),
];
