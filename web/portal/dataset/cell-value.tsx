import { classesOf } from '../../design/classes.ts';
import { useFormat, useT } from '../../design/language.tsx';
import { markup, type Markup } from '../../design/markup.ts';
import styles from './dataset.module.css';

const css = classesOf(styles);
const LONGEST = 200;

/** A cell as it is stored; what is missing says so, what is long is cut with the whole in its title. */
export function useCellValue(): (value: unknown) => string | Markup {
  const t = useT();
  const format = useFormat();
  const absent = t('dataset.empty-cell');
  return (value) => {
    if (value === null || value === undefined)
      return markup`<span class="${css('absent')}" title="${absent}">—<span class="${css('unseen')}">${absent}</span></span>`;
    if (typeof value === 'boolean') return t(value ? 'dataset.true' : 'dataset.false');
    if (typeof value === 'number') return Number.isInteger(value) ? format.number(value) : String(value);
    const text = typeof value === 'string' ? value : JSON.stringify(value);
    return text.length > LONGEST ? markup`<span title="${text}">${text.slice(0, LONGEST)}…</span>` : text;
  };
}
