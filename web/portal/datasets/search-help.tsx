import { Link } from 'react-router';
import type { DatasetPage } from '../../../rules/datasets/datasets.operations.ts';
import type { Suggestion } from '../../../rules/finding/suggest.operations.ts';
import { linkWith } from '../../app/query-string.ts';
import { LinkButton } from '../../design/button.tsx';
import { classesOf } from '../../design/classes.ts';
import { useT } from '../../design/language.tsx';
import { Note } from '../../design/note.tsx';
import { EmptyState } from '../../design/states.tsx';
import { FILTERS } from './datasets-query.ts';
import { Pieces } from './pieces.tsx';
import styles from './search-help.module.css';

const css = classesOf(styles);

interface Props {
  help: DatasetPage['help'];
  search: URLSearchParams;
}

/** What was probably meant: as a link, or, where nothing was found as typed, as what was searched by. */
export function DidYouMean({ help, search }: Props) {
  const t = useT();
  const asked = search.get('q') ?? '';
  if (!help?.meant) return null;
  if (help.isUsed) {
    return (
      <Note>
        <p>
          {t('find.meant-used', { asked, meant: help.meant })}{' '}
          <Link to={linkWith('/datasets', search, { asTyped: 'true', cursor: null })}>
            {t('find.as-typed', { asked })}
          </Link>
        </p>
      </Note>
    );
  }
  return (
    <p>
      {t('find.meant')}{' '}
      <Link to={linkWith('/datasets', search, { q: help.meant, cursor: null })}>
        <b>{help.meant}</b>
      </Link>
      ？
    </p>
  );
}

/** Nothing found: the same without filters, what is near, and who may have it. */
export function NothingFound({ help, search }: Props) {
  const t = useT();
  const none = Object.fromEntries(['cursor', ...FILTERS].map((name) => [name, null]));
  const without = help?.withoutFilters ?? 0;
  return (
    <EmptyState
      title={t('datasets.none')}
      action={<LinkButton to="/bodies">{t('find.none-bodies')}</LinkButton>}
    >
      <p>{t('datasets.none-text')}</p>
      {without > 0 && (
        <p>
          <Link to={linkWith('/datasets', search, none)}>{t('find.none-filters', { count: without })}</Link>
        </p>
      )}
      {help && help.near.length > 0 && <Near near={help.near} />}
      <p>{t('find.none-want')}</p>
    </EmptyState>
  );
}

function Near({ near }: { near: readonly Suggestion[] }) {
  const t = useT();
  return (
    <section aria-labelledby="near">
      <h2 id="near" className={css('near')}>
        {t('find.none-near')}
      </h2>
      <ul className={css('list')}>
        {near.map((each) => (
          <li key={`${each.kind} ${each.code ?? ''} ${each.text}`}>
            <Link to={addressOf(each)}>
              <Pieces pieces={each.pieces} />
            </Link>{' '}
            <small>{t(`find.kind.${each.kind}`)}</small>
          </li>
        ))}
      </ul>
    </section>
  );
}

/** Where a suggestion leads. */
function addressOf({ kind, text, code }: Suggestion): string {
  if (kind === 'dataset') return `/datasets/${code ?? ''}`;
  if (kind === 'publisher') return `/bodies/${code ?? ''}`;
  const asked = kind === 'domain' ? { domain: code ?? '' } : kind === 'field' ? { field: text } : { q: text };
  return linkWith('/datasets', new URLSearchParams(), asked);
}

/** Where else the words can be looked for. */
export function Elsewhere({ search }: Pick<Props, 'search'>) {
  const t = useT();
  const q = search.get('q')?.trim() ?? '';
  if (q.length < 2) return null;
  return (
    <p className={css('elsewhere')}>
      {t('find.elsewhere')}
      <Link to={linkWith('/datasets', new URLSearchParams(), { field: q })}>
        {t('find.in-fields', { q })}
      </Link>
      <Link to={linkWith('/values', new URLSearchParams(), { q })}>{t('find.in-values', { q })}</Link>
    </p>
  );
}
