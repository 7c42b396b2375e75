import type { exportCatalogue } from '../../../rules/catalogue/catalogue.operations.ts';
import { readRow } from '../../../rules/catalogue/import/read-row.ts';
import type { Cells } from '../../../rules/catalogue/import/catalogue-row.ts';
import { cellsOf } from '../../../rules/catalogue/import/write-row.ts';
import type { CatalogueForm } from '../../../rules/profile/catalogue-form.schema.ts';
import type { Services } from '../../context.ts';
import type { UseCase } from '../../plugins/operations.ts';
import { scopeOf } from '../../plugins/permit.ts';
import {
  eachEntry,
  formNamed,
  lineHeaders,
  rowOf,
  type Entry,
  type EntryFilter,
} from '../catalogue/index.ts';
import { datasetsOfEntries, type BoundDataset } from '../datasets/index.ts';
import { listOf } from './compare-lines.ts';
import { tableFile } from './table-file.ts';

/** The catalogue in the columns that an import takes: taken in again, it changes nothing. */
export const exportEntries: UseCase<typeof exportCatalogue> = async (
  { actor, services },
  { format, encoding, ...filter },
) => {
  const wanted = { ...filter, ...scopeOf(actor, 'catalogue-entry.read') };
  const form = formNamed(services.profile, null);
  const own = Object.values(form.columns);
  const kept = await lineHeaders(services.db, wanted);
  const headers = [...own, ...kept.filter((header) => !own.includes(header))];
  const name = `${services.profile.cityCode}-catalogue`;
  return tableFile({ name, format, encoding }, headers, rowsOf(services, wanted, form, headers));
};

async function* rowsOf(
  { db, profile }: Services,
  wanted: EntryFilter,
  form: CatalogueForm,
  headers: readonly string[],
): AsyncGenerator<string[][]> {
  for await (const entries of eachEntry(db, wanted)) {
    const datasets = await datasetsOfEntries(
      db,
      entries.map(({ view }) => view.id),
    );
    yield entries.map((entry) => {
      const cells = lineOf(entry, datasets.get(entry.view.id) ?? null, form, profile.domains);
      return headers.map((header) => cells[header] ?? '');
    });
  }
}

type Domains = Services['profile']['domains'];

function lineOf(entry: Entry, dataset: BoundDataset | null, form: CatalogueForm, domains: Domains): Cells {
  const { source } = entry;
  const kept = source?.name === form.name ? source.row : {};
  const row = rowOf(entry, listOf(dataset, readRow(kept, form, domains).conditions));
  return cellsOf(row, form, domains, kept);
}
