import { classesOf } from '../../design/classes.ts';
import styles from './certificates.module.css';

const css = classesOf(styles);

/** A text to take along; one click selects it all. */
export function CodeText({ label, text }: { label: string; text: string }) {
  return (
    <figure className={css('code-text')}>
      <figcaption>{label}</figcaption>
      <pre>
        <code>{text}</code>
      </pre>
    </figure>
  );
}
