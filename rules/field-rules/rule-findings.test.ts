import { describe, expect, it } from 'vitest';
import type { FieldRule } from './field-rule.schema.ts';
import { ruleFindings, rulesFor } from './rule-findings.ts';

const column = (name: string, type: 'text' | 'date' | 'datetime', min: string | null = null, max = min) => ({
  ...{ name, label: `${name}的名称`, type },
  profile: { min, max },
});
const COLUMNS = [
  column('代码', 'text'),
  column('建成', 'date', '1024-01-05', '2024-01-05'),
  column('更新', 'datetime', '2024-01-01 00:00:00', '2099-12-31 23:59:59'),
  column('截止', 'date', '2024-01-01', '9999-12-31'),
];
const unique: FieldRule = { kind: 'unique', fields: ['代码', '建成'], blocks: true };

describe('what is told of a version by the rules of its fields', () => {
  it('[xz-16-1] given dates out of reason, when no rule says what is right, then those of each such field are asked for', () => {
    expect(rulesFor([], COLUMNS).days.map((rule) => 'field' in rule && rule.field)).toEqual(['建成', '截止']);
    const declared: FieldRule = {
      kind: 'range',
      field: '截止',
      least: null,
      most: '9999-12-31',
      blocks: true,
    };
    expect(rulesFor([declared], COLUMNS).days).toHaveLength(1);
  });

  it('[xz-16-1] given a rule of a field that is gone or of another type, when the version is judged, then it blocks as the rule would have', () => {
    const rules: FieldRule[] = [
      { kind: 'required', field: '没有了', blocks: true },
      { kind: 'length', field: '建成', least: 1, most: null, blocks: false },
    ];
    const asked = rulesFor(rules, COLUMNS.slice(0, 2));
    expect(asked.declared).toEqual([]);
    const told = ruleFindings(asked, [], COLUMNS);
    expect(told.map(({ code, blocks }) => [code, blocks])).toEqual([
      ['rule-unasked', true],
      ['rule-unasked', false],
    ]);
  });

  it('given breaches, when they are told, then each with its fields, its demand and its rows; what nobody breaks is not told', () => {
    const range: FieldRule = { kind: 'range', field: '更新', least: '2024-01-01', most: null, blocks: false };
    const asked = rulesFor([unique, range], COLUMNS.slice(0, 3));
    const examples = [{ row: 7, value: 'A · 2024-01-05' }];
    const told = ruleFindings(
      asked,
      [
        { count: 2, examples },
        { count: 0, examples: [] },
        { count: 1, examples: [] },
      ],
      COLUMNS,
    );
    expect(told).toEqual([
      {
        code: 'rule-unique',
        pointer: '/columns/代码',
        args: { field: '代码的名称 + 建成的名称', count: 2 },
        provision: 'xz-16-1',
        blocks: true,
        examples,
      },
      expect.objectContaining({
        code: 'dates-unlikely',
        args: { field: '建成的名称', count: 1, demand: '1900-01-01 – 2099-12-31' },
        blocks: false,
      }),
    ]);
  });
});
