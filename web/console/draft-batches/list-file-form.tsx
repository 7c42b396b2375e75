import { LARGEST_LIST_FILE } from '../../../rules/draft-batches/draft-batches.operations.ts';
import { Button } from '../../design/button.tsx';
import { classesOf } from '../../design/classes.ts';
import { TextField } from '../../design/field.tsx';
import { useFormat, useT } from '../../design/language.tsx';
import styles from '../console.module.css';

const css = classesOf(styles);

/** Where an edited list comes back; a plain form, so that it needs no scripts. */
export function ListFileForm() {
  const t = useT();
  const format = useFormat();
  return (
    <form method="post" encType="multipart/form-data" className={css('form')}>
      <TextField
        label={t('draftBatch.file')}
        hint={t('draftBatch.file-hint', { size: format.bytes(LARGEST_LIST_FILE) })}
        name="file"
        type="file"
        required
        accept=".xlsx,.csv"
      />
      <p>
        <Button kind="primary">{t('draftBatch.send-file')}</Button>
      </p>
    </form>
  );
}

const AT_ONCE = 0x8000;

/** The bytes of a chosen file as the port takes them. */
export async function base64Of(chosen: Blob): Promise<string> {
  const bytes = new Uint8Array(await chosen.arrayBuffer());
  let text = '';
  for (let from = 0; from < bytes.length; from += AT_ONCE)
    text += String.fromCharCode(...bytes.subarray(from, from + AT_ONCE));
  return btoa(text);
}
