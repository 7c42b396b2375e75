import { Link } from 'react-router';
import type { FieldMatrix } from '../../../rules/graph/graph.operations.ts';
import { classesOf } from '../../design/classes.ts';
import { useFormat, useLanguage, useT } from '../../design/language.tsx';
import { EmptyState } from '../../design/states.tsx';
import { Table, type Column } from '../../design/table.tsx';
import { nodeName, walkTo } from './graph-links.ts';
import styles from './graph.module.css';

const css = classesOf(styles);
type Row = FieldMatrix['rows'][number];

const SHADES = 5;
/** By the logarithm: a field that two have and one that two hundred have are both to be seen. */
const shadeOf = (count: number, most: number): number =>
  most <= SHADES ? count : Math.max(1, Math.ceil((Math.log(count) / Math.log(most)) * SHADES));

/** Which fields connect which domains; each name and each cell leads into the graph. */
export function Matrix({ matrix }: { matrix: FieldMatrix }) {
  const t = useT();
  const columns = useColumns(matrix);
  if (matrix.rows.length === 0)
    return <EmptyState title={t('graph.matrix-none')}>{t('graph.matrix-none-text')}</EmptyState>;
  return (
    <div className={css('matrix')}>
      <Table
        caption={t('graph.matrix')}
        captionUnseen
        columns={columns}
        rows={matrix.rows}
        rowKey={({ field }) => field.key}
      />
    </div>
  );
}

function useColumns({ domains, rows }: FieldMatrix): Column<Row>[] {
  const t = useT();
  const format = useFormat();
  const language = useLanguage();
  const most = Math.max(1, ...rows.flatMap(({ counts }) => counts));
  const cell = (count: number) =>
    count > 0 && (
      <span className={css('shade', `much-${String(shadeOf(count, most)) as '1'}`)}>
        {format.number(count)}
      </span>
    );
  return [
    {
      key: 'field',
      head: t('graph.field'),
      cell: ({ field }) => <Link to={walkTo(field)}>{field.name}</Link>,
    },
    ...domains.map((domain, place): Column<Row> => ({
      key: domain.key,
      head: (
        <Link className={css('upright')} to={walkTo(domain)}>
          {nodeName(domain, language)}
        </Link>
      ),
      cell: ({ counts }) => cell(counts[place] ?? 0),
    })),
  ];
}
