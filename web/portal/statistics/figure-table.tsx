import { Link } from 'react-router';
import type { FigureRow } from '../../../rules/statistics/statistics.operations.ts';
import { ClassBar } from '../../design/class-bar.tsx';
import { useFormat, useLanguage, useT } from '../../design/language.tsx';
import { Table, type Column } from '../../design/table.tsx';
import { nodeName } from '../graph/graph-links.ts';
import { DayStrip } from './day-strip.tsx';

/** Bodies, domains or districts, each with how open, how fresh and how punctual it is. */
export function FigureTable({
  caption,
  head,
  rows,
  at,
  linkOf,
  brief,
}: {
  caption: string;
  head: string;
  rows: readonly FigureRow[];
  at: string;
  linkOf: (row: FigureRow) => string;
  /** Without the columns that only the statistics page has. */
  brief?: boolean;
}) {
  const columns = useColumns(head, at, linkOf, rows);
  const more = useMoreColumns();
  return (
    <Table
      caption={caption}
      captionUnseen
      rows={rows}
      rowKey={({ key }) => key}
      columns={brief ? columns : [...columns, ...more]}
    />
  );
}

const NODE = { kind: 'publisher', size: 0, dataset: null } as const;

/** Nothing to divide by is no share of nothing. */
function useShare(): (value: number | null) => string {
  const format = useFormat();
  return (value) => (value === null ? '—' : format.percent(value));
}

function useColumns(
  head: string,
  at: string,
  linkOf: (row: FigureRow) => string,
  rows: readonly FigureRow[],
): Column<FigureRow>[] {
  const t = useT();
  const format = useFormat();
  const language = useLanguage();
  const share = useShare();
  const most = Math.max(1, ...rows.map(({ figures }) => figures.listed));
  return [
    {
      key: 'name',
      head,
      cell: (row) => <Link to={linkOf(row)}>{nodeName({ ...NODE, ...row }, language)}</Link>,
    },
    {
      key: 'listed',
      head: t('statistics.listed'),
      numeric: true,
      cell: ({ figures }) => format.number(figures.listed),
    },
    {
      key: 'classes',
      head: t('statistics.classes'),
      minor: true,
      cell: ({ figures }) => <ClassBar counts={figures} most={most} />,
    },
    {
      key: 'days',
      head: t('statistics.days-head'),
      minor: true,
      cell: (row) => <DayStrip row={row} at={at} />,
    },
    {
      key: 'on-time',
      head: t('statistics.on-time'),
      numeric: true,
      cell: ({ figures }) => share(figures.onTime),
    },
  ];
}

function useMoreColumns(): Column<FigureRow>[] {
  const t = useT();
  const format = useFormat();
  const share = useShare();
  return [
    {
      key: 'late',
      head: t('statistics.late'),
      numeric: true,
      cell: ({ figures }) => (figures.promised > 0 ? format.number(figures.late) : '—'),
    },
    {
      key: 'described',
      head: t('statistics.described'),
      numeric: true,
      minor: true,
      cell: ({ figures: { described, fields } }) => share(fields > 0 ? described / fields : null),
    },
    {
      key: 'empty',
      head: t('statistics.empty'),
      numeric: true,
      minor: true,
      cell: ({ figures: { empty, cells } }) => share(cells > 0 ? empty / cells : null),
    },
  ];
}
