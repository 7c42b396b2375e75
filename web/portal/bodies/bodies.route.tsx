import { Link, useLoaderData, type LoaderFunctionArgs } from 'react-router';
import { listPublishers, type PublicBodyView } from '../../../rules/bodies/bodies.operations.ts';
import { getStatistics, type FigureRow } from '../../../rules/statistics/statistics.operations.ts';
import { load } from '../../app/load.ts';
import { PageTitle } from '../../app/page-title.tsx';
import { usePage } from '../../app/page.tsx';
import { classesOf } from '../../design/classes.ts';
import { useLanguage, useT } from '../../design/language.tsx';
import { publisherName } from '../dataset-mark.ts';
import { Section } from '../section.tsx';
import { FigureTable } from '../statistics/figure-table.tsx';
import { FiguresKey } from '../statistics/figures-key.tsx';
import styles from './bodies.module.css';

const css = classesOf(styles);

interface BodiesData {
  at: string;
  /** Those with datasets on the list, the most first. */
  rows: FigureRow[];
  /** Those without. */
  others: PublicBodyView[];
}

export async function loader({ context }: LoaderFunctionArgs): Promise<BodiesData> {
  const [{ items }, { publishers, at }] = await Promise.all([
    load(context, listPublishers, {}),
    load(context, getStatistics, {}),
  ]);
  const listing = new Set(publishers.map(({ key }) => key));
  return { at, rows: publishers, others: items.filter(({ code }) => !listing.has(code)) };
}

/** Every public body with what it has listed and opened, how fresh and how punctual it is. */
export default function Bodies() {
  const { at, rows, others } = useLoaderData<BodiesData>();
  const t = useT();
  const language = useLanguage();
  const count = rows.length + others.length;
  return (
    <div className={css('page')}>
      <PageTitle
        title={t('bodies.title')}
        description={t('head.bodies', { platform: usePage().city.platformName, count })}
      />
      <h1>{t('bodies.title')}</h1>
      <p className={css('lead')}>{t('bodies.lead', { count })}</p>
      <FigureTable
        caption={t('bodies.title')}
        head={t('dataset.publisher')}
        rows={rows}
        at={at}
        linkOf={({ key }) => `/bodies/${key}`}
      />
      <FiguresKey minor />
      {others.length > 0 && (
        <Section title={t('bodies.without')}>
          <ul className={css('nothing')}>
            {others.map((body) => (
              <li key={body.id}>
                <Link to={`/bodies/${body.code}`}>{publisherName({ publisher: body }, language)}</Link>
              </li>
            ))}
          </ul>
        </Section>
      )}
    </div>
  );
}
