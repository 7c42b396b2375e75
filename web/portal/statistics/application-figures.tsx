import type { ApplicationFigure } from '../../../rules/applications/applications.operations.ts';
import { useFormat, useT } from '../../design/language.tsx';
import { Table, type Column } from '../../design/table.tsx';
import { Section } from '../section.tsx';

/** How many applications each publisher had, how long answers took, how often and why they were refused. */
export function ApplicationFigures({ items }: { items: readonly ApplicationFigure[] }) {
  const t = useT();
  return (
    <Section id="applications" title={t('application.figures')}>
      <p>{t('application.figures-lead')}</p>
      <Table
        caption={t('application.figures')}
        captionUnseen
        columns={useColumns()}
        rows={items}
        rowKey={({ publisher }) => publisher.code}
        empty={<p>{t('application.figures-none')}</p>}
      />
    </Section>
  );
}

function useColumns(): Column<ApplicationFigure>[] {
  const t = useT();
  const format = useFormat();
  const ground = (of: ApplicationFigure['grounds'][number]['ground']): string =>
    of === 'risk' ? t('application.ground.risk') : t(`condition.family.${of}`);
  return [
    { key: 'publisher', head: t('console.publisher'), cell: ({ publisher }) => publisher.name },
    { key: 'submitted', head: t('application.figures-submitted'), cell: ({ submitted }) => submitted },
    { key: 'approved', head: t('application.figures-approved'), cell: ({ approved }) => approved },
    { key: 'rejected', head: t('application.figures-rejected'), cell: ({ rejected }) => rejected },
    {
      key: 'declined',
      head: t('application.figures-declined'),
      minor: true,
      cell: ({ declined }) => declined,
    },
    { key: 'under-way', head: t('application.figures-under-way'), minor: true, cell: (row) => row.underWay },
    {
      key: 'days',
      head: t('application.figures-days'),
      cell: ({ answerDays }) => (answerDays === null ? '–' : format.number(Math.round(answerDays * 10) / 10)),
    },
    {
      key: 'grounds',
      head: t('application.figures-grounds'),
      minor: true,
      cell: ({ grounds }) =>
        grounds.length === 0
          ? '–'
          : format.list(grounds.map((each) => `${ground(each.ground)} ${each.count}`)),
    },
  ];
}
