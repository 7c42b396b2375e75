import type { Text } from '../../../rules/gradings/guideline.schema.ts';
import { classesOf } from '../../design/classes.ts';
import { TextArea, TextField } from '../../design/field.tsx';
import { useT } from '../../design/language.tsx';
import styles from './guidelines.module.css';

const css = classesOf(styles);

/** The two languages of one text, side by side. */
export function Both({
  name,
  label,
  text,
  rows,
  of,
}: {
  name: string;
  label: string;
  text: Text;
  rows?: number;
  /** What it belongs to, where the label alone stands more than once. */
  of?: string;
}) {
  const t = useT();
  const named = of === undefined ? label : `${of} ${label}`;
  const inLanguage = (language: 'zh' | 'en'): string =>
    t('console.guideline.in', { part: named, language: t(`console.guideline.${language}`) });
  const side = (language: 'zh' | 'en', value: string) =>
    rows === undefined ? (
      <TextField label={inLanguage(language)} name={`${name}.${language}`} defaultValue={value} />
    ) : (
      <TextArea label={inLanguage(language)} name={`${name}.${language}`} defaultValue={value} rows={rows} />
    );
  return (
    <div className={css('both')}>
      {side('zh', text['zh-CN'])}
      {side('en', text.en)}
    </div>
  );
}
