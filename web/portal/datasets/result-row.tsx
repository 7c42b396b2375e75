import { Link } from 'react-router';
import type { DatasetSummary, FoundDataset, ListSort } from '../../../rules/datasets/datasets.operations.ts';
import { ClassMark } from '../../design/class-mark.tsx';
import { classesOf } from '../../design/classes.ts';
import { Time } from '../../design/facts.tsx';
import { useFormat, useLanguage, useT } from '../../design/language.tsx';
import { markOf, publisherName } from '../dataset-mark.ts';
import styles from './datasets.module.css';
import { Pieces } from './pieces.tsx';

const css = classesOf(styles);

/** Class, publisher, code, name, summary with the words found, actions; at the side what it is sorted by and how fresh it is, or why not open. */
export function ResultRow({ dataset, sort = 'updated' }: { dataset: FoundDataset; sort?: ListSort }) {
  const language = useLanguage();
  const { highlights } = dataset;
  const to = `/datasets/${dataset.code}`;
  return (
    <li className={css('row')}>
      <div className={css('main')}>
        <p className={css('meta')}>
          <ClassMark kind={markOf(dataset)} />
          <span>{publisherName(dataset, language)}</span>
          <code>{dataset.code}</code>
        </p>
        <h2 className={css('name')}>
          <Link to={to}>
            <Pieces pieces={highlights?.name ?? [dataset.name]} />
          </Link>
        </h2>
        {dataset.summary && (
          <p className={css('summary')}>
            <Pieces pieces={highlights?.summary ?? [dataset.summary]} />
          </p>
        )}
        {highlights && <MatchingFields highlights={highlights} />}
        <Actions dataset={dataset} to={to} />
      </div>
      <div className={css('side')}>
        <Figure figure={dataset.figure} sort={sort} />
        {dataset.openClass === 'closed' ? <WhyClosed dataset={dataset} /> : <Freshness dataset={dataset} />}
      </div>
    </li>
  );
}

function MatchingFields({
  highlights: { fields, matchingFields },
}: {
  highlights: NonNullable<FoundDataset['highlights']>;
}) {
  const t = useT();
  if (fields.length === 0) return null;
  const more = matchingFields - fields.length;
  return (
    <ul className={css('matching')}>
      <li>{t('find.fields')}</li>
      {fields.map(({ name, label }) => (
        <li key={name}>
          <Pieces pieces={label} />
        </li>
      ))}
      {more > 0 && <li>{t('find.fields-more', { count: more })}</li>}
    </ul>
  );
}

function Actions({ dataset, to }: { dataset: DatasetSummary; to: string }) {
  const t = useT();
  const { openClass, state, rows, code, name } = dataset;
  if (openClass === 'closed') return null;
  if (openClass === 'conditional') {
    return (
      <p className={css('actions')}>
        <b className={css('must')}>{t('datasets.must-apply')}</b>
        <Link to={`${to}#conditions`}>{t('dataset.apply-conditions')}</Link>
      </p>
    );
  }
  if (state !== 'open' || rows === null) return null;
  const about = <span className={css('unseen')}>{name}</span>;
  return (
    <p className={css('actions')}>
      <Link to={`${to}#preview`}>
        {t('datasets.preview')}
        {about}
      </Link>
      <a href={`/api/v1/datasets/${code}/exports/csv`}>
        {t('datasets.download')}
        {about}
      </a>
      <Link to={`${to}#use`}>
        {t('datasets.api')}
        {about}
      </Link>
    </p>
  );
}

function Freshness({ dataset }: { dataset: DatasetSummary }) {
  const t = useT();
  const { dataUpdatedAt, updateFrequency, rows, fieldCount, openClass } = dataset;
  return (
    <>
      {dataUpdatedAt !== null && (
        <p>
          <Updated at={dataUpdatedAt} />
        </p>
      )}
      {dataUpdatedAt === null && openClass === 'unconditional' && <p>{t('datasets.not-yet')}</p>}
      <p>{t(`updateFrequency.${updateFrequency}`)}</p>
      {rows !== null && <p>{t('datasets.rows', { count: rows })}</p>}
      {fieldCount > 0 && <p>{t('datasets.fields', { count: fieldCount })}</p>}
    </>
  );
}

/** The number that put it in its place. */
function Figure({ figure, sort }: { figure: number | null; sort: ListSort }) {
  const t = useT();
  const format = useFormat();
  if (figure === null || sort === 'relevance' || sort === 'updated' || sort === 'name') return null;
  return (
    <p>
      <span className={css('quiet')}>{t(`datasets.figure.${sort}`)}</span>{' '}
      <b>{sort === 'quality' ? format.percent(figure) : format.number(figure)}</b>
    </p>
  );
}

function Updated({ at }: { at: string }) {
  const t = useT();
  return (
    <>
      <span className={css('quiet')}>{t('dataset.updated')}</span>{' '}
      <b>
        <Time at={at} />
      </b>
    </>
  );
}

function WhyClosed({ dataset }: { dataset: DatasetSummary }) {
  const t = useT();
  return (
    <>
      <p>
        <b>{t('datasets.why-closed')}</b>
      </p>
      <p>{dataset.ground || t('datasets.closed-only-listed')}</p>
    </>
  );
}
