import { classesOf } from '../../design/classes.ts';
import { useFormat, useT } from '../../design/language.tsx';
import styles from './dataset.module.css';

const css = classesOf(styles);
const LONGEST = 200;

/** A cell as it is stored; what is missing says so, what is long is cut with the whole in its title. */
export function CellValue({ value }: { value: unknown }) {
  const t = useT();
  const format = useFormat();
  if (value === null || value === undefined) {
    return (
      <span className={css('absent')} title={t('dataset.empty-cell')}>
        —<span className={css('unseen')}>{t('dataset.empty-cell')}</span>
      </span>
    );
  }
  if (typeof value === 'boolean') return t(value ? 'dataset.true' : 'dataset.false');
  if (typeof value === 'number') return Number.isInteger(value) ? format.number(value) : String(value);
  const text = typeof value === 'string' ? value : JSON.stringify(value);
  return text.length > LONGEST ? <span title={text}>{text.slice(0, LONGEST)}…</span> : text;
}
