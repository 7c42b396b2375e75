import type { ListEntry } from '../datasets/list-entry.schema.ts';
import type { Change, Digest } from './changes.ts';
import { ELEMENT_FORMS, textAt, tidyText, type EntryElement } from './elements.ts';

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

/** In place of what is there; only where nothing is; after what is there. */
export const EDIT_MODES = ['set', 'fill', 'append'] as const;
export type EditMode = (typeof EDIT_MODES)[number];

export interface Edit {
  element: EditedElement;
  mode: EditMode;
  value: string;
}

/** How an element can be edited: a choice has no end to write at, and some are never empty. */
export function modesOf(element: EditedElement): readonly EditMode[] {
  if (element === 'updateFrequency' || element === 'openClass') return ['set'];
  return ELEMENT_FORMS[element].kind === 'choice' ? ['set', 'fill'] : EDIT_MODES;
}

/** What an edit makes of an entry; null when it already says so. Done twice it changes nothing more. */
export function changeBy({ element, mode, value }: Edit, entry: ListEntry, digest: Digest): Change | null {
  const now = textAt(entry, { field: null, element }) ?? '';
  const wanted = tidyText(element, value);
  const next = after(element, mode, now, wanted);
  return next === now ? null : { field: null, element, base: digest(now), value: next };
}

function after(element: EditedElement, mode: EditMode, now: string, wanted: string): string {
  if (mode === 'set' || now === '') return wanted;
  if (mode === 'fill') return now;
  if (ELEMENT_FORMS[element].kind !== 'text') return tidyText(element, `${now}\n${wanted}`);
  return now.endsWith(wanted) ? now : now + wanted;
}
