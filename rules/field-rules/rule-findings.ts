import type { Finding, FindingExample } from '../findings/finding.schema.ts';
import type { ColumnProfile } from '../versions/version.schema.ts';
import { unfitness, type RuledField } from './check-rules.ts';
import { boundsText, fieldsOf, type FieldRule } from './field-rule.schema.ts';

interface Column extends RuledField {
  label: string;
  profile: Pick<ColumnProfile, 'min' | 'max'>;
}

/** Days beyond which a date is more likely an error or a filler than a day that somebody meant. */
const REASONABLE = { least: '1900-01-01', most: '2099-12-31' };

/** The rules that a version is checked by: those declared that can be asked of it, and days out of reason. */
export interface RulesFor {
  declared: FieldRule[];
  /** A field that lacks, or is of another type than the rule is about. */
  unaskable: FieldRule[];
  /** Where the profile shows that there are such, and no declared rule says what is right. */
  days: FieldRule[];
}

export function rulesFor(rules: readonly FieldRule[], columns: readonly Column[]): RulesFor {
  const askable = (rule: FieldRule): boolean => unfitness(rule, columns) === null;
  const ruled = new Set(rules.filter(({ kind }) => kind === 'range').flatMap(fieldsOf));
  const days = columns
    .filter(({ name, type }) => (type === 'date' || type === 'datetime') && !ruled.has(name))
    .filter(
      ({ profile: { min, max } }) => (min ?? 'x') < REASONABLE.least || (max ?? '') > `${REASONABLE.most}~`,
    )
    .map(({ name }): FieldRule => ({ kind: 'range', field: name, ...REASONABLE, blocks: false }));
  return { declared: rules.filter(askable), unaskable: rules.filter((rule) => !askable(rule)), days };
}

interface Breach {
  count: number;
  examples: FindingExample[];
}

/** What is told of a version; `breaches` are those of `declared` and then of `days`. */
export function ruleFindings(
  { declared, unaskable, days }: RulesFor,
  breaches: readonly Breach[],
  columns: readonly Column[],
): Finding[] {
  const labels = new Map(columns.map(({ name, label }) => [name, label || name]));
  const found = (rule: FieldRule, code: string, args: Finding['args']): Finding => {
    const fields = fieldsOf(rule);
    return {
      code,
      pointer: `/columns/${fields[0] ?? ''}`,
      args: { field: fields.map((name) => labels.get(name) ?? name).join(' + '), ...args },
      provision: 'xz-16-1',
      blocks: rule.blocks,
    };
  };
  const broken = [...declared, ...days].flatMap((rule, place): Finding[] => {
    const { count, examples } = breaches[place] ?? { count: 0, examples: [] };
    if (count === 0) return [];
    const code = place < declared.length ? `rule-${rule.kind}` : 'dates-unlikely';
    return [{ ...found(rule, code, { count, ...demandOf(rule) }), examples }];
  });
  return [...unaskable.map((rule) => found(rule, 'rule-unasked', { rule: rule.kind })), ...broken];
}

const MOST_VALUES = 8;

/** What the sentence says of the rule besides its fields. */
function demandOf(rule: FieldRule): Finding['args'] {
  switch (rule.kind) {
    case 'required':
    case 'unique':
      return {};
    case 'range':
    case 'length':
      return { demand: boundsText(rule) };
    case 'pattern':
      return { demand: rule.pattern };
    case 'allowed': {
      const more = rule.values.length > MOST_VALUES ? ' …' : '';
      return { demand: rule.values.slice(0, MOST_VALUES).join(', ') + more };
    }
  }
}
