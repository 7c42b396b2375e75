import { Link, useLoaderData, type LoaderFunctionArgs } from 'react-router';
import { listPublishers, type PublicBodyView } from '../../../rules/bodies/bodies.operations.ts';
import { listDatasets } from '../../../rules/datasets/datasets.operations.ts';
import { load } from '../../app/load.ts';
import { PageTitle } from '../../app/page-title.tsx';
import { usePage } from '../../app/page.tsx';
import { classesOf } from '../../design/classes.ts';
import { useFormat, useLanguage, useT } from '../../design/language.tsx';
import { Table, type Column } from '../../design/table.tsx';
import { publisherName } from '../dataset-mark.ts';
import styles from './bodies.module.css';

const css = classesOf(styles);

interface Body extends PublicBodyView {
  /** On the list, closed ones among them. */
  listed: number;
}

export async function loader({ context }: LoaderFunctionArgs): Promise<Body[]> {
  const [{ items }, { facets }] = await Promise.all([
    load(context, listPublishers, {}),
    load(context, listDatasets, { sort: 'updated', limit: 1 }),
  ]);
  const listed = new Map(facets.publisher.map(({ value, count }) => [value, count]));
  return items
    .map((body) => ({ ...body, listed: listed.get(body.code) ?? 0 }))
    .sort((a, b) => b.listed - a.listed || a.name.localeCompare(b.name, 'zh'));
}

/** Every public body with what it has listed and opened. */
export default function Bodies() {
  const bodies = useLoaderData<Body[]>();
  const t = useT();
  return (
    <div className={css('page')}>
      <PageTitle
        title={t('bodies.title')}
        description={t('head.bodies', { platform: usePage().city.platformName, count: bodies.length })}
      />
      <h1>{t('bodies.title')}</h1>
      <p className={css('lead')}>{t('bodies.lead', { count: bodies.length })}</p>
      <Table
        caption={t('bodies.title')}
        captionUnseen
        columns={useColumns()}
        rows={bodies}
        rowKey={({ id }) => id}
      />
    </div>
  );
}

function useColumns(): Column<Body>[] {
  const t = useT();
  const format = useFormat();
  const language = useLanguage();
  return [
    {
      key: 'name',
      head: t('dataset.publisher'),
      cell: (body) => <Link to={`/bodies/${body.code}`}>{publisherName({ publisher: body }, language)}</Link>,
    },
    {
      key: 'district',
      head: t('bodies.district'),
      minor: true,
      cell: ({ district }) => district ?? t('bodies.city'),
    },
    { key: 'listed', head: t('bodies.listed'), numeric: true, cell: ({ listed }) => format.number(listed) },
    {
      key: 'open',
      head: t('bodies.open'),
      numeric: true,
      cell: ({ openDatasets }) => format.number(openDatasets),
    },
  ];
}
