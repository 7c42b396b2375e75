import { emptyEntry, type ListEntry } from '../../datasets/list-entry.schema.ts';
import type { Finding } from '../../findings/finding.schema.ts';
import type { CatalogueRow } from './catalogue-row.ts';
import { conditionLines } from './read-row.ts';

/** The entry of the open list that an imported line stands for: bound to the catalogue, ungraded. */
export const listEntryOf = (row: CatalogueRow): ListEntry => ({
  ...emptyEntry(),
  name: row.name,
  summary: row.summary,
  domain: row.domain,
  timeCoverage: row.timeCoverage,
  area: row.area,
  updateFrequency: row.updateFrequency,
  openClass: row.openness,
  conditions: conditionLines(row.conditions),
  fields: row.fields.map(({ name, label, description }) => ({
    name,
    label: label || name,
    type: 'text',
    unit: '',
    description,
    binding: name,
  })),
});

const advice = (code: string, pointer: string, args: Finding['args'] = {}): Finding => ({
  code,
  pointer,
  args,
  provision: 'xz-9',
  blocks: false,
});

/** What does not fit together in what a source says of a dataset; it is imported nevertheless. */
export function sourceFindings(row: CatalogueRow): Finding[] {
  const { firstPublished, updated, openness, conditions } = row;
  const found: Finding[] = [];
  if (firstPublished === '') found.push(advice('source-date-missing', '/source/firstPublished'));
  if (firstPublished !== '' && updated !== '' && updated < firstPublished)
    found.push(advice('source-dates-reversed', '/source/updated', { firstPublished, updated }));
  if (openness === 'unconditional' && /[^无条件开放&;；\s]/u.test(conditions))
    found.push(advice('conditions-against-class', '/conditions'));
  return found;
}
