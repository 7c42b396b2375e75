import { useLoaderData, type LoaderFunctionArgs } from 'react-router';
import {
  getStatistics,
  type Statistics,
  type StatisticsTable,
} from '../../../rules/statistics/statistics.operations.ts';
import {
  getApplicationFigures,
  type ApplicationFigure,
} from '../../../rules/applications/applications.operations.ts';
import { load } from '../../app/load.ts';
import { PageTitle } from '../../app/page-title.tsx';
import { classesOf } from '../../design/classes.ts';
import { Time } from '../../design/facts.tsx';
import { useT } from '../../design/language.tsx';
import { walkTo } from '../graph/graph-links.ts';
import { Section } from '../section.tsx';
import { ApplicationFigures } from './application-figures.tsx';
import { FigureTable } from './figure-table.tsx';
import { FiguresKey } from './figures-key.tsx';
import { Headline } from './headline.tsx';
import { Months } from './months.tsx';
import { MostUsed } from './most-used.tsx';
import styles from './statistics.module.css';

const css = classesOf(styles);

interface StatisticsData {
  statistics: Statistics;
  applications: ApplicationFigure[];
}

export async function loader({ context }: LoaderFunctionArgs): Promise<StatisticsData> {
  const [statistics, { items: applications }] = await Promise.all([
    load(context, getStatistics, {}),
    load(context, getApplicationFigures, {}),
  ]);
  return { statistics, applications };
}

export default function StatisticsPage() {
  const { statistics, applications } = useLoaderData<StatisticsData>();
  const t = useT();
  const { at, publishers, domains, districts } = statistics;
  return (
    <>
      <PageTitle title={t('statistics.title')} />
      <h1>{t('statistics.title')}</h1>
      <p className={css('sentence')}>
        <Sentence {...statistics} />
      </p>
      <Headline statistics={statistics} />
      <p className={css('note')}>
        {t('statistics.at')} <Time at={at} show="date-time" />
        {t('statistics.at-note')}
      </p>
      <Section title={t('statistics.domains')} aside={<Csv table="domains" />}>
        <p>
          <Foremost rows={domains} what="domain" />
        </p>
        <FigureTable
          caption={t('statistics.domains')}
          head={t('home.domain')}
          rows={domains}
          at={at}
          linkOf={({ key }) => `/datasets?domain=${encodeURIComponent(key)}`}
        />
        <FiguresKey minor />
      </Section>
      <Section title={t('statistics.publishers')} aside={<Csv table="publishers" />}>
        <p>
          <Foremost rows={publishers} what="publisher" />
        </p>
        <FigureTable
          caption={t('statistics.publishers')}
          head={t('dataset.publisher')}
          rows={publishers}
          at={at}
          linkOf={({ key }) => `/bodies/${key}`}
        />
      </Section>
      {districts.length > 0 && (
        <Section title={t('statistics.districts')} aside={<Csv table="districts" />}>
          <p>{t('statistics.districts-text', { count: districts.length })}</p>
          <FigureTable
            caption={t('statistics.districts')}
            head={t('bodies.district')}
            rows={districts}
            at={at}
            linkOf={({ key }) => walkTo({ kind: 'place', key })}
          />
        </Section>
      )}
      {applications.length > 0 && <ApplicationFigures items={applications} />}
      <Months months={statistics.months} aside={<Csv table="months" />} />
      <MostUsed uses={statistics.uses} aside={<Csv table="uses" />} />
    </>
  );
}

const Csv = ({ table }: { table: StatisticsTable }) => (
  <a href={`/api/v1/stats/${table}`}>{useT()('statistics.csv')}</a>
);

/** What the figures say, what is late among it. */
function Sentence({ total, publishers, uses }: Statistics) {
  const t = useT();
  const said = t('statistics.sentence', { ...total, publishers: publishers.length });
  const used = uses ? t('statistics.sentence-uses', { calls: uses.calls, downloads: uses.downloads }) : '';
  const late = t('statistics.sentence-late', { late: total.late, promised: total.promised });
  return [said, used, late].filter(Boolean).join(' ');
}

/** Who has most, and where most is late. */
function Foremost({ rows, what }: { rows: Statistics['domains']; what: 'domain' | 'publisher' }) {
  const t = useT();
  const [first] = rows;
  if (!first) return t('home.sentence-none');
  const most = rows.toSorted((one, other) => other.figures.late - one.figures.late)[0];
  const said = t(`statistics.foremost-${what}`, { name: first.name, listed: first.figures.listed });
  if (!most || most.figures.late === 0) return `${said}${t('statistics.foremost-none-late')}`;
  return `${said}${t('statistics.foremost-late', { name: most.name, late: most.figures.late })}`;
}
