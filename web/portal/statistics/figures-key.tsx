import { useT } from '../../design/language.tsx';
import { CLASS_MARKS, ClassMark } from '../../design/class-mark.tsx';
import { classesOf } from '../../design/classes.ts';
import styles from './statistics.module.css';

const css = classesOf(styles);

/** What the cells and bars of a table of figures mean; `minor` where the table leaves them out when there is no room. */
export function FiguresKey({ minor }: { minor?: boolean }) {
  const t = useT();
  return (
    <ul className={css('key', minor && 'minor')}>
      {CLASS_MARKS.slice(0, 3).map((kind) => (
        <li key={kind}>
          <ClassMark kind={kind} />
        </li>
      ))}
      <li>
        <svg className={css('sample')} viewBox="0 0 10 10" aria-hidden="true">
          <path className={css('came')} d="M.5.5h9v9h-9z" />
        </svg>
        {t('statistics.key.came')}
      </li>
      <li>
        <svg className={css('sample')} viewBox="0 0 10 10" aria-hidden="true">
          <path className={css('late')} d="M.5.5h9v9h-9z" />
          <path className={css('hatch')} d="M.5 9.5L9.5.5" />
        </svg>
        {t('statistics.key.late')}
      </li>
      <li>
        <svg className={css('sample')} viewBox="0 0 10 10" aria-hidden="true">
          <path className={css('missed')} d="M1 1h8v8H1z" />
        </svg>
        {t('statistics.key.missed')}
      </li>
      <li>{t('statistics.key.note')}</li>
    </ul>
  );
}
