import { proposeLevels } from './propose.ts';
import type { ContentScan } from './scan.schema.ts';
import type { SignKind } from './signs.ts';

/** Kinds that stand for one person. */
const PERSONAL: ReadonlySet<SignKind> = new Set<SignKind>([
  'person-name',
  'id-number',
  'phone',
  'home-address',
  'bank-card',
  'e-mail',
  'plate-number',
  'personal-trait',
]);

export interface NewlyPersonal {
  column: string;
  kind: SignKind;
  /** Values that show it, of those that were looked at. */
  count: number;
  looked: number;
}

/**
 * Personal information that the contents of a version show where those of the version before did not: nobody has
 * decided about it yet (`xz-14-1`).
 */
export function newlyPersonal(before: ContentScan, now: ContentScan): NewlyPersonal[] {
  const known = new Set(shownIn(before).map(({ column, kind }) => `${column} ${kind}`));
  return shownIn(now).filter(({ column, kind }) => !known.has(`${column} ${kind}`));
}

function shownIn(scan: ContentScan): NewlyPersonal[] {
  const fields = scan.columns.map(({ name }) => ({ name, label: name, description: '' }));
  return proposeLevels({ dimensions: [] }, fields, scan).flatMap(({ field, signs }) =>
    signs
      .filter(({ kind, by }) => PERSONAL.has(kind) && (by === 'values' || by === 'text'))
      .map(({ kind, count, looked }) => ({ column: field, kind, count, looked })),
  );
}

/** Names of the fields that may tell of people: by what they are called, or by what their contents showed, masked or not. */
export const fieldsThatMayTellOfPeople = (
  fields: readonly { name: string; label: string }[],
  scan: ContentScan | null,
): Set<string> =>
  new Set(
    proposeLevels(
      { dimensions: [] },
      fields.map(({ name, label }) => ({ name, label, description: '' })),
      scan,
    )
      .filter(({ signs }) => signs.some(({ kind }) => PERSONAL.has(kind) || kind === 'masked-personal'))
      .map(({ field }) => field),
  );
