import { parse } from 'node:path';
import { blankCatalogueEntry, type CatalogueField } from '../../../rules/catalogue/catalogue.schema.ts';
import { Problem } from '../../../rules/problems/problems.ts';
import { shownLabels } from '../../../rules/reading/saved-reading.ts';
import type { confirmReading } from '../../../rules/uploads/uploads.operations.ts';
import type { Call } from '../../context.ts';
import type { UseCase } from '../../plugins/operations.ts';
import { permit } from '../../plugins/permit.ts';
import type { Trx } from '../../store/database.ts';
import { enterInCatalogue, findEntry } from '../catalogue/index.ts';
import { createDatasetFromFile, refreshDraftFields, updatableDataset } from '../datasets/index.ts';
import { enterVersion, type ReadUpload } from './enter-version.ts';
import { knownUpload } from './upload.use-cases.ts';
import { lockUpload } from './upload.queries.ts';

interface Wanted {
  datasetId?: string;
  catalogueEntryId?: string;
  name?: string;
}

/** A person has looked at the reading: from here the file is a data version, of a new dataset or of one that is there. */
export const confirm: UseCase<typeof confirmReading> = async (call, { id, ...wanted }) => {
  const { services, actor } = call;
  permit(actor, 'upload.write', { bodyId: (await knownUpload(call, id)).body.id });
  return services.db.transaction().execute(async (trx) => {
    const upload = await lockUpload(trx, id);
    const { accountId } = actor;
    if (!upload || accountId === null) throw new Problem('not-found');
    const { reading, digest } = upload;
    if (upload.state !== 'read' || reading === null || digest === null) throw new Problem('wrong-state');
    const confirmed = { ...upload, reading, digest };
    const datasetId = await datasetFor(trx, call, { upload: confirmed, wanted, accountId });
    const versionId = await enterVersion(trx, call, confirmed, { datasetId, preparedBy: accountId });
    return { datasetId, versionId };
  });
};

interface Taking {
  upload: ReadUpload;
  wanted: Wanted;
  accountId: string;
}

async function datasetFor(trx: Trx, call: Call, { upload, wanted, accountId }: Taking): Promise<string> {
  const { reading, body } = upload;
  if (wanted.datasetId !== undefined) {
    const dataset = await updatableDataset(trx, call, wanted.datasetId, body.id);
    await refreshDraftFields(trx, call, dataset, reading);
    return dataset.id;
  }
  const name = wanted.name?.trim() || parse(upload.fileName).name.slice(0, 200);
  const catalogue = await catalogueFor(trx, call, {
    upload,
    name,
    catalogueEntryId: wanted.catalogueEntryId,
  });
  return createDatasetFromFile(trx, call, {
    body,
    accountId,
    name,
    reading,
    catalogueEntryId: catalogue.id,
    catalogueFields: catalogue.fields,
  });
}

interface ForCatalogue {
  upload: ReadUpload;
  name: string;
  catalogueEntryId: string | undefined;
}

async function catalogueFor(
  trx: Trx,
  call: Call,
  { upload, name, catalogueEntryId }: ForCatalogue,
): Promise<{ id: string; fields: readonly CatalogueField[] }> {
  if (catalogueEntryId !== undefined) {
    const entry = await findEntry(trx, catalogueEntryId);
    if (entry?.view.bodyId !== upload.body.id) throw new Problem('not-found');
    return { id: entry.view.id, fields: entry.view.fields };
  }
  const labels = shownLabels(upload.reading);
  const fields = upload.reading.columns.map(({ name: field }, i) => ({
    name: field,
    label: labels[i] ?? '',
    description: '',
  }));
  const id = await enterInCatalogue(trx, call, upload.body.id, {
    ...blankCatalogueEntry(name),
    fields,
  });
  return { id, fields };
}
