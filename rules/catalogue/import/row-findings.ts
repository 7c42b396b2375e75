import { checkEntry } from '../../datasets/check-entry.ts';
import type { Finding } from '../../findings/finding.schema.ts';
import { DEFAULT_GUIDELINE } from '../../gradings/default-guideline.ts';
import { NOTHING_BEFORE } from '../../gradings/grade.ts';
import type { CatalogueRow } from './catalogue-row.ts';
import { isStaticYetUpdated, listedTwice, listEntryOf, sourceFindings } from './list-entry-of.ts';
import type { Domains } from './read-row.ts';

/** What is missing or does not fit in a dataset that comes onto the list with an export, bound field by field and never graded. */
export function findingsOfRow(
  row: CatalogueRow,
  { domains, nameIsTaken }: { domains: Domains; nameIsTaken: boolean },
): Finding[] {
  const entry = listEntryOf(row);
  const twice = new Set(listedTwice(row.fields));
  const found = checkEntry(entry, {
    // No level is chosen: any guideline says the same, that the grade is missing.
    guideline: DEFAULT_GUIDELINE,
    standing: NOTHING_BEFORE,
    domains: domains.map(({ code }) => code),
    catalogueFields: entry.fields,
    listedClass: entry.openClass,
    listedFrequency: entry.updateFrequency,
    nameIsTaken,
  });
  // What is no field of its own lacks no description, and what goes on being updated wants no year in its name.
  const isFalse = ({ code, args }: Finding): boolean =>
    (code === 'description-missing' && twice.has(String(args['field']))) ||
    (code === 'name-without-time' && isStaticYetUpdated(row));
  return [...found.filter((each) => !isFalse(each)), ...sourceFindings(row)];
}

/** Code of the finding → how often. */
export function countFindings(findings: readonly Finding[]): Record<string, number> {
  const counts: Record<string, number> = {};
  for (const { code } of findings) counts[code] = (counts[code] ?? 0) + 1;
  return counts;
}
