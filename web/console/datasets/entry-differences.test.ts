import { describe, expect, it } from 'vitest';
import { emptyEntry, type Field, type ListEntry } from '../../../rules/datasets/list-entry.schema.ts';
import { fieldChanges, partChanges } from './entry-differences.ts';

const aField = (name: string, changes: Partial<Field> = {}): Field => ({
  name,
  label: '',
  type: 'text',
  unit: '',
  description: '',
  binding: name,
  ...changes,
});
const anEntry = (changes: Partial<ListEntry> = {}): ListEntry => ({
  ...emptyEntry(),
  name: '公共停车场',
  fields: [aField('code'), aField('total', { type: 'integer' })],
  ...changes,
});

describe('what a list change changes', () => {
  it('given the same entry, when compared, then nothing differs', () => {
    expect(partChanges(anEntry(), anEntry())).toEqual([]);
    expect(fieldChanges(anEntry(), anEntry())).toEqual([]);
  });

  it('[xz-11] given another name, keyword and grade, when compared, then only these are told, before and after', () => {
    const after = anEntry({
      name: '公共停车场（库）',
      keywords: ['泊位'],
      grade: { levels: { person: 'A2' }, evidence: '' },
    });
    expect(partChanges(anEntry(), after)).toEqual([
      { part: 'name', before: ['公共停车场'], after: ['公共停车场（库）'] },
      { part: 'keywords', before: [], after: ['泊位'] },
      { part: 'levels', before: [], after: ['A2'] },
    ]);
  });

  it('given fields that came, went and changed, when compared, then each is told once', () => {
    const after = anEntry({
      fields: [aField('code', { description: '编号' }), aField('free', { unit: '个' })],
    });
    const changes = fieldChanges(anEntry(), after);
    expect(changes.map(({ kind, name }) => [kind, name])).toEqual([
      ['changed', 'code'],
      ['added', 'free'],
      ['removed', 'total'],
    ]);
    expect(changes[0]?.parts).toEqual([{ part: 'description', before: '', after: '编号' }]);
  });

  it('given a new entry, when compared with nothing, then everything written is new', () => {
    const parts = partChanges(null, anEntry());
    expect(parts.map(({ part }) => part)).toEqual(['name', 'updateFrequency', 'openClass']);
    expect(fieldChanges(null, anEntry()).every(({ kind }) => kind === 'added')).toBe(true);
  });
});
