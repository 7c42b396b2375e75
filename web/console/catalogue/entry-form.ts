import {
  ORIGINS,
  type CatalogueEntryInput,
  type CatalogueField,
} from '../../../rules/catalogue/catalogue.schema.ts';
import { OPEN_CLASSES, UPDATE_FREQUENCIES } from '../../../rules/datasets/list-entry.schema.ts';
import { choiceOf, integerOf, textOf } from '../form-data.ts';

export const fieldControl = (place: number, part: keyof CatalogueField): string =>
  `field.${String(place)}.${part}`;
/** Rows to write new fields in. */
export const SPARE_ROWS = 3;

/** The entry as its form holds it; a field whose name was emptied is gone. */
export function catalogueEntryFrom(form: FormData): CatalogueEntryInput {
  const rows = integerOf(form, 'fieldCount') ?? 0;
  const fields = Array.from({ length: rows }, (_, place) => ({
    name: textOf(form, fieldControl(place, 'name')),
    label: textOf(form, fieldControl(place, 'label')),
    description: textOf(form, fieldControl(place, 'description')),
  }));
  return {
    name: textOf(form, 'name'),
    summary: textOf(form, 'summary'),
    domain: textOf(form, 'domain'),
    openness: choiceOf(form, 'openness', OPEN_CLASSES) ?? 'unconditional',
    origin: choiceOf(form, 'origin', ORIGINS) ?? 'system',
    system: textOf(form, 'system'),
    sharedFromId: textOf(form, 'sharedFromId') || null,
    updateFrequency: choiceOf(form, 'updateFrequency', UPDATE_FREQUENCIES) ?? 'irregular',
    area: textOf(form, 'area'),
    timeCoverage: textOf(form, 'timeCoverage'),
    fields: fields.filter(({ name }) => name !== ''),
  };
}
