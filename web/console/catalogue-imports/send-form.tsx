import { useId } from 'react';
import { IMPORT_PAGE } from '../../../rules/catalogue/catalogue-imports.operations.ts';
import type { ProblemView } from '../../app/problem-view.ts';
import { Button } from '../../design/button.tsx';
import { classesOf } from '../../design/classes.ts';
import { ProvisionLink } from '../../design/facts.tsx';
import { useFormat, useT } from '../../design/language.tsx';
import { Note } from '../../design/note.tsx';
import { Part } from '../page-head.tsx';
import { ProblemNote } from '../problem-note.tsx';
import styles from './catalogue-imports.module.css';
import type { Unfit } from './send-export.ts';

const css = classesOf(styles);

/** Takes a file by a plain form, and says what was wrong with the last one. */
export function SendForm({
  unfit,
  problem,
}: {
  unfit?: Unfit | undefined;
  problem?: ProblemView | undefined;
}) {
  const t = useT();
  const format = useFormat();
  const id = useId();
  const hint = `${id}-hint`;
  return (
    <Part title={t('console.import.send')} aside={<ProvisionLink id="xz-9" />}>
      {unfit && <UnfitNote unfit={unfit} />}
      {problem && <ProblemNote problem={problem} />}
      <form method="post" encType="multipart/form-data" className={css('send')}>
        <label className={css('send-label')} htmlFor={id}>
          {t('console.import.file')}
        </label>
        <p className={css('quiet')} id={hint}>
          {t('console.import.file-hint', { limit: format.bytes(IMPORT_PAGE.fileBytes) })}{' '}
          <code>npx kaishu import catalog FILE</code>
        </p>
        <input
          id={id}
          type="file"
          name="file"
          required
          aria-describedby={hint}
          accept=".csv,.tsv,.txt,.xlsx,.xls,.json,text/csv"
        />
        <p>
          <Button kind="primary">{t('console.import.start')}</Button>
        </p>
      </form>
    </Part>
  );
}

function UnfitNote({ unfit }: { unfit: Unfit }) {
  const t = useT();
  const format = useFormat();
  const limit = format.bytes(IMPORT_PAGE.fileBytes);
  const args = 'name' in unfit ? { name: unfit.name, size: format.bytes(unfit.bytes), limit } : { limit };
  return (
    <div className={css('notes')}>
      <Note kind="wrong" live title={t(`console.import.${unfit.why}`, args)} />
    </div>
  );
}
