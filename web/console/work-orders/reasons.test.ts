import { describe, expect, it } from 'vitest';
import { groundControl, reasonsFrom, textControl } from './reasons.ts';

describe('reasons of a return', () => {
  it('[xz-11] given two rows filled of four, when read, then both reasons come at once', () => {
    const form = new FormData();
    form.set(groundControl(0), 'incomplete');
    form.set(textControl(0), '缺少字段说明');
    form.set(groundControl(1), 'against-grading');
    form.set(textControl(1), '');
    form.set(groundControl(3), 'no such ground');
    form.set(textControl(3), '与既有数据集重复');
    expect(reasonsFrom(form)).toEqual([
      { ground: 'incomplete', text: '缺少字段说明' },
      { ground: 'other', text: '与既有数据集重复' },
    ]);
  });
});
