import { describe, expect, it } from 'vitest';
import { RULE_KINDS, type FieldRule } from '../../../rules/field-rules/field-rule.schema.ts';
import { controlOf, emptyRule, rulesFrom } from './rule-form.ts';

const RULES: FieldRule[] = [
  { kind: 'required', field: '名称', blocks: true },
  { kind: 'unique', fields: ['编号', '区'], blocks: false },
  { kind: 'range', field: '泊位', least: '0', most: null, blocks: true },
  { kind: 'pattern', field: '编号', pattern: 'P\\d+', blocks: false },
  { kind: 'allowed', field: '区', values: ['浦东', '黄浦'], blocks: true },
  { kind: 'length', field: '名称', least: 2, most: 20, blocks: true },
];

/** The form as a browser sends it. */
function sent(rules: readonly FieldRule[]): FormData {
  const form = new FormData();
  form.set('count', String(rules.length));
  for (const [place, { blocks, ...parts }] of rules.entries()) {
    form.set(controlOf(place, 'blocks'), blocks ? 'block' : 'advise');
    for (const [part, value] of Object.entries(parts)) {
      const texts = [value].flat().map((each) => String(each ?? ''));
      if (part === 'fields') for (const text of texts) form.append(controlOf(place, part), text);
      else form.set(controlOf(place, part), texts.join('\r\n'));
    }
  }
  return form;
}

describe('the form of rules', () => {
  it('given rules of every kind, when the form is sent, then it says what they say', () => {
    expect(rulesFrom(sent(RULES))).toEqual(RULES);
    const fresh = RULE_KINDS.map(emptyRule);
    expect(rulesFrom(sent(fresh))).toEqual(fresh);
  });

  it('given a rule that is to be removed, when the form is sent, then the others stay', () => {
    const form = sent(RULES);
    form.set(controlOf(1, 'remove'), 'true');
    expect(rulesFrom(form)).toEqual(RULES.filter((_, place) => place !== 1));
  });
});
