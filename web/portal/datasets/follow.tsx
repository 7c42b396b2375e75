import { Link } from 'react-router';
import { usePage } from '../../app/page.tsx';
import { classesOf } from '../../design/classes.ts';
import { useT } from '../../design/language.tsx';
import styles from './search-help.module.css';
import { chosenFilters, feedOf, keptBy } from './datasets-query.ts';

const css = classesOf(styles);

/** A search that is kept: its own address, and a feed that has what fits later. */
export function Follow({ search, title }: { search: URLSearchParams; title: string }) {
  const t = useT();
  const { city } = usePage();
  const href = feedOf(search);
  const query = new URLSearchParams(keptBy(search, 'sort')).toString();
  const asked = new URLSearchParams({ follow: query, name: title });
  const isAll = !search.get('q') && !search.get('field') && chosenFilters(search).length === 0;
  return (
    <p className={css('elsewhere')}>
      <link
        rel="alternate"
        type="application/atom+xml"
        title={t('find.feed-title', { title, platform: city.platformName })}
        href={href}
      />
      <a href={href} type="application/atom+xml">
        {t(isAll ? 'find.follow-all' : 'find.follow')}
      </a>
      <Link to={`/console/messages/settings?${asked.toString()}#searches`}>{t('find.tell-me')}</Link>
      <span>{t('find.keep')}</span>
    </p>
  );
}
