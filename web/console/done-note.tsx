import { isMessageKey } from '../../locales/index.ts';
import { classesOf } from '../design/classes.ts';
import { useT } from '../design/language.tsx';
import { Note } from '../design/note.tsx';
import styles from './console.module.css';

const css = classesOf(styles);

/** Says what was just done, by the `done` that the redirect carries; nothing for anything else. */
export function DoneNote({ done }: { done: string | null }) {
  const t = useT();
  const key = `console.done.${done ?? ''}`;
  if (!isMessageKey(key)) return null;
  return (
    <div className={css('notes')}>
      <Note kind="done" live>
        {t(key)}
      </Note>
    </div>
  );
}
