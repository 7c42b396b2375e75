import type { PlatformRules, RulesDraft } from '../../../rules/platform-rules/platform-rules.operations.ts';
import { Button } from '../../design/button.tsx';
import { classesOf } from '../../design/classes.ts';
import { TextArea, TextField } from '../../design/field.tsx';
import { useT } from '../../design/language.tsx';
import styles from '../console.module.css';
import { Part } from '../page-head.tsx';

const css = classesOf(styles);

/** The next version; it begins as the newest one. */
export function DraftForm({
  draft,
  newest,
}: {
  draft: RulesDraft | null;
  newest: PlatformRules | undefined;
}) {
  const t = useT();
  return (
    <Part id="draft" title={t('platformRules.write')}>
      <form method="post" className={css('stack')}>
        <input type="hidden" name="revision" value={draft?.revision ?? 0} />
        <TextField
          label={t('platformRules.field-title')}
          name="title"
          defaultValue={draft?.title ?? newest?.title}
          maxLength={100}
          required
        />
        <TextArea
          label={t('platformRules.field-text')}
          hint={t('platformRules.text-hint')}
          name="text"
          defaultValue={draft?.text ?? newest?.text}
          rows={14}
          required
        />
        <TextArea
          label={t('platformRules.note')}
          hint={t('platformRules.note-hint')}
          name="note"
          defaultValue={draft?.note}
          rows={2}
          maxLength={1000}
          required
        />
        <p>
          <Button name="act" value="save">
            {t('platformRules.save')}
          </Button>
        </p>
      </form>
      {draft !== null && draft.revision > 0 && (
        <form method="post" className={css('stack')}>
          <p className={css('quiet')}>{t('platformRules.publish-text')}</p>
          <p>
            <Button kind="primary" name="act" value="publish">
              {t('platformRules.publish')}
            </Button>
          </p>
        </form>
      )}
    </Part>
  );
}
