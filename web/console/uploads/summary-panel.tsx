import type { Reading } from '../../../rules/reading/reading.schema.ts';
import type { Comparison } from '../../../rules/uploads/comparison.ts';
import { classesOf } from '../../design/classes.ts';
import { DefinitionList, type Fact } from '../../design/facts.tsx';
import { useFormat, useT } from '../../design/language.tsx';
import { Panel } from '../../design/workflow.tsx';
import { Findings } from '../finding-words.tsx';
import styles from './uploads.module.css';

const css = classesOf(styles);

interface SummaryProps {
  reading: Reading;
  comparison: Comparison | null;
  /** Things that were noticed and that nobody has decided. */
  open: number;
}

/** What comes of the file as it is read now: rows, sums, what changes against the last version, what stands against it. */
export function SummaryPanel({ reading, comparison, open }: SummaryProps) {
  const t = useT();
  const facts = useCounts(reading, open);
  const sums = useSums(comparison);
  return (
    <Panel title={t('console.reading.now')}>
      <div className={css('counts')}>
        <DefinitionList facts={[...facts, ...sums]} />
      </div>
      {comparison?.last && <Beside last={comparison.last} rows={reading.rows} />}
    </Panel>
  );
}

function useCounts({ rows, columns, plan }: Reading, open: number): Fact[] {
  const t = useT();
  const format = useFormat();
  const missing = columns.reduce((sum, column) => sum + column.plan.missing, 0);
  const unfit = columns.reduce((sum, column) => sum + column.plan.unfit, 0);
  return [
    {
      term: t('console.reading.fact.rows'),
      value: <b>{t('console.reading.count-rows', { count: rows })}</b>,
    },
    {
      term: t('console.reading.fact.not-read'),
      value: t('console.reading.count-rows', { count: plan.totalRows - rows }),
    },
    { term: t('console.reading.fact.columns'), value: format.number(columns.length) },
    { term: t('console.reading.fact.missing'), value: format.number(missing) },
    ...(unfit > 0
      ? [
          {
            term: t('console.reading.fact.unfit'),
            value: <b className={css('unfit')}>{format.number(unfit)}</b>,
          },
        ]
      : []),
    ...(open > 0
      ? [
          {
            term: t('console.reading.fact.open'),
            value: (
              <a href="#noticed" className={css('unfit')}>
                {t('console.reading.count-things', { count: open })}
              </a>
            ),
          },
        ]
      : []),
  ];
}

function useSums(comparison: Comparison | null): Fact[] {
  const t = useT();
  return (comparison?.totals ?? []).map(({ name, unit, sum }) => ({
    term: t('console.reading.fact.sum', { name }),
    value: [grouped(sum), unit ?? ''].filter(Boolean).join(' '),
  }));
}

/** Thousands parted; sums are exact and may be longer than a number can be. */
const grouped = (sum: string): string =>
  sum.replace(/^-?\d+/, (whole) => whole.replaceAll(/\B(?=(?:\d{3})+$)/g, ','));

type Last = NonNullable<Comparison['last']>;

const MOST_NAMES = 6;

function useFieldFacts({ fields }: Last): Fact[] {
  const t = useT();
  const format = useFormat();
  const names = (each: readonly string[]): string => each.slice(0, MOST_NAMES).join('、');
  const { matched, added, gone } = fields;
  return [
    {
      term: t('console.compare.fields'),
      value: t('console.compare.matched', { count: format.number(matched) }),
    },
    ...(added.length > 0 ? [{ term: t('console.compare.fields-new'), value: names(added) }] : []),
    ...(gone.length > 0
      ? [{ term: t('console.compare.fields-gone'), value: <b className={css('unfit')}>{names(gone)}</b> }]
      : []),
  ];
}

function useRowFacts({ changes, rows: before }: Last, now: number): Fact[] {
  const t = useT();
  const all = { term: t('console.compare.rows'), value: t('console.compare.rows-from-to', { before, now }) };
  if (!changes) return [all];
  const kinds =
    changes.key === null ? (['added', 'removed'] as const) : (['added', 'removed', 'changed'] as const);
  return [
    all,
    ...kinds.map((kind) => ({
      term: t(`console.compare.${kind}`),
      value: t('console.reading.count-rows', { count: changes[kind] }),
    })),
  ];
}

function Beside({ last, rows }: { last: Last; rows: number }) {
  const t = useT();
  const facts = [...useRowFacts(last, rows), ...useFieldFacts(last)];
  const { changes, findings, number } = last;
  return (
    <div className={css('compared')}>
      <h3 className={css('compared-title')}>{t('console.compare.title', { number: number ?? 0 })}</h3>
      <div className={css('counts')}>
        <DefinitionList facts={facts} />
      </div>
      {changes && (
        <p className={css('quiet')}>
          {changes.key === null
            ? t('console.compare.no-key')
            : t('console.compare.by-key', { key: changes.key })}
        </p>
      )}
      {findings.length > 0 && (
        <div className={css('against')}>
          <h3 className={css('compared-title')}>{t('console.compare.blocks')}</h3>
          <Findings findings={findings} />
        </div>
      )}
    </div>
  );
}
