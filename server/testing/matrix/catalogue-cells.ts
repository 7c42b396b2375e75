import type { CatalogueEntryView } from '../../../rules/catalogue/catalogue.schema.ts';
import { inPlace, office, read, type Cell } from './cell.ts';

/** What is changed of an entry. */
const ENTRY = { summary: '', domain: 'transport', openness: 'unconditional', origin: 'system', fields: [] };
const ANNOUNCED = { fileName: '目录.csv', bytes: 8 };

const ofImport = (on: string, ask: Cell['ask'] = ({ thing }) => ({ path: { id: thing.id } })): Cell => ({
  ...office(on, 'catalogue.import', ask),
  of: 'catalogueImport',
});

/** Operations on the catalogue and on exports that are taken over. */
export const CATALOGUE_CELLS: Record<string, readonly Cell[]> = {
  listCatalogueEntries: [inPlace('the catalogue', 'catalogue-entry.read')],
  getCatalogueEntry: [read('an entry of the catalogue', 'catalogueEntry', 'catalogue-entry.read')],
  getCatalogueEntryHistory: [read('an entry of the catalogue', 'catalogueEntry', 'catalogue-entry.read')],
  exportCatalogue: [inPlace('the catalogue', 'catalogue-entry.read', () => ({ path: { format: 'csv' } }))],
  createCatalogueEntry: [
    inPlace('a new entry', 'catalogue-entry.write', ({ number }) => ({
      body: { ...ENTRY, name: `编目 ${number}` },
    })),
  ],
  saveCatalogueEntry: [
    {
      ...read(
        'an entry of the catalogue',
        'catalogueEntry',
        'catalogue-entry.read',
        async ({ platform, thing }) => {
          const path = `/catalogue-entries/${thing.id}`;
          const entry = await platform.ask<CatalogueEntryView>(platform.tokens.editor, 'GET', path);
          return { path: { id: thing.id }, body: { ...ENTRY, name: entry.name, revision: entry.revision } };
        },
      ),
      needs: 'catalogue-entry.write',
    },
  ],

  listCatalogueImports: [office('the imports', 'catalogue.import')],
  startCatalogueImport: [office('an export of a catalogue', 'catalogue.import', () => ({ body: ANNOUNCED }))],
  getCatalogueImport: [ofImport('an import')],
  listImportChanges: [ofImport('an import')],
  sendCataloguePart: [
    {
      ...ofImport('an announced export', ({ thing }) => ({
        path: { id: thing.id },
        body: { offset: 0, content: 'AAAA' },
      })),
      spends: true,
    },
  ],
  stepCatalogueImport: [
    {
      ...ofImport('an announced export', ({ thing }) => ({ path: { id: thing.id, event: 'drop' } })),
      spends: true,
    },
    {
      ...ofImport('an announced export', ({ thing }) => ({ path: { id: thing.id, event: 'take' } })),
      answers: 'wrong-state',
    },
  ],
};
