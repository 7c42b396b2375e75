import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  emptyEntry,
  OPEN_CLASSES,
  UPDATE_FREQUENCIES,
  type Field,
  type ListEntry,
} from '../../../rules/datasets/list-entry.schema.ts';
import {
  bindSameNames,
  entryFromForm,
  fieldControl,
  fieldLevelControl,
  levelControl,
  sameEntry,
  takeProposals,
} from './entry-form.ts';

/** The form as the editor sends an entry. */
function formOf(entry: ListEntry): FormData {
  const form = new FormData();
  const { fields, grade, keywords, conditions, materials, ...texts } = entry;
  for (const [name, value] of Object.entries(texts)) form.set(name, value);
  form.set('keywords', keywords.join('、'));
  form.set('conditions', conditions.join('\r\n'));
  form.set('materials', materials.join('\r\n'));
  form.set('evidence', grade.evidence);
  for (const [dimension, level] of Object.entries(grade.levels)) form.set(levelControl(dimension), level);
  form.set('fieldCount', String(fields.length));
  fields.forEach((field, place) => {
    for (const [part, value] of Object.entries(field))
      form.set(fieldControl(place, part as keyof Field), value);
    for (const [dimension, level] of Object.entries(grade.fields?.[field.name] ?? {}))
      form.set(fieldLevelControl(place, dimension), level);
  });
  return form;
}

const words = fc.string({ minLength: 1, maxLength: 12 }).filter((text) => !/[\s,，、;；]/.test(text));
const text = fc.string({ maxLength: 30 }).map((each) => each.replaceAll(/\s/g, ' ').trim());
const aField = fc.record({
  name: words,
  label: text,
  type: fc.constantFrom('text', 'integer', 'date'),
  unit: text,
  description: text,
  binding: text,
}) as fc.Arbitrary<Field>;
const anEntry: fc.Arbitrary<ListEntry> = fc
  .record({
    name: text,
    summary: text,
    domain: text,
    keywords: fc.uniqueArray(words, { maxLength: 5 }),
    timeCoverage: text,
    area: text,
    relations: text,
    updateFrequency: fc.constantFrom(...UPDATE_FREQUENCIES),
    staticReason: text,
    openClass: fc.constantFrom(...OPEN_CLASSES),
    conditions: fc.array(words, { maxLength: 3 }),
    materials: fc.array(words, { maxLength: 3 }),
    fields: fc.uniqueArray(aField, { maxLength: 6, selector: ({ name }) => name }),
    grade: fc.record({
      levels: fc.constantFrom({}, { person: 'A1' }, { supply: 'D2', object: 'C1' }),
      evidence: text,
    }),
    explanation: text,
  })
  .map((entry) => graded(entry));

/** Every other field has its levels. */
function graded(entry: ListEntry): ListEntry {
  const chosen = entry.fields
    .filter((_, place) => place % 2 === 0)
    .map(({ name }) => [name, { person: 'A1' }]);
  if (chosen.length === 0) return entry;
  const fields = Object.fromEntries(chosen) as NonNullable<ListEntry['grade']['fields']>;
  return { ...entry, grade: { ...entry.grade, fields } };
}

describe('the editor’s form', () => {
  it('[xz-9] given any entry, when written into the form and read again, then no element is lost', () => {
    fc.assert(
      fc.property(anEntry, (entry) => {
        expect(entryFromForm(formOf(entry))).toEqual(entry);
      }),
    );
  });

  it('[xz-13] given proposals, when taken, then open levels are filled in and what a person chose stays', () => {
    const entry: ListEntry = {
      ...emptyEntry(),
      grade: { levels: {}, fields: { code: { person: 'A1' } }, evidence: '' },
    };
    const proposed = (dimension: string, level: string) => ({ dimension, level, reasons: [] });
    const { grade } = takeProposals(entry, [
      { field: 'code', signs: [], levels: [proposed('person', 'A3'), proposed('object', 'C1')] },
      { field: 'x', signs: [], levels: [proposed('person', 'A3')] },
    ]);
    expect(grade.fields).toEqual({ code: { person: 'A1', object: 'C1' }, x: { person: 'A3' } });
  });

  it('given fields of the catalogue’s names and labels, when bound by name, then those already bound keep theirs and those bound to nothing do not', () => {
    const field = { type: 'text', unit: '', description: '' } as const;
    const entry: ListEntry = {
      ...emptyEntry(),
      fields: [
        { ...field, name: 'code', label: '编号', binding: '' },
        { ...field, name: 'x', label: '名称', binding: '' },
        { ...field, name: 'name', label: '', binding: 'other' },
        { ...field, name: 'y', label: '编码', binding: 'gone' },
        { ...field, name: 'z', label: '', binding: 'gone' },
        { ...field, name: 'new', label: '', binding: '' },
      ],
    };
    const catalogue = [
      { name: 'code', label: '', description: '' },
      { name: 'name', label: '名称', description: '' },
      { name: 'other', label: '编码', description: '' },
    ];
    expect(bindSameNames(entry, catalogue).fields.map(({ binding }) => binding)).toEqual([
      'code',
      'name',
      'other',
      'other',
      'gone',
      '',
    ]);
  });

  it('given the same entry in another order of members, when compared, then it is the same', () => {
    const entry = { ...emptyEntry(), grade: { levels: { person: 'A1', object: 'C1' }, evidence: 'x' } };
    const turned = { ...entry, grade: { evidence: 'x', levels: { object: 'C1', person: 'A1' } } };
    expect(sameEntry(entry, turned)).toBe(true);
    expect(sameEntry(entry, { ...turned, name: 'y' })).toBe(false);
  });
});
