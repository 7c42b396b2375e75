import { boundsText, type FieldRule } from '../../../rules/field-rules/field-rule.schema.ts';
import type { FieldRulesView } from '../../../rules/field-rules/field-rules.operations.ts';
import { classesOf } from '../../design/classes.ts';
import { Checkbox, CheckboxGroup, Select, TextArea, TextField } from '../../design/field.tsx';
import { useT } from '../../design/language.tsx';
import { controlOf } from './rule-form.ts';
import styles from './field-rules.module.css';

const css = classesOf(styles);

type Fields = FieldRulesView['fields'];

interface RuleProps {
  rule: FieldRule;
  place: number;
  fields: Fields;
  /** How many rows of today's data break it; undefined while nobody asked, null where it could not be asked. */
  count: number | null | undefined;
}

const nameOf = (fields: Fields, name: string): string =>
  fields.find((field) => field.name === name)?.label || name;

/** What a rule demands in one line: its kind, its fields and its bounds. */
export function useRuleWords(fields: Fields): (rule: FieldRule) => string {
  const t = useT();
  return (rule) => {
    const about = rule.kind === 'unique' ? rule.fields : [rule.field];
    const demand = [about.map((name) => nameOf(fields, name)).join(' + '), demandOf(rule)];
    return t('console.rules.demand', {
      kind: t(`fieldRule.kind.${rule.kind}`),
      demand: demand.filter(Boolean).join(' '),
    });
  };
}

function demandOf(rule: FieldRule): string {
  switch (rule.kind) {
    case 'required':
    case 'unique':
      return '';
    case 'range':
    case 'length':
      return boundsText(rule);
    case 'pattern':
      return rule.pattern;
    case 'allowed':
      return rule.values.join(', ');
  }
}

/** The controls of one rule. */
export function RuleFields({ rule, place, fields, count }: RuleProps) {
  const t = useT();
  const kind = t(`fieldRule.kind.${rule.kind}`);
  return (
    <fieldset className={css('rule')} id={`rule-${String(place)}`}>
      <legend className={css('rule-title')}>{t('console.rules.rule', { number: place + 1, kind })}</legend>
      <input type="hidden" name={controlOf(place, 'kind')} value={rule.kind} />
      <div className={css('controls')}>
        <About rule={rule} place={place} fields={fields} />
        <Demand rule={rule} place={place} />
        <Select
          label={t('console.rules.blocks')}
          name={controlOf(place, 'blocks')}
          defaultValue={rule.blocks ? 'block' : 'advise'}
          options={(['block', 'advise'] as const).map((value) => ({
            value,
            label: t(`console.rules.blocks.${value}`),
          }))}
        />
      </div>
      <div className={css('foot')}>
        <Count count={count} />
        <Checkbox name={controlOf(place, 'remove')} label={t('console.rules.remove')} />
      </div>
    </fieldset>
  );
}

function Count({ count }: Pick<RuleProps, 'count'>) {
  const t = useT();
  if (count === undefined) return <span />;
  if (count === null) return <span className={css('count')}>{t('console.rules.count-unasked')}</span>;
  if (count === 0) return <span className={css('count')}>{t('console.rules.count-none')}</span>;
  return <strong className={css('count', 'broken')}>{t('console.rules.count', { count })}</strong>;
}

function About({ rule, place, fields }: Omit<RuleProps, 'count'>) {
  const t = useT();
  const options = fields.map(({ name, label, type }) => ({
    value: name,
    label: label || name,
    aside: t(`fieldType.${type}`),
  }));
  if (rule.kind === 'unique') {
    return (
      <CheckboxGroup
        legend={t('console.rules.fields')}
        name={controlOf(place, 'fields')}
        options={options.map(({ value, label }) => ({ value, label }))}
        chosen={rule.fields}
        compact
        boxed
      />
    );
  }
  return (
    <Select
      label={t('console.rules.field')}
      name={controlOf(place, 'field')}
      defaultValue={rule.field}
      none={t('console.rules.choose-field')}
      options={options.map(({ value, label, aside }) => ({ value, label: `${label} · ${aside}` }))}
    />
  );
}

function Demand({ rule, place }: Pick<RuleProps, 'rule' | 'place'>) {
  const t = useT();
  switch (rule.kind) {
    case 'required':
    case 'unique':
      return null;
    case 'range':
    case 'length':
      return (
        <Bounds
          place={place}
          least={rule.least}
          most={rule.most}
          hint={t(rule.kind === 'range' ? 'console.rules.bounds-hint' : 'console.rules.length-hint')}
        />
      );
    case 'pattern':
      return (
        <TextField
          label={t('console.rules.pattern')}
          hint={t('console.rules.pattern-hint')}
          name={controlOf(place, 'pattern')}
          defaultValue={rule.pattern}
          maxLength={500}
          spellCheck={false}
          autoComplete="off"
        />
      );
    case 'allowed':
      return (
        <TextArea
          label={t('console.rules.values')}
          hint={t('console.rules.values-hint')}
          name={controlOf(place, 'values')}
          defaultValue={rule.values.join('\n')}
          rows={4}
        />
      );
  }
}

interface BoundsProps {
  place: number;
  least: string | number | null;
  most: string | number | null;
  hint: string;
}

function Bounds({ place, least, most, hint }: BoundsProps) {
  const t = useT();
  return (
    <div className={css('bounds')}>
      <TextField
        label={t('console.rules.least')}
        hint={hint}
        name={controlOf(place, 'least')}
        defaultValue={least ?? ''}
        maxLength={24}
        autoComplete="off"
      />
      <TextField
        label={t('console.rules.most')}
        name={controlOf(place, 'most')}
        defaultValue={most ?? ''}
        maxLength={24}
        autoComplete="off"
      />
    </div>
  );
}
