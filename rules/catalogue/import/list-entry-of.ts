import { emptyEntry, type ListEntry } from '../../datasets/list-entry.schema.ts';
import type { Finding } from '../../findings/finding.schema.ts';
import type { CatalogueRow } from './catalogue-row.ts';
import { isChinese } from './field-texts.ts';
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

/** What says no more than that there are no conditions, or is a code of the body's own. */
const NO_CONDITION = /^\d*(?:[无条件开放共享]+|默认条件)?[。.]?$|^[^\p{Script=Han}]*$/u;

/** True when words are there that bind whoever uses the data. */
const hasConditions = (conditions: string): boolean =>
  conditions.split(/&&|[;；\n]/).some((part) => !NO_CONDITION.test(part.trim()));

/** The last year that a time coverage names; null when it names none. */
function lastYear(timeCoverage: string): number | null {
  const years = timeCoverage.match(/(?:19|20)\d{2}/g)?.map(Number) ?? [];
  return years.length > 0 ? Math.max(...years) : null;
}

/** True of what is called static, yet was updated after it was published and after the time that it is said to cover. */
export function isStaticYetUpdated({ updateFrequency, ...row }: CatalogueRow): boolean {
  const end = lastYear(row.timeCoverage);
  const isLater = row.updated.slice(0, 10) > row.firstPublished.slice(0, 10);
  return updateFrequency === 'static' && end !== null && isLater && Number(row.updated.slice(0, 4)) > end;
}

/** What does not fit together in what a source says of a dataset; it is imported nevertheless. */
export function sourceFindings(row: CatalogueRow): Finding[] {
  const { firstPublished, updated, openness, conditions, timeCoverage, fields } = row;
  const found: Finding[] = [];
  if (firstPublished === '') found.push(advice('source-date-missing', '/source/firstPublished'));
  if (firstPublished !== '' && updated !== '' && updated < firstPublished)
    found.push(advice('source-dates-reversed', '/source/updated', { firstPublished, updated }));
  if (openness === 'unconditional' && hasConditions(conditions))
    found.push(advice('conditions-against-class', '/conditions'));
  if (isStaticYetUpdated(row))
    found.push({
      ...advice('static-yet-updated', '/updateFrequency', { timeCoverage, updated }),
      provision: 'xz-9-5',
    });
  const twice = listedTwice(fields);
  if (twice.length > 0)
    found.push({ ...advice('fields-doubled', '/fields', { count: twice.length }), provision: 'xz-9-2' });
  return found;
}

/** Fewer are by chance: `x`, `y`, 名称, 地址 are four fields. */
const LEAST_LATIN = 3;

/**
 * The Chinese names in a list that gives most fields twice, by column and in Chinese, without saying which belong
 * together: labels, not fields of their own. Empty in a list that does not.
 */
export function listedTwice(fields: CatalogueRow['fields']): string[] {
  const chinese = fields.filter(({ name, label }) => isChinese(name) && label === '').map(({ name }) => name);
  const latin = fields.filter(({ name }) => !isChinese(name));
  const labelled = latin.filter(({ label }) => label !== '').length;
  const share = (chinese.length + labelled) / latin.length;
  return latin.length >= LEAST_LATIN && share > 0.6 && share < 1.5 ? chinese : [];
}
