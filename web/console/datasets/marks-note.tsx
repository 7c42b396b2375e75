import type { DatasetGrading } from '../../../rules/gradings/gradings.operations.ts';
import { useT } from '../../design/language.tsx';
import { classesOf } from '../../design/classes.ts';
import { Note } from '../../design/note.tsx';
import { ProvisionLink } from '../../design/facts.tsx';
import styles from './datasets.module.css';

const css = classesOf(styles);
type Mark = DatasetGrading['marks'][number];

/** Secrecy marks and terms that stand in the file or the entry, each with its place; nothing where none does. */
export function MarksNote({ marks }: { marks: readonly Mark[] }) {
  const t = useT();
  if (marks.length === 0) return null;
  return (
    <div className={css('bench-note')}>
      <Note kind="wrong" title={t('console.grade.marks', { count: marks.length })}>
        <ul>
          {marks.map((mark, place) => (
            <li key={place}>
              {t(`grade.mark.at-${mark.place}`, { at: mark.at, row: mark.row ?? 0 })}：
              {t(`grade.mark.${mark.term}`)} <q>{mark.words}</q>
            </li>
          ))}
        </ul>
        <p>{t('console.grade.marks-text')}</p>
        <ProvisionLink id="grading2019" />
      </Note>
    </div>
  );
}
