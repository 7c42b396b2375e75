import {
  getCatalogueImport,
  listCatalogueImports,
  listImportChanges,
  sendCataloguePart,
  startCatalogueImport,
  stepCatalogueImport,
} from '../../../rules/catalogue/catalogue-imports.operations.ts';
import { exportCatalogue } from '../../../rules/catalogue/catalogue.operations.ts';
import type { Services } from '../../context.ts';
import { handle, type Handled } from '../../plugins/operations.ts';
import { exportEntries } from './export-catalogue.ts';
import { importsInState } from './import.queries.ts';
import { changes, get, list, send, start, stepOne } from './import.use-cases.ts';
import { COMPARE_IMPORT, compareImport, TAKE_IMPORT, takeImport } from './run-import.ts';

export { compareImport, takeImport } from './run-import.ts';

export const catalogueImportOperations: readonly Handled[] = [
  handle(listCatalogueImports, list),
  handle(startCatalogueImport, start),
  handle(sendCataloguePart, send),
  handle(getCatalogueImport, get),
  handle(listImportChanges, changes),
  handle(stepCatalogueImport, stepOne),
  handle(exportCatalogue, exportEntries),
];

/** After a crash: what was being compared or taken goes on; what is done already is found and left. */
export async function resumeCatalogueImports({ db, jobs }: Services): Promise<void> {
  const found = await importsInState(db, ['comparing', 'taking']);
  await db.transaction().execute(async (trx) => {
    for (const { id: importId, state } of found)
      await jobs.send(trx, state === 'taking' ? TAKE_IMPORT : COMPARE_IMPORT, { importId });
  });
}

export function declareCatalogueImportJobs(services: Services): void {
  const { jobs } = services;
  jobs.on<{ importId: string }>(COMPARE_IMPORT, ({ importId }) => compareImport(services, importId));
  jobs.on<{ importId: string }>(TAKE_IMPORT, ({ importId }) => takeImport(services, importId));
}
