import { describe, expect, it } from 'vitest';
import { catalogueEntryFrom, fieldControl } from './entry-form.ts';

describe('the form of a catalogue entry', () => {
  it('[xz-9] given a field emptied and one added, when read, then the first is gone and the other there', () => {
    const form = new FormData();
    form.set('name', ' 停车管理系统 ');
    form.set('openness', 'conditional');
    form.set('origin', 'daily-work');
    form.set('updateFrequency', 'yearly');
    form.set('area', ' 全市');
    form.set('fieldCount', '3');
    form.set(fieldControl(0, 'name'), '');
    form.set(fieldControl(0, 'label'), '编号');
    form.set(fieldControl(2, 'name'), 'total');
    form.set(fieldControl(2, 'description'), '泊位总数');
    expect(catalogueEntryFrom(form)).toEqual({
      name: '停车管理系统',
      summary: '',
      domain: '',
      openness: 'conditional',
      origin: 'daily-work',
      system: '',
      sharedFromId: null,
      updateFrequency: 'yearly',
      area: '全市',
      timeCoverage: '',
      fields: [{ name: 'total', label: '', description: '泊位总数' }],
    });
  });
});
