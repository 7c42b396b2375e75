import type { CatalogueField } from '../catalogue/catalogue.schema.ts';
import { possibleInitials } from '../catalogue/import/initials.ts';
import { sharedInFindings } from '../catalogue/shared-in.ts';
import type { Finding } from '../findings/finding.schema.ts';
import type { Provision } from '../provisions/provisions.ts';
import { isStricter, type Field, type ListEntry, type OpenClass } from './list-entry.schema.ts';
import { likeness } from './similar-names.ts';

/** From such likeness on one name is taken for another spelling of the other. */
const SAME = 0.8;

type Labelled = Pick<Field, 'label' | 'name'>;
export const labelOf = ({ label, name }: Labelled): string => (label || name).trim();

/**
 * The catalogue field that a field most likely comes from: by name, by label, by the label that is nearly the same, or
 * by a name made of the initials of the other's label (`TCCMC` of 停车场名称), where one alone is.
 */
export function likelySource<F extends Labelled>(field: Labelled, catalogue: readonly F[]): F | undefined {
  const wanted = labelOf(field);
  const exact = catalogue.find((each) => each.name === field.name || labelOf(each) === wanted);
  if (exact) return exact;
  const closest = catalogue
    .map((each) => ({ each, share: likeness(labelOf(each), wanted) }))
    .filter(({ share }) => share >= SAME)
    .sort((a, b) => b.share - a.share)[0];
  return closest?.each ?? byInitials(field, catalogue);
}

function byInitials<F extends Labelled>(field: Labelled, catalogue: readonly F[]): F | undefined {
  const own = shortNames(field);
  const initials = new Set(possibleInitials(labelOf(field)));
  const found = catalogue.filter(
    (each) =>
      shortNames(each).some((short) => initials.has(short)) ||
      (own.length > 0 && possibleInitials(labelOf(each)).some((long) => own.includes(long))),
  );
  return found.length === 1 ? found[0] : undefined;
}

const LATIN = /^[A-Za-z][A-Za-z0-9_-]+$/;

/** What may be initials of another's label, as columns of old systems are named. */
const shortNames = ({ name, label }: Labelled): string[] =>
  [name, label].filter((text) => LATIN.test(text)).map((text) => text.replaceAll(/[_-]/g, '').toUpperCase());

/** How what a listed dataset comes from can be lost by a change of the catalogue. */
type Lost =
  'binding-lost' | 'binding-renamed' | 'source-vanished' | 'source-now-closed' | 'source-now-conditional';
export type LostBinding = Finding & { code: Lost | 'shared-in' };

const lost = (
  code: Lost,
  pointer: string,
  args: Finding['args'],
  provision: Provision = 'xz-9',
): LostBinding => ({ code, pointer, args, provision, blocks: true });

/** What is wrong with a field's binding, if it has one: the catalogue field is gone, or bears another name. */
export function lostBinding(
  field: Field,
  index: number,
  catalogue: readonly Labelled[],
): LostBinding | undefined {
  const { binding } = field;
  if (binding === '' || catalogue.some(({ name }) => name === binding)) return undefined;
  const to = likelySource(field, catalogue)?.name;
  const args = { field: field.label || field.name, binding };
  const at = `/fields/${index}/binding`;
  return to === undefined ? lost('binding-lost', at, args) : lost('binding-renamed', at, { ...args, to });
}

/** The catalogue entry of a dataset as it stands now. */
export interface BindingSource {
  name: string;
  openness: OpenClass;
  sharedFrom: { name: string } | null;
  /** The newest export of where it came from has it no more, and nobody has confirmed it since. */
  vanished: boolean;
  fields: readonly CatalogueField[];
}

/**
 * What of a listed dataset's source is gone from the catalogue (`xz-9`: the body keeps its bindings): the entry, its
 * openness, or the fields that open ones are bound to. Empty when all of it is there.
 */
export function lostBindings(listed: ListEntry, source: BindingSource): LostBinding[] {
  const { openness, name: entry, vanished, sharedFrom, fields } = source;
  const found: LostBinding[] = sharedInFindings(sharedFrom);
  if (vanished) found.push(lost('source-vanished', '/catalogueEntry', { entry }));
  if (listed.openClass === 'closed') return found;
  if (isStricter(openness, listed.openClass)) {
    const code = openness === 'closed' ? 'source-now-closed' : 'source-now-conditional';
    found.push(lost(code, '/catalogueEntry/openness', { entry }, 'plan2023-2.3'));
  }
  return [...found, ...listed.fields.flatMap((field, index) => lostBinding(field, index, fields) ?? [])];
}
