import { Link } from 'react-router';
import type { PublisherFigures } from '../../../rules/statistics/statistics.operations.ts';
import { ClassBar } from '../../design/class-bar.tsx';
import { classesOf } from '../../design/classes.ts';
import { DefinitionList, Time } from '../../design/facts.tsx';
import { useFormat, useT } from '../../design/language.tsx';
import { Table } from '../../design/table.tsx';
import { Section } from '../section.tsx';
import { DayStrip } from '../statistics/day-strip.tsx';
import { FiguresKey } from '../statistics/figures-key.tsx';
import styles from './bodies.module.css';

const css = classesOf(styles);

/** How open, how fresh and how good the data of one body is, as measured. */
export function BodyFigures({ figures: { row, at } }: { figures: PublisherFigures }) {
  const t = useT();
  const format = useFormat();
  const { figures } = row;
  const share = (of: number, all: number): string => (all === 0 ? '—' : format.percent(of / all));
  return (
    <>
      <DefinitionList
        row
        facts={[
          { term: t('bodies.fact.open'), value: format.number(figures.withData) },
          {
            term: t('bodies.fact.on-time'),
            value: figures.onTime === null ? '—' : format.percent(figures.onTime),
          },
          { term: t('bodies.fact.updates'), value: format.number(figures.updates) },
          { term: t('bodies.fact.described'), value: share(figures.described, figures.fields) },
          { term: t('bodies.fact.empty'), value: share(figures.empty, figures.cells) },
        ]}
      />
      <p className={css('note')}>{t('bodies.facts-note', { at: format.dateTime(at) })}</p>
      <Section
        title={t('bodies.fresh')}
        aside={<Link to={`/graph?at=publisher:${row.key}#at`}>{t('bodies.graph')}</Link>}
      >
        <div className={css('fresh')}>
          <ClassBar counts={figures} most={figures.listed} />
          <DayStrip row={row} at={at} />
        </div>
        <FiguresKey />
      </Section>
    </>
  );
}

/** What is past its day, the longest first. */
export function Late({ figures: { late, row } }: { figures: PublisherFigures }) {
  const t = useT();
  if (row.figures.promised === 0) return null;
  return (
    <Section title={t('bodies.late')}>
      <p>{late.length === 0 ? t('bodies.late-none') : t('bodies.late-text', { count: row.figures.late })}</p>
      {late.length > 0 && (
        <Table
          caption={t('bodies.late')}
          captionUnseen
          rows={late}
          rowKey={({ code }) => code}
          columns={[
            {
              key: 'name',
              head: t('graph.kind.dataset'),
              cell: ({ code, name }) => <Link to={`/datasets/${code}`}>{name}</Link>,
            },
            {
              key: 'frequency',
              head: t('dataset.frequency'),
              cell: ({ updateFrequency }) => t(`updateFrequency.${updateFrequency}`),
            },
            { key: 'due', head: t('bodies.due'), cell: ({ dueAt }) => <Time at={dueAt} /> },
            { key: 'last', head: t('bodies.last'), cell: ({ dataUpdatedAt }) => <Time at={dataUpdatedAt} /> },
          ]}
        />
      )}
    </Section>
  );
}
