import type { DraftView } from '../../../rules/datasets/drafts.operations.ts';
import type { ListEntry } from '../../../rules/datasets/list-entry.schema.ts';
import { LinkButton } from '../../design/button.tsx';
import { classesOf } from '../../design/classes.ts';
import { useT } from '../../design/language.tsx';
import { ProblemSummary } from '../../design/note.tsx';
import styles from '../console.module.css';
import { Differences } from './differences.tsx';

const css = classesOf(styles);

/** Someone saved after this form was opened: what they have, what is written here, and the two ways on. */
export function Conflict({ theirs, mine }: { theirs: DraftView; mine: ListEntry }) {
  const t = useT();
  return (
    <div className={css('notes')}>
      <ProblemSummary title={t('console.conflict.title')} items={[]}>
        <p>{t('console.conflict.text')}</p>
        <Differences
          before={theirs.entry}
          after={mine}
          heads={[t('console.conflict.theirs'), t('console.conflict.mine')]}
        />
        <p>
          <LinkButton to={`/console/datasets/${theirs.id}`} plainLink>
            {t('console.conflict.take-theirs')}
          </LinkButton>
        </p>
      </ProblemSummary>
    </div>
  );
}
