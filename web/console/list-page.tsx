import type { ReactNode } from 'react';
import { useLocation, useSearchParams } from 'react-router';
import type { Page } from '../../rules/api/views.ts';
import { linkWith } from '../app/query-string.ts';
import { useT } from '../design/language.tsx';
import { Pagination } from '../design/navigation.tsx';
import { EmptyState } from '../design/states.tsx';
import { Table, type Column } from '../design/table.tsx';
import { PageHead } from './page-head.tsx';
import type { PlaceKey } from './rail.ts';

interface ListPageProps<Row> {
  place: PlaceKey;
  title: string;
  meta?: ReactNode;
  aside?: ReactNode;
  page: Pick<Page<Row>, 'items' | 'total' | 'totalIsEstimate' | 'next'>;
  columns: readonly Column<Row>[];
  /** What stands in place of a table without rows. */
  none: { title: string; text: string };
  /** What narrows the list. */
  children?: ReactNode;
}

/** A place of the console that is one list: its head, what narrows it, the table, and the way on by cursor. */
export function ListPage<Row extends { id: string }>(props: ListPageProps<Row>) {
  const { place, title, meta, aside, page, columns, none, children } = props;
  const t = useT();
  const name = t(`console.place.${place}`);
  return (
    <>
      <PageHead title={title} tab={name} meta={meta} aside={aside} />
      {children}
      <Table
        caption={name}
        captionUnseen
        columns={columns}
        rows={page.items}
        rowKey={({ id }) => id}
        empty={<EmptyState title={none.title}>{none.text}</EmptyState>}
      />
      <Paging page={page} />
    </>
  );
}

/** The way on by cursor; nothing where all is in sight. */
export function Paging({
  page: { items, total, totalIsEstimate, next },
}: Pick<ListPageProps<unknown>, 'page'>) {
  const { pathname } = useLocation();
  const [search] = useSearchParams();
  const t = useT();
  const later = search.has('cursor');
  if (next === null && !later) return null;
  return (
    <Pagination
      summary={t(totalIsEstimate ? 'console.page-at-least' : 'console.page', { count: items.length, total })}
      first={later ? linkWith(pathname, search, { cursor: null }) : undefined}
      next={next === null ? undefined : linkWith(pathname, search, { cursor: next })}
    />
  );
}
