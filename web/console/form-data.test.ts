import { describe, expect, it } from 'vitest';
import { choiceOf, integerOf, linesOf, rawTextOf, textOf, wordsOf } from './form-data.ts';

function aForm(values: Record<string, string>): FormData {
  const form = new FormData();
  for (const [name, value] of Object.entries(values)) form.set(name, value);
  return form;
}

describe('what a form sent', () => {
  it('given words parted in any usual way, when read, then each is there once', () => {
    const form = aForm({ words: '停车场、泊位，充电; 泊位\r\n ' });
    expect(wordsOf(form, 'words')).toEqual(['停车场', '泊位', '充电']);
  });

  it('given lines with blanks between, when read, then only written lines are items', () => {
    expect(linesOf(aForm({ lines: ' 一 \r\n\r\n二\n' }), 'lines')).toEqual(['一', '二']);
  });

  it('given digits or anything else, when a whole number is read, then only digits count', () => {
    expect(integerOf(aForm({ n: ' 12 ' }), 'n')).toBe(12);
    expect(integerOf(aForm({ n: '1.5' }), 'n')).toBeNull();
    expect(integerOf(aForm({}), 'n')).toBeNull();
  });

  it('given a password with a space at its end, when read raw, then the space stays', () => {
    const form = aForm({ password: 'x ' });
    expect(rawTextOf(form, 'password')).toBe('x ');
    expect(textOf(form, 'password')).toBe('x');
  });

  it('given a choice that is none of the known, when read, then it is none', () => {
    expect(choiceOf(aForm({ class: 'closed' }), 'class', ['open', 'closed'])).toBe('closed');
    expect(choiceOf(aForm({ class: 'other' }), 'class', ['open', 'closed'])).toBeNull();
  });
});
