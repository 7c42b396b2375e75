import {
  DESCRIBING_ELEMENTS,
  type Field,
  type ListEntry,
} from '../../../rules/datasets/list-entry.schema.ts';

/** The elements of an entry in the order of `xz-9`, each as something that is read in one place. */
export const ENTRY_PARTS = [
  'name',
  ...DESCRIBING_ELEMENTS,
  'levels',
  'fieldLevels',
  'evidence',
  'explanation',
] as const;
export type EntryPart = (typeof ENTRY_PARTS)[number];

export interface PartChange {
  part: EntryPart;
  before: readonly string[];
  after: readonly string[];
}
export interface FieldChange {
  kind: 'added' | 'removed' | 'changed';
  name: string;
  label: string;
  /** What of the field changed; all of it where it was added or removed. */
  parts: { part: Exclude<keyof Field, 'name'>; before: string; after: string }[];
}

/** A part as its texts: lists are many, everything else one; empty when nothing is written. */
export function partOf(entry: ListEntry, part: EntryPart): readonly string[] {
  switch (part) {
    case 'keywords':
    case 'conditions':
    case 'materials':
      return entry[part];
    case 'levels':
      return Object.values(entry.grade.levels).sort();
    case 'fieldLevels':
      return fieldsByLevels(entry);
    case 'evidence':
      return [entry.grade.evidence].filter(Boolean);
    default:
      return [entry[part]].filter(Boolean);
  }
}

/** Fields that have the same levels stand together: `A1 B1 C1：编号、名称`. */
function fieldsByLevels({ fields, grade }: ListEntry): string[] {
  const graded = fields.map(({ name, label }) => ({
    name: label || name,
    levels: Object.values(grade.fields?.[name] ?? {})
      .sort()
      .join(' '),
  }));
  const groups = Map.groupBy(
    graded.filter(({ levels }) => levels !== ''),
    ({ levels }) => levels,
  );
  return [...groups].map(([levels, each]) => `${levels}：${each.map(({ name }) => name).join('、')}`);
}

const same = (a: readonly string[], b: readonly string[]): boolean =>
  a.length === b.length && a.every((text, place) => text === b[place]);

/** The parts that differ; against nothing, every part that is written. */
export function partChanges(before: ListEntry | null, after: ListEntry): PartChange[] {
  return ENTRY_PARTS.map((part) => ({
    part,
    before: before ? partOf(before, part) : [],
    after: partOf(after, part),
  })).filter((change) => !same(change.before, change.after));
}

const FIELD_PARTS = ['label', 'type', 'unit', 'description', 'binding'] as const;

/** Fields by name: what came, what went, and what changed of those that stayed. */
export function fieldChanges(before: ListEntry | null, after: ListEntry): FieldChange[] {
  const known = new Map((before?.fields ?? []).map((field) => [field.name, field]));
  const kept = new Set(after.fields.map(({ name }) => name));
  const stayed = after.fields.flatMap((field) => changeOf(known.get(field.name), field));
  const removed = [...known.values()].filter(({ name }) => !kept.has(name));
  return [...stayed, ...removed.map((field) => whole('removed', field))];
}

function changeOf(before: Field | undefined, after: Field): FieldChange[] {
  if (!before) return [whole('added', after)];
  const parts = FIELD_PARTS.filter((part) => before[part] !== after[part]).map((part) => ({
    part,
    before: before[part],
    after: after[part],
  }));
  return parts.length === 0 ? [] : [{ kind: 'changed', name: after.name, label: after.label, parts }];
}

const whole = (kind: 'added' | 'removed', field: Field): FieldChange => ({
  kind,
  name: field.name,
  label: field.label,
  parts: FIELD_PARTS.filter((part) => field[part] !== '').map((part) => ({
    part,
    before: kind === 'removed' ? field[part] : '',
    after: kind === 'added' ? field[part] : '',
  })),
});
