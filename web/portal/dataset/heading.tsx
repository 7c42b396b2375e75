import { Link } from 'react-router';
import type { DatasetView } from '../../../rules/datasets/datasets.operations.ts';
import { overdueSince } from '../../../rules/datasets/update-due.ts';
import type { LivePeriodView } from '../../../rules/sources/live.ts';
import { usePage } from '../../app/page.tsx';
import { profileOf } from '../../app/profile.ts';
import { ClassMark } from '../../design/class-mark.tsx';
import { classesOf } from '../../design/classes.ts';
import { DefinitionList, ProvisionLink, Time, type Fact } from '../../design/facts.tsx';
import { Icon } from '../../design/icon.tsx';
import { useFormat, useLanguage, useT } from '../../design/language.tsx';
import { Banner, Note } from '../../design/note.tsx';
import { markOf, publisherName } from '../dataset-mark.ts';
import styles from './dataset.module.css';

const css = classesOf(styles);

/** Class, code, name with time and area, summary. Words of a long name do not break in the middle. */
export function Heading({ dataset }: { dataset: DatasetView }) {
  const format = useFormat();
  const { name, code, timeCoverage, area, summary } = dataset;
  return (
    <>
      <p className={css('meta')}>
        <ClassMark kind={markOf(dataset)} />
        <code>{code}</code>
      </p>
      <h1>
        {name} <span className={css('coverage')}>{format.list([timeCoverage, area])}</span>
      </h1>
      {summary && <p className={css('summary')}>{summary}</p>}
    </>
  );
}

export function Facts({ dataset, domain }: { dataset: DatasetView; domain: string }) {
  const t = useT();
  const language = useLanguage();
  const { publisher, rows, fieldCount, dataUpdatedAt, updateFrequency, listedAt } = dataset;
  const size =
    rows === null
      ? t('dataset.size-fields', { fields: fieldCount })
      : t('dataset.size-value', { rows, fields: fieldCount });
  const facts: Fact[] = [
    {
      term: t('dataset.publisher'),
      value: <Link to={`/bodies/${publisher.code}`}>{publisherName(dataset, language)}</Link>,
    },
    ...(dataUpdatedAt === null
      ? []
      : [{ term: t('dataset.updated'), value: <Time at={dataUpdatedAt} show="date-time" /> }]),
    { term: t('dataset.frequency'), value: t(`updateFrequency.${updateFrequency}`) },
    ...(fieldCount > 0 ? [{ term: t('dataset.size'), value: size }] : []),
    { term: t('dataset.domain'), value: domain },
    ...(listedAt === null ? [] : [{ term: t('dataset.listed-at'), value: <Time at={listedAt} /> }]),
  ];
  return (
    <>
      <DefinitionList row facts={facts} />
      {dataset.openClass === 'unconditional' && <Licence publisher={publisherName(dataset, language)} />}
      <More dataset={dataset} />
    </>
  );
}

function Licence({ publisher }: { publisher: string }) {
  const t = useT();
  const language = useLanguage();
  const { licence } = profileOf(usePage());
  const attribution = licence.attribution[language].replace('{publisher}', publisher);
  return (
    <p className={css('licence')}>
      <span>{t('dataset.licence')}</span>
      <span className={css('may')}>
        <Icon name="check" /> {t('dataset.licence.use')}
      </span>
      <span className={css('may')}>
        <Icon name="check" /> {t('dataset.licence.change')}
      </span>
      <span>{t('dataset.licence.attribute', { attribution })}</span>
      <Link to={licence.url}>{t('dataset.licence.text')}</Link>
    </p>
  );
}

function More({ dataset: { code, keywords, relations } }: { dataset: DatasetView }) {
  const t = useT();
  return (
    <DefinitionList
      facts={[
        ...(relations ? [{ term: t('dataset.relations'), value: relations }] : []),
        ...(keywords.length > 0
          ? [{ term: t('dataset.keywords'), value: <Keywords keywords={keywords} /> }]
          : []),
        {
          term: t('look.compare'),
          value: <Link to={`/compare?a=${code}`}>{t('look.compare-this')}</Link>,
        },
      ]}
    />
  );
}

/** Each leads to what else has it. */
const Keywords = ({ keywords }: { keywords: readonly string[] }) => (
  <ul className={css('keywords')}>
    {[...new Set(keywords)].map((keyword) => (
      <li key={keyword}>
        <Link to={`/datasets?tag=${encodeURIComponent(keyword)}`}>{keyword}</Link>
      </li>
    ))}
  </ul>
);

/** What stands in the way of the data, if anything does, before everything else on the page. */
export function Standing({ dataset, today }: { dataset: DatasetView; today: string }) {
  const t = useT();
  const { state, suspendedReason, openClass, ground, version, live, source } = dataset;
  if (state === 'suspended') {
    return (
      <Banner title={t('dataset.suspended')}>
        <p>{t('dataset.suspended-text', { reason: suspendedReason ?? '' })}</p>
        <ProvisionLink id="xz-31" />
      </Banner>
    );
  }
  if (openClass === 'closed') {
    return (
      <Note title={t('datasets.why-closed')}>
        <p>{ground || t('datasets.closed-only-listed')}</p>
        <ProvisionLink id="xz-14-1" />
      </Note>
    );
  }
  if (openClass === 'unconditional' && version === null) {
    return (
      <Note title={t('dataset.no-data')}>
        <p>{t(source ? 'dataset.no-data-imported' : 'dataset.no-data-text')}</p>
        {source?.url && (
          <p>
            <a href={source.url}>{t('dataset.at-source', { source: source.name })}</a>
          </p>
        )}
      </Note>
    );
  }
  if (live) return <Live live={live} />;
  return (
    <>
      <StaticData dataset={dataset} />
      <Overdue dataset={dataset} today={today} />
    </>
  );
}

/** The data is older than its frequency promises; it can be taken all the same. */
function Overdue({
  dataset: { dataUpdatedAt, updateFrequency },
  today,
}: {
  dataset: DatasetView;
  today: string;
}) {
  const t = useT();
  const format = useFormat();
  const due = dataUpdatedAt === null ? null : overdueSince(dataUpdatedAt, updateFrequency, today);
  if (due === null || dataUpdatedAt === null) return null;
  const said = {
    frequency: t(`updateFrequency.${updateFrequency}`),
    due: format.date(due),
    updated: format.date(dataUpdatedAt),
  };
  return (
    <Note title={t('dataset.overdue')}>
      <p>{t('dataset.overdue-text', said)}</p>
    </Note>
  );
}

/** Why it is not updated: since its source ended, or because it was never meant to be. */
function StaticData({ dataset: { staticReason: reason, staticSince } }: { dataset: DatasetView }) {
  const t = useT();
  const format = useFormat();
  if (reason === '') return null;
  return (
    <Note title={t('dataset.static')}>
      <p>
        {staticSince === null
          ? t('dataset.static-from-the-start', { reason })
          : t('dataset.static-since', { reason, date: format.date(staticSince) })}
      </p>
      <ProvisionLink id={staticSince === null ? 'xz-9-5' : 'xz-10-1'} />
    </Note>
  );
}

function Live({ live: { startsAt, endsAt, rows, at } }: { live: LivePeriodView }) {
  const t = useT();
  const format = useFormat();
  const moments = {
    from: format.dateTime(startsAt),
    at: format.dateTime(at),
    until: format.dateTime(endsAt),
  };
  return (
    <Note title={t('dataset.live')}>
      <p>{t('dataset.live-text', { ...moments, rows: format.number(rows) })}</p>
      <p>{t('dataset.live-note')}</p>
      <ProvisionLink id="xz-9-3" />
    </Note>
  );
}
