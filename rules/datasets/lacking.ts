import type { Finding } from '../findings/finding.schema.ts';
import { DEFAULT_GUIDELINE } from '../gradings/default-guideline.ts';
import { NOTHING_BEFORE } from '../gradings/grade.ts';
import type { Profile } from '../profile/profile.schema.ts';
import { checkEntry } from './check-entry.ts';
import type { ListEntry } from './list-entry.schema.ts';

/**
 * What is missing in an entry that came onto the list with an export, bound to the catalogue field by field and never
 * graded: code of the finding → how often. `others` are counted with it.
 */
export function lackingIn(
  entry: ListEntry,
  { domains, nameIsTaken }: { domains: Profile['domains']; nameIsTaken: boolean },
  others: readonly Finding[],
): Record<string, number> {
  const found = checkEntry(entry, {
    // No level is chosen: any guideline says the same, that the grade is missing.
    guideline: DEFAULT_GUIDELINE,
    standing: NOTHING_BEFORE,
    domains: domains.map(({ code }) => code),
    catalogueFields: entry.fields,
    listedClass: entry.openClass,
    nameIsTaken,
  });
  const counts: Record<string, number> = {};
  for (const { code } of [...found, ...others]) counts[code] = (counts[code] ?? 0) + 1;
  return counts;
}
