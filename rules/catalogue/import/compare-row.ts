import { REQUIRED_PARTS, type CatalogueForm } from '../../profile/catalogue-form.schema.ts';
import { differingParts, sameRow, type CatalogueRow, type Cells } from './catalogue-row.ts';
import { differenceOf, type Difference } from './difference.ts';
import { readRow, type Domains } from './read-row.ts';
import { cellsOf } from './write-row.ts';

export const CHANGE_KINDS = ['new', 'changed', 'disputed', 'vanished', 'repeated', 'unusable'] as const;
export type ChangeKind = (typeof CHANGE_KINDS)[number];

/** What the platform holds of a dataset that an export names. */
export interface Known {
  /** As it is now. */
  row: CatalogueRow;
  /** The line that it last came with; null: a person entered it here. */
  kept: Cells | null;
  /** A person is at it, or has written on the list what no export says. */
  worked: boolean;
}

export interface Compared {
  kind: 'new' | 'same' | 'changed' | 'disputed';
  /** What the line says otherwise than what is here. */
  differences: Difference[];
  /** True when the entry shall say what the line says; else only the line itself is kept. */
  rewrites: boolean;
  /** The newest line, with what older ones said in columns that this file has not. */
  cells: Cells;
  row: CatalogueRow;
}

/**
 * What a line means for the platform: `disputed` where the source says something new of what a person has changed here
 * since, which no import overwrites.
 */
export function compareRow(
  cells: Cells,
  known: Known | null,
  form: CatalogueForm,
  domains: Domains,
): Compared {
  const kept = known?.kept ?? {};
  const merged = filled({ ...kept, ...cells });
  const row = readRow(merged, form, domains);
  if (known === null) return { kind: 'new', differences: [], rewrites: true, cells: merged, row };
  const here = cellsOf(known.row, form, domains, kept);
  const ours = readRow(here, form, domains);
  const differ = (headers: readonly string[]): Difference[] =>
    headers.map((header) => differenceOf(header, here[header] ?? '', merged[header] ?? ''));
  const last = known.kept && readRow(known.kept, form, domains);
  const others = known.kept ? otherColumns(known.kept, merged, form) : [];
  if (sameRow(ours, row) || (last && sameRow(last, row))) {
    const kind = others.length > 0 ? 'changed' : 'same';
    return { kind, differences: differ(others), rewrites: false, cells: merged, row };
  }
  // Off the list is a decision of people: no import takes it.
  const leaves = ours.listed && !row.listed;
  const untouched = last !== null && sameRow(last, ours) && !known.worked && !leaves;
  // What a person changed and the source did not is no news.
  const news = last ? new Set(differingParts(last, row)) : null;
  const parts = differingParts(ours, row).filter((part) => news?.has(part) ?? true);
  const differences = differ([...headersOf(parts, form, merged), ...others]);
  return { kind: untouched ? 'changed' : 'disputed', differences, rewrites: untouched, cells: merged, row };
}

const filled = (cells: Cells): Cells =>
  Object.fromEntries(Object.entries(cells).filter(([, text]) => text !== ''));

const otherColumns = (before: Cells, after: Cells, form: CatalogueForm): string[] => {
  const own = new Set([...Object.values(form.columns), ...form.passing]);
  return [...new Set([...Object.keys(before), ...Object.keys(after)])].filter(
    (header) => !own.has(header) && (before[header] ?? '') !== (after[header] ?? ''),
  );
};

/** The headers without which a line stands for nothing; empty when it can be taken. */
export function unusableIn(cells: Cells, row: CatalogueRow, form: CatalogueForm): string[] {
  const { columns, openness } = form;
  const lacking = REQUIRED_PARTS.filter((part) => row[part] === '');
  const unknown = Object.hasOwn(openness, (cells[columns.openness] ?? '').trim()) ? [] : [columns.openness];
  return [...new Set([...lacking.map((part) => columns[part]), ...unknown])];
}

/** Columns of an export that have no place of their own. */
export function restOf(cells: Cells, form: CatalogueForm): { header: string; text: string }[] {
  const own = new Set(Object.values(form.columns));
  return Object.entries(cells)
    .filter(([header, text]) => !own.has(header) && text !== '')
    .map(([header, text]) => ({ header, text }));
}

function headersOf(
  parts: readonly (keyof CatalogueRow)[],
  { columns }: CatalogueForm,
  cells: Cells,
): string[] {
  return parts.map((part) => {
    if (part === 'listed') return columns.status;
    if (part === 'fields') return cells[columns.fieldDetails] ? columns.fieldDetails : columns.fieldNames;
    return columns[part];
  });
}
