import {
  emptyEntry,
  OPEN_CLASSES,
  UPDATE_FREQUENCIES,
  type Field,
  type ListEntry,
} from '../../../rules/datasets/list-entry.schema.ts';
import type { CatalogueField } from '../../../rules/catalogue/catalogue.schema.ts';
import type { FieldProposal } from '../../../rules/gradings/propose.ts';
import { COLUMN_TYPES } from '../../../rules/reading/reading.schema.ts';
import { choiceOf, integerOf, linesOf, rawTextOf, textOf, wordsOf } from '../form-data.ts';

/** The name of a field's control: fields are numbered, since their names can be anything. */
export const fieldControl = (place: number, part: keyof Field): string => `field.${String(place)}.${part}`;
export const levelControl = (dimension: string): string => `level.${dimension}`;
export const fieldLevelControl = (place: number, dimension: string): string =>
  `field-level.${String(place)}.${dimension}`;

/** The entry as the editor's form holds it. A form is whole: what is not in it is empty. */
export function entryFromForm(form: FormData): ListEntry {
  const empty = emptyEntry();
  return {
    name: textOf(form, 'name'),
    summary: textOf(form, 'summary'),
    domain: textOf(form, 'domain'),
    keywords: wordsOf(form, 'keywords').slice(0, 20),
    timeCoverage: textOf(form, 'timeCoverage'),
    area: textOf(form, 'area'),
    relations: textOf(form, 'relations'),
    updateFrequency: choiceOf(form, 'updateFrequency', UPDATE_FREQUENCIES) ?? empty.updateFrequency,
    staticReason: textOf(form, 'staticReason'),
    openClass: choiceOf(form, 'openClass', OPEN_CLASSES) ?? empty.openClass,
    conditions: linesOf(form, 'conditions'),
    materials: linesOf(form, 'materials'),
    fields: Array.from({ length: integerOf(form, 'fieldCount') ?? 0 }, (_, place) => fieldFrom(form, place)),
    grade: {
      levels: levelsFrom(form, 'level.'),
      ...fieldLevelsFrom(form),
      evidence: textOf(form, 'evidence'),
    },
    explanation: textOf(form, 'explanation'),
  };
}

function fieldFrom(form: FormData, place: number): Field {
  const at = (part: keyof Field): string => fieldControl(place, part);
  return {
    name: rawTextOf(form, at('name')),
    label: textOf(form, at('label')),
    type: choiceOf(form, at('type'), COLUMN_TYPES) ?? 'text',
    unit: textOf(form, at('unit')),
    description: textOf(form, at('description')),
    binding: rawTextOf(form, at('binding')),
  };
}

/** Every level chosen in controls whose names begin so; the rest of the name is the dimension. */
function levelsFrom(form: FormData, prefix: string): Record<string, string> {
  const chosen = [...form.keys()]
    .filter((name) => name.startsWith(prefix))
    .map((name) => [name.slice(prefix.length), textOf(form, name)] as const);
  return Object.fromEntries(chosen.filter(([, level]) => level !== ''));
}

/** Absent while no field has a level. */
function fieldLevelsFrom(form: FormData): Pick<ListEntry['grade'], 'fields'> {
  const graded = Array.from({ length: integerOf(form, 'fieldCount') ?? 0 }, (_, place) => {
    const name = rawTextOf(form, fieldControl(place, 'name'));
    return [name, levelsFrom(form, fieldLevelControl(place, ''))] as const;
  });
  const chosen = graded.filter(([, levels]) => Object.keys(levels).length > 0);
  return chosen.length === 0 ? {} : { fields: Object.fromEntries(chosen) };
}

/** Fills in the levels that nobody has chosen yet with what is proposed; what a person chose stays. */
export function takeProposals(entry: ListEntry, proposals: readonly FieldProposal[]): ListEntry {
  const fields = { ...entry.grade.fields };
  for (const { field, levels } of proposals) {
    const proposed = Object.fromEntries(levels.map(({ dimension, level }) => [dimension, level]));
    fields[field] = { ...proposed, ...fields[field] };
  }
  return { ...entry, grade: { ...entry.grade, fields } };
}

/** Binds each field that leads nowhere to the catalogue's field of the same name, or of the same label. */
export function bindSameNames(entry: ListEntry, catalogue: readonly CatalogueField[]): ListEntry {
  const names = new Set(catalogue.map(({ name }) => name));
  const byLabel = new Map(catalogue.map(({ name, label }) => [label, name]));
  const bindingOf = ({ name, label, binding }: Field): string => {
    if (names.has(binding)) return binding;
    if (names.has(name)) return name;
    return (label === '' ? undefined : byLabel.get(label)) ?? binding;
  };
  return { ...entry, fields: entry.fields.map((field) => ({ ...field, binding: bindingOf(field) })) };
}

/** True when both say the same, whatever the order of their members. */
export const sameEntry = (a: ListEntry, b: ListEntry): boolean => canonical(a) === canonical(b);

const canonical = (value: unknown): string =>
  JSON.stringify(value, (_key, each: unknown) =>
    each !== null && typeof each === 'object' && !Array.isArray(each)
      ? Object.fromEntries(Object.entries(each).sort(([a], [b]) => (a < b ? -1 : 1)))
      : each,
  );
