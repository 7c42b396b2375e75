import { LinkButton } from '../../design/button.tsx';
import { useT } from '../../design/language.tsx';
import { Note } from '../../design/note.tsx';
import { Findings } from '../finding-words.tsx';
import type { DraftData } from './draft-data.ts';
import { anchorOf } from './finding-at.tsx';

/** A change of the catalogue took away what the entry in force comes from: what, and how it is mended. */
export function LostNote({ found: { draft } }: { found: DraftData }) {
  const t = useT();
  const { lost, catalogueEntryId } = draft;
  if (lost.length === 0) return null;
  return (
    <div id="lost">
      <Note kind="warning" title={t('console.draft.lost', { count: lost.length })}>
        <p>{t('console.draft.lost-text')}</p>
        <Findings findings={lost} hrefOf={({ pointer }) => `#${anchorOf(pointer)}`} />
        {catalogueEntryId !== null && (
          <p>
            <LinkButton small to={`/console/catalogue/${catalogueEntryId}`}>
              {t('console.draft.lost-entry')}
            </LinkButton>
          </p>
        )}
      </Note>
    </div>
  );
}
