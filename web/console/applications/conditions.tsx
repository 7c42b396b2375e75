import { classesOf } from '../../design/classes.ts';
import { useT } from '../../design/language.tsx';
import styles from './applications.module.css';

const css = classesOf(styles);

/** Conditions of a dataset and the documents that it asks for, as they stand. */
export function Conditions({
  conditions,
  materials,
}: {
  conditions: readonly string[];
  materials: readonly string[];
}) {
  const t = useT();
  return (
    <div className={css('beside')}>
      <Lines title={t('application.conditions')} lines={conditions} />
      <Lines title={t('application.required')} lines={materials} />
    </div>
  );
}

export const Lines = ({ title, lines }: { title: string; lines: readonly string[] }) =>
  lines.length === 0 ? null : (
    <div>
      <p className={css('label')}>{title}</p>
      <ul className={css('lines')}>
        {lines.map((line) => (
          <li key={line}>{line}</li>
        ))}
      </ul>
    </div>
  );
