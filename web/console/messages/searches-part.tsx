import { Link } from 'react-router';
import type { SavedSearch } from '../../../rules/messages/messages.operations.ts';
import { Button } from '../../design/button.tsx';
import { classesOf } from '../../design/classes.ts';
import { TextField } from '../../design/field.tsx';
import { Time } from '../../design/facts.tsx';
import { useT } from '../../design/language.tsx';
import shared from '../console.module.css';
import { Part } from '../page-head.tsx';
import styles from './messages.module.css';

const css = classesOf(styles);
const page = classesOf(shared);

interface SearchesPartProps {
  searches: readonly SavedSearch[];
  /** The search of which the reader wants to be told; null: they came for something else. */
  follow: string | null;
  name: string | null;
}

/** Searches of which the reader is told when something new is listed. */
export function SearchesPart({ searches, follow, name }: SearchesPartProps) {
  const t = useT();
  return (
    <Part id="searches" title={t('messages.settings.searches')}>
      {follow !== null && (
        <form method="post" className={page('form')}>
          <TextField
            label={t('find.tell-me')}
            name="name"
            maxLength={100}
            defaultValue={name ?? ''}
            required
          />
          <input type="hidden" name="query" value={follow} />
          <p>
            <Button kind="primary" name="act" value="follow">
              {t('find.tell-me')}
            </Button>
          </p>
        </form>
      )}
      {searches.length === 0 && follow === null && (
        <p className={page('quiet')}>{t('messages.settings.searches-none')}</p>
      )}
      <ul className={css('plain')}>
        {searches.map((search) => (
          <Search key={search.id} search={search} />
        ))}
      </ul>
    </Part>
  );
}

function Search({ search: { id, name, query, createdAt } }: { search: SavedSearch }) {
  const t = useT();
  return (
    <li>
      <form method="post" className={css('acts')}>
        <Link to={`/datasets?${query}`}>{name}</Link>
        <Time at={createdAt} />
        <input type="hidden" name="id" value={id} />
        <Button small name="act" value="drop">
          {t('messages.settings.drop')}
          <span className={css('unseen')}>{name}</span>
        </Button>
      </form>
    </li>
  );
}
