import { emptyEntry, type ListEntry } from '../../../rules/datasets/list-entry.schema.ts';
import type { Reading } from '../../../rules/reading/reading.schema.ts';
import type { CatalogueField } from '../../../rules/catalogue/catalogue.schema.ts';
import type { Call } from '../../context.ts';
import type { Trx } from '../../store/database.ts';
import { recordEvent } from '../events/index.ts';
import { insertDataset } from './dataset.queries.ts';
import { fieldsFrom } from './update-from-file.ts';

export interface FromFile {
  body: { id: string; code: string };
  accountId: string;
  name: string;
  reading: Reading;
  catalogueEntryId: string;
  catalogueFields: readonly CatalogueField[];
}

/** A draft prefilled from what a file was understood to be; fields are bound where the catalogue has the name. */
export async function createDatasetFromFile(trx: Trx, call: Call, given: FromFile): Promise<string> {
  const { clock, newId, profile } = call.services;
  const id = newId();
  const code = await insertDataset(trx, {
    id,
    cityCode: profile.cityCode,
    body: given.body,
    catalogueEntryId: given.catalogueEntryId,
    draft: draftFrom(given),
    draftBy: given.accountId,
    at: clock.now(),
  });
  await recordEvent(trx, call, {
    action: 'dataset.create',
    thing: 'dataset',
    thingId: id,
    provision: 'xz-9',
    data: { code, catalogueEntryId: given.catalogueEntryId },
  });
  return id;
}

function draftFrom({ name, reading, catalogueFields }: FromFile): ListEntry {
  const known = catalogueFields.map((field) => ({ ...field, binding: field.name }));
  return { ...emptyEntry(), name, fields: fieldsFrom(reading, known) };
}
