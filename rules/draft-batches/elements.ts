import {
  DESCRIBING_ELEMENTS,
  OPEN_CLASSES,
  UPDATE_FREQUENCIES,
  type Field,
  type ListEntry,
} from '../datasets/list-entry.schema.ts';

/** Elements of an entry of the open list (`xz-9`) that a file, or one act on many datasets, can change, as pages order them. */
export const ENTRY_ELEMENTS = [
  'name',
  ...DESCRIBING_ELEMENTS,
  'explanation',
] as const satisfies readonly (keyof ListEntry)[];
export type EntryElement = (typeof ENTRY_ELEMENTS)[number];

/** The same of a field. */
export const FIELD_ELEMENTS = ['label', 'unit', 'description', 'binding'] as const satisfies (keyof Field)[];
export type FieldElement = (typeof FIELD_ELEMENTS)[number];

/** One element of an entry, or of its field of that name. */
export type ElementPlace = { field: null; element: EntryElement } | { field: string; element: FieldElement };

export type ElementKind = 'text' | 'choice' | 'lines' | 'words';
export interface ElementForm {
  kind: ElementKind;
  /** Characters, of one item where there are many. */
  longest: number;
  /** Items of a list. */
  most?: number;
}

export const ELEMENT_FORMS: Record<EntryElement | FieldElement, ElementForm> = {
  name: { kind: 'text', longest: 200 },
  summary: { kind: 'text', longest: 5000 },
  domain: { kind: 'choice', longest: 50 },
  keywords: { kind: 'words', longest: 50, most: 20 },
  timeCoverage: { kind: 'text', longest: 200 },
  area: { kind: 'text', longest: 200 },
  relations: { kind: 'text', longest: 2000 },
  updateFrequency: { kind: 'choice', longest: 50 },
  staticReason: { kind: 'text', longest: 2000 },
  openClass: { kind: 'choice', longest: 50 },
  conditions: { kind: 'lines', longest: 1000, most: 30 },
  materials: { kind: 'lines', longest: 500, most: 30 },
  explanation: { kind: 'text', longest: 5000 },
  label: { kind: 'text', longest: 500 },
  unit: { kind: 'text', longest: 50 },
  description: { kind: 'text', longest: 2000 },
  binding: { kind: 'text', longest: 200 },
};

const SEPARATORS: Partial<Record<ElementKind, RegExp>> = { lines: /\n/, words: /[,，、;；\n]+/ };

/** A text as it is compared and kept: lists one item a line, nothing at the edges, `\n` between lines. */
export function tidyText(element: EntryElement | FieldElement, text: string): string {
  const plain = text.replaceAll(/\r\n?/g, '\n').trim();
  const separator = SEPARATORS[ELEMENT_FORMS[element].kind];
  if (!separator) return plain;
  const items = plain.split(separator).map((item) => item.trim());
  return [...new Set(items.filter(Boolean))].join('\n');
}

const itemsOf = (text: string): string[] => (text === '' ? [] : text.split('\n'));

/** What an entry says at a place, tidied; null when it has no such field. */
export function textAt(entry: ListEntry, place: ElementPlace): string | null {
  if (place.field === null) {
    const value = entry[place.element];
    return tidyText(place.element, Array.isArray(value) ? value.join('\n') : value);
  }
  const field = entry.fields.find(({ name }) => name === place.field);
  return field ? tidyText(place.element, field[place.element]) : null;
}

/** The entry with a tidy text at a place; texts that are no choice, and fields that are not there, change nothing. */
export function withText(entry: ListEntry, place: ElementPlace, text: string): ListEntry {
  if (place.field !== null) {
    const fields = entry.fields.map((field) =>
      field.name === place.field ? { ...field, [place.element]: text } : field,
    );
    return { ...entry, fields };
  }
  switch (place.element) {
    case 'keywords':
    case 'conditions':
    case 'materials':
      return { ...entry, [place.element]: itemsOf(text) };
    case 'openClass':
      return { ...entry, openClass: OPEN_CLASSES.find((known) => known === text) ?? entry.openClass };
    case 'updateFrequency':
      return {
        ...entry,
        updateFrequency: UPDATE_FREQUENCIES.find((known) => known === text) ?? entry.updateFrequency,
      };
    default:
      return { ...entry, [place.element]: text };
  }
}

export interface Unfit {
  code: 'too-long' | 'too-many' | 'unknown-choice';
  args: Record<string, string | number>;
}

/** Why a tidy text cannot stand for an element; null when it can. */
export function unfitText(
  element: EntryElement | FieldElement,
  text: string,
  domains: readonly string[],
): Unfit | null {
  const { kind, longest, most = Infinity } = ELEMENT_FORMS[element];
  if (kind === 'choice') {
    return choicesOf(element, domains).includes(text) ? null : { code: 'unknown-choice', args: { text } };
  }
  const items = kind === 'text' ? [text] : itemsOf(text);
  if (items.length > most) return { code: 'too-many', args: { count: items.length, most } };
  const length = Math.max(0, ...items.map((item) => item.length));
  return length > longest ? { code: 'too-long', args: { length, longest } } : null;
}

/** What can be chosen for an element; a domain can also be left open while it is a draft. */
export function choicesOf(
  element: EntryElement | FieldElement,
  domains: readonly string[],
): readonly string[] {
  switch (element) {
    case 'domain':
      return ['', ...domains];
    case 'openClass':
      return OPEN_CLASSES;
    case 'updateFrequency':
      return UPDATE_FREQUENCIES;
    default:
      return [];
  }
}
