import { Link, useLoaderData, type LoaderFunctionArgs } from 'react-router';
import type { OutputOf } from '../../../rules/api/operation.ts';
import { findValues, type Looked, type ValueMatch } from '../../../rules/finding/values.operations.ts';
import { load } from '../../app/load.ts';
import { PageTitle } from '../../app/page-title.tsx';
import { linkWith } from '../../app/query-string.ts';
import { classesOf } from '../../design/classes.ts';
import { useT } from '../../design/language.tsx';
import { SearchField } from '../search-field.tsx';
import styles from './values.module.css';

const css = classesOf(styles);
const LEAST = 2;
const MOST = 60;

interface ValuesData {
  q: string;
  found: OutputOf<typeof findValues> | null;
}

export async function loader({ context, request }: LoaderFunctionArgs): Promise<ValuesData> {
  const q = (new URL(request.url).searchParams.get('q') ?? '').trim().slice(0, MOST);
  return { q, found: q.length < LEAST ? null : await load(context, findValues, { q }) };
}

export default function Values() {
  const { q, found } = useLoaderData<ValuesData>();
  const t = useT();
  return (
    <>
      <PageTitle
        title={q === '' ? t('values.title') : `${q}，${t('values.title')}`}
        description={t('values.lead')}
      />
      <h1>{t('values.title')}</h1>
      <p className={css('lead')}>{t('values.lead')}</p>
      <div className={css('field')}>
        <label htmlFor="value">{t('values.label')}</label>
        <SearchField
          action="/values"
          id="value"
          button={t('values.find')}
          value={q}
          least={LEAST}
          most={MOST}
        />
      </div>
      {q !== '' && found === null && <p>{t('values.short')}</p>}
      {found && (
        <>
          <h2>{t('values.found', { count: found.items.length })}</h2>
          <ol className={css('list')}>
            {found.items.map((match) => (
              <Match key={match.code} match={match} q={q} />
            ))}
          </ol>
          <Said looked={found.looked} />
          <p>
            <Link to={linkWith('/datasets', new URLSearchParams(), { q })}>{t('values.datasets')}</Link>
          </p>
        </>
      )}
    </>
  );
}

function Match({ match: { code, name, publisher, fields }, q }: { match: ValueMatch; q: string }) {
  const t = useT();
  return (
    <li>
      <p className={css('quiet')}>
        {publisher} <code>{code}</code>
      </p>
      <p className={css('name')}>
        <Link to={`/datasets/${code}`}>{name}</Link>
      </p>
      <ul className={css('fields')}>
        {fields.map((field) => (
          <li key={field.name}>
            {field.rows === null
              ? t('values.some', { label: field.label || field.name, value: field.value })
              : t('values.frequent', {
                  label: field.label || field.name,
                  value: field.value,
                  rows: field.rows,
                })}
          </li>
        ))}
      </ul>
      <p>
        <Link to={linkWith(`/datasets/${code}`, new URLSearchParams(), { q }, '#preview')}>
          {t('values.rows')}
          <span className={css('unseen')}>{name}</span>
        </Link>
      </p>
    </li>
  );
}

/** What was looked at, and what was not. */
function Said({ looked }: { looked: Looked }) {
  const t = useT();
  const { datasets, searched, rows, tooLarge, noTime, hiddenFields: hidden } = looked;
  return (
    <p className={css('quiet')}>
      {t('values.looked', { datasets, searched, rows })}{' '}
      {tooLarge + noTime > 0
        ? t('values.left', { tooLarge, noTime, hidden })
        : hidden > 0 && t('values.all-looked', { hidden })}
    </p>
  );
}
