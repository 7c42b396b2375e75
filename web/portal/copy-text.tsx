import { useId } from 'react';
import { Button } from '../design/button.tsx';
import { classesOf } from '../design/classes.ts';
import { useT } from '../design/language.tsx';
import styles from './portal.module.css';

const css = classesOf(styles);

/** A text to take along: one click selects it all, and a button copies it where scripts run. */
export function CopyText({ label, text }: { label: string; text: string }) {
  const id = useId();
  const t = useT();
  return (
    <div className={css('copy')}>
      <div className={css('copy-head')}>
        <span id={`${id}-label`}>{label}</span>
        <span hidden data-with-scripts="">
          <Button
            type="button"
            small
            data-copy={id}
            data-done={t('look.copied')}
            aria-describedby={`${id}-label`}
          >
            {t('look.copy')}
          </Button>
        </span>
      </div>
      <pre className={css('code')}>
        <code id={id}>{text}</code>
      </pre>
    </div>
  );
}
