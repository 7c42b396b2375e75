import type { FieldProfile } from '../../../rules/datasets/datasets.operations.ts';
import type { ProblemView } from '../../app/problem-view.ts';
import { Button } from '../../design/button.tsx';
import { CHART_KINDS } from '../../design/chart/chart.types.ts';
import { classesOf } from '../../design/classes.ts';
import { RadioGroup, Select, TextField, type Option } from '../../design/field.tsx';
import { useT } from '../../design/language.tsx';
import { parametersOf, type PreviewQuery } from '../dataset/preview-query.ts';
import {
  CHOSEN_TOPS,
  CUTS,
  isMoment,
  isNumber,
  liesAlong,
  MEASURES,
  ORDERS,
  type ChartSpec,
} from './chart-spec.ts';
import styles from './charts.module.css';

const css = classesOf(styles);

interface FormProps {
  code: string;
  fields: readonly FieldProfile[];
  spec: ChartSpec;
  query: PreviewQuery;
  problem: ProblemView | undefined;
}

const optionOf = ({ name, label }: FieldProfile): Option => ({ value: name, label: label || name });

/** All choices at once in one plain form; what does not fit the kind is not asked. */
export function ChartForm({ code, fields, spec, query, problem }: FormProps) {
  const t = useT();
  const x = fields.find(({ name }) => name === spec.x);
  return (
    <form action={`/datasets/${code}/chart`} method="get" className={css('form')}>
      <RadioGroup
        legend={t('look.kind')}
        name="kind"
        boxed
        chosen={spec.kind}
        options={CHART_KINDS.filter((kind) => fields.some((field) => liesAlong(field, kind))).map((kind) => ({
          value: kind,
          label: t(`look.kind.${kind}`),
        }))}
      />
      <Select
        label={t('look.x')}
        name="x"
        defaultValue={spec.x}
        options={fields.filter((field) => liesAlong(field, spec.kind)).map(optionOf)}
      />
      {x && isMoment(x) && (
        <Select
          label={t('look.cut')}
          name="cut"
          defaultValue={spec.cut}
          options={CUTS.filter((cut) => cut !== 'hour' || x.type === 'datetime').map((cut) => ({
            value: cut,
            label: t(`look.cut.${cut}`),
          }))}
        />
      )}
      <Measured fields={fields} spec={spec} />
      <Arranged fields={fields} spec={spec} />
      <TextField
        label={t('look.where')}
        hint={t('look.where-hint')}
        name="where"
        defaultValue={query.typed}
        maxLength={2000}
        spellCheck={false}
        error={problem?.place?.part === 'where' ? problem.detail : undefined}
      />
      {parametersOf({ words: query.words, filters: query.filters }).map(([name, value]) => (
        <input key={`${name} ${value}`} type="hidden" name={name} value={value} />
      ))}
      <Button kind="primary">{t('look.draw')}</Button>
    </form>
  );
}

function Measured({ fields, spec }: Pick<FormProps, 'fields' | 'spec'>) {
  const t = useT();
  const numbers = fields.filter(isNumber);
  if (spec.kind === 'histogram' || numbers.length === 0) return null;
  const y = <Select label={t('look.y')} name="y" defaultValue={spec.y} options={numbers.map(optionOf)} />;
  if (spec.kind === 'point') return y;
  const measures = spec.kind === 'share' ? (['count', 'sum'] as const) : MEASURES;
  return (
    <>
      <Select
        label={t('look.measure')}
        name="measure"
        defaultValue={spec.measure}
        options={measures.map((value) => ({ value, label: t(`look.measure.${value}`) }))}
      />
      {y}
    </>
  );
}

function Arranged({ fields, spec }: Pick<FormProps, 'fields' | 'spec'>) {
  const t = useT();
  const groups = fields.filter(
    ({ type, name }) => (type === 'text' || type === 'boolean') && name !== spec.x,
  );
  const grouped = spec.kind === 'bar' || spec.kind === 'line';
  return (
    <>
      {grouped && groups.length > 0 && (
        <Select
          label={t('look.group')}
          name="group"
          none={t('look.group-none')}
          defaultValue={spec.group}
          options={groups.map(optionOf)}
        />
      )}
      {spec.kind === 'bar' && (
        <>
          <Select
            label={t('look.order')}
            name="order"
            defaultValue={spec.order}
            options={ORDERS.map((value) => ({ value, label: t(`look.order.${value}`) }))}
          />
          <Select
            label={t('look.top')}
            name="top"
            defaultValue={String(spec.top)}
            options={CHOSEN_TOPS.map((top) => ({ value: String(top), label: t('look.top-of', { top }) }))}
          />
        </>
      )}
    </>
  );
}
