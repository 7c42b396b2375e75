import { classesOf } from '../../design/classes.ts';
import { useT } from '../../design/language.tsx';
import styles from '../portal.module.css';

const css = classesOf(styles);
const PATH = '/api/v1/open-list-exports';
const FILES = [
  ['xlsx', 'xlsx'],
  ['csv-list', 'csv?part=list'],
  ['csv-fields', 'csv?part=fields'],
  ['csv-closed', 'csv?part=closed'],
  ['json', 'json'],
] as const;

interface ListDownloadsProps {
  /** Code of a body, or of a domain, where not the whole list is meant. */
  publisher?: string | null;
  domain?: string | null;
}

/** The open list as a file: all of it, a body's, or a domain's. */
export function ListDownloads({ publisher, domain }: ListDownloadsProps) {
  const t = useT();
  const query = new URLSearchParams({
    ...(publisher && { publisher }),
    ...(domain && { domain }),
  }).toString();
  return (
    <p className={css('quiet')}>
      {t(query === '' ? 'datasets.list-file' : 'datasets.list-file-narrowed')}
      {FILES.map(([key, path]) => (
        <a
          key={key}
          className={css('download')}
          href={`${PATH}/${path}${query && (path.includes('?') ? '&' : '?')}${query}`}
          download
        >
          {t(`datasets.list-file.${key}`)}
        </a>
      ))}
    </p>
  );
}
