import type { ListEntry } from '../datasets/list-entry.schema.ts';
import { proposalsFor, type CatalogueWords } from '../datasets/proposals.ts';
import type { Change, Digest } from './changes.ts';
import { ELEMENT_FORMS, textAt, tidyText, type ElementPlace, type EntryElement } from './elements.ts';

/** Elements that many datasets can be given at once; names and reasons are each dataset's own. */
export const EDITED_ELEMENTS = [
  'domain',
  'updateFrequency',
  'area',
  'timeCoverage',
  'keywords',
  'summary',
  'relations',
  'staticReason',
  'openClass',
  'conditions',
  'materials',
  'explanation',
] as const satisfies readonly EntryElement[];
export type EditedElement = (typeof EDITED_ELEMENTS)[number];

/** Not one element, but all that a dataset's own catalogue entry can fill in: summary, domain, descriptions, bindings. */
export const FROM_CATALOGUE = 'from-catalogue';
export const EDIT_SUBJECTS = [...EDITED_ELEMENTS, FROM_CATALOGUE] as const;
export type EditSubject = (typeof EDIT_SUBJECTS)[number];

/** In place of what is there; only where nothing is; after what is there. */
export const EDIT_MODES = ['set', 'fill', 'append'] as const;
export type EditMode = (typeof EDIT_MODES)[number];

export interface Edit {
  element: EditSubject;
  mode: EditMode;
  value: string;
}

/** How an element can be edited: a choice has no end to write at, and some are never empty. */
export function modesOf(element: EditSubject): readonly EditMode[] {
  if (element === FROM_CATALOGUE) return ['fill'];
  if (element === 'updateFrequency' || element === 'openClass') return ['set'];
  return ELEMENT_FORMS[element].kind === 'choice' ? ['set', 'fill'] : EDIT_MODES;
}

/** What an edit makes of an entry; nothing when it already says so. Done twice it changes nothing more. */
export function changesBy(
  { element, mode, value }: Edit,
  entry: ListEntry,
  catalogue: CatalogueWords | null,
  digest: Digest,
): Change[] {
  if (element === FROM_CATALOGUE) return fromCatalogue(entry, catalogue, digest);
  const now = textAt(entry, { field: null, element }) ?? '';
  const wanted = tidyText(element, value);
  const next = after(element, mode, now, wanted);
  return next === now ? [] : [{ field: null, element, base: digest(now), value: next }];
}

function after(element: EditedElement, mode: EditMode, now: string, wanted: string): string {
  if (mode === 'set' || now === '') return wanted;
  if (mode === 'fill') return now;
  if (ELEMENT_FORMS[element].kind !== 'text') return tidyText(element, `${now}\n${wanted}`);
  return now.endsWith(wanted) ? now : now + wanted;
}

/** What the catalogue proposes for elements that are empty. */
function fromCatalogue(entry: ListEntry, catalogue: CatalogueWords | null, digest: Digest): Change[] {
  return proposalsFor(entry, [], catalogue)
    .filter(({ source }) => source === 'catalogue')
    .flatMap(({ pointer, value }) => {
      const place = placeAt(entry, pointer);
      return place ? [{ ...place, base: digest(''), value: tidyText(place.element, value) }] : [];
    });
}

function placeAt({ fields }: ListEntry, pointer: string): ElementPlace | null {
  const [, part, index, of] = pointer.split('/');
  if (part === 'summary' || part === 'domain') return { field: null, element: part };
  const field = part === 'fields' ? fields[Number(index)]?.name : undefined;
  return field !== undefined && (of === 'description' || of === 'binding') ? { field, element: of } : null;
}
