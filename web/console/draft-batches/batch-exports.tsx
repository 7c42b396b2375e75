import { classesOf } from '../../design/classes.ts';
import { useT } from '../../design/language.tsx';
import styles from '../console.module.css';

const css = classesOf(styles);
const PATH = '/api/v1/draft-exports';
const FILES = [
  { key: 'xlsx', path: `${PATH}/xlsx` },
  { key: 'csv-list', path: `${PATH}/csv?part=list` },
  { key: 'csv-fields', path: `${PATH}/csv?part=fields` },
  { key: 'json', path: `${PATH}/json` },
] as const;

/** The list as it is being worked on, as files: the whole of it, or what a query narrows it to. */
export function BatchExports({ query = {} }: { query?: Readonly<Record<string, string>> }) {
  const t = useT();
  const narrowed = new URLSearchParams(query).toString();
  const withQuery = (path: string): string =>
    narrowed === '' ? path : `${path}${path.includes('?') ? '&' : '?'}${narrowed}`;
  return (
    <ul className={css('filters')} aria-label={t('draftBatch.export')}>
      {FILES.map(({ key, path }) => (
        <li key={key}>
          <a href={withQuery(path)} download>
            {t(`draftBatch.export.${key}`)}
          </a>
        </li>
      ))}
    </ul>
  );
}
