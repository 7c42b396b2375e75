import type { CatalogueEntryView, EntrySource } from '../../../rules/catalogue/catalogue.schema.ts';
import type { CatalogueRow } from '../../../rules/catalogue/import/catalogue-row.ts';
import { restOf } from '../../../rules/catalogue/import/compare-row.ts';
import { sourceFindings } from '../../../rules/catalogue/import/list-entry-of.ts';
import { readRow } from '../../../rules/catalogue/import/read-row.ts';
import { cellsOf } from '../../../rules/catalogue/import/write-row.ts';
import type { CatalogueForm } from '../../../rules/profile/catalogue-form.schema.ts';
import type { Profile } from '../../../rules/profile/profile.schema.ts';
import type { Call } from '../../context.ts';
import type { Entry } from './catalogue.queries.ts';

/** The form of the portal of that name; the first one for what was entered here. */
export function formNamed({ catalogueForms }: Profile, name: string | null): CatalogueForm {
  const form = catalogueForms.find((each) => each.name === name) ?? catalogueForms[0];
  if (!form) throw new Error('the profile has no form of catalogue');
  return form;
}

/** What the platform holds of an entry, as an export would say it; of the list, what the caller of this knows. */
export const rowOf = (
  { view, source }: Pick<Entry, 'view' | 'source'>,
  list: { listed: boolean; conditions: string; listedAt: string; updatedAt: string },
): CatalogueRow => ({
  sourceId: source?.id ?? view.id,
  body: view.bodyName,
  name: view.name,
  summary: view.summary,
  domain: view.domain,
  openness: view.openness,
  origin: view.origin,
  system: view.system,
  sharedFrom: view.sharedFrom?.name ?? '',
  updateFrequency: view.updateFrequency,
  area: view.area,
  timeCoverage: view.timeCoverage,
  fields: view.fields,
  sourceUrl: source?.url ?? '',
  listed: list.listed,
  conditions: list.conditions,
  firstPublished: source ? source.firstPublished : list.listedAt,
  updated: source ? source.updated : list.updatedAt,
});

export function viewEntry(entry: Entry, { services: { profile } }: Call): CatalogueEntryView {
  const { view, source } = entry;
  if (source === null) return { ...view, source: null, findings: [] };
  const { row: cells, ...said } = source;
  const form = formNamed(profile, source.name);
  const ours = cellsOf(rowOf(entry, LIST_UNKNOWN), form, profile.domains);
  const shown: EntrySource = {
    ...said,
    rest: restOf(cells, form),
    disputed: source.disputed.map((header) => ({
      header,
      theirs: cells[header] ?? '',
      ours: ours[header] ?? '',
    })),
  };
  return { ...view, source: shown, findings: sourceFindings(readRow(cells, form, profile.domains)) };
}

const LIST_UNKNOWN = { listed: true, conditions: '', listedAt: '', updatedAt: '' };
