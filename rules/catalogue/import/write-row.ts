import {
  CATALOGUE_PARTS,
  type CatalogueForm,
  type CataloguePart,
} from '../../profile/catalogue-form.schema.ts';
import { sameRow, type CatalogueRow, type Cells } from './catalogue-row.ts';
import { detailsText, namesText, needsDetails } from './field-texts.ts';
import { readRow, type Domains } from './read-row.ts';

/**
 * A row as a line of an export. Where `kept`, the line that it came with, still says the same, its own words are
 * written, so that what was imported goes out as it came; its other columns go along.
 */
export function cellsOf(row: CatalogueRow, form: CatalogueForm, domains: Domains, kept: Cells = {}): Cells {
  const written = wordsOf(row, form, domains);
  if (Object.keys(kept).length === 0) return written;
  const cells: Record<string, string> = { ...kept };
  // Part by part, so that one that was changed does not take the others' words with it.
  for (const part of CATALOGUE_PARTS) {
    const header = form.columns[part];
    const tried = { ...written, ...pick(kept, PARTNERS[part] ?? [part], form) };
    if (!sameRow(readRow(tried, form, domains), readRow(written, form, domains)))
      cells[header] = written[header] ?? '';
  }
  return cells;
}

/** Which columns say a thing together. */
const PARTNERS: Partial<Record<CataloguePart, CataloguePart[]>> = {
  fieldNames: ['fieldNames', 'fieldDetails'],
  fieldDetails: ['fieldNames', 'fieldDetails'],
};

const pick = (cells: Cells, parts: readonly CataloguePart[], { columns }: CatalogueForm): Cells =>
  Object.fromEntries(parts.map((part) => [columns[part], cells[columns[part]] ?? '']));

const wordFor = (words: Readonly<Record<string, string>>, value: string): string =>
  Object.keys(words).find((word) => words[word] === value) ?? '';

function wordsOf(row: CatalogueRow, form: CatalogueForm, domains: Domains): Record<string, string> {
  const { fields } = row;
  const words: Record<CataloguePart, string> = {
    sourceId: row.sourceId,
    body: row.body,
    name: row.name,
    openness: wordFor(form.openness, row.openness),
    domain: domains.find(({ code }) => code === row.domain)?.name['zh-CN'] ?? row.domain,
    summary: row.summary,
    conditions: row.conditions,
    status: (row.listed ? form.listed[0] : form.unlisted[0]) ?? '',
    updateFrequency: wordFor(form.updateFrequencies, row.updateFrequency),
    firstPublished: row.firstPublished,
    updated: row.updated,
    sourceUrl: row.sourceUrl,
    area: row.area,
    timeCoverage: row.timeCoverage,
    fieldNames: namesText(fields, form.fieldSeparator),
    fieldDetails: needsDetails(fields, form.fieldSeparator) ? detailsText(fields) : '',
    origin: wordFor(form.origins, row.origin),
    system: row.system,
    sharedFrom: row.sharedFrom,
  };
  // In the form's own order of columns.
  return Object.fromEntries(
    Object.entries(form.columns).map(([part, header]) => [header, words[part as CataloguePart]]),
  );
}
