import { OPEN_CLASSES } from '../../../rules/datasets/list-entry.schema.ts';
import { REVIEW_DECISIONS } from '../../../rules/reviews/assessment.ts';
import { REVIEW_KINDS } from '../../../rules/reviews/reviews.operations.ts';
import { classesOf } from '../../design/classes.ts';
import { Select, TextField } from '../../design/field.tsx';
import { useT } from '../../design/language.tsx';
import styles from '../console.module.css';
import type { WrittenLikeness } from './together-form.ts';

const css = classesOf(styles);

/** What makes items alike; a reviewer can also go by the decision. */
export function LikenessFields({ written, decided }: { written: WrittenLikeness; decided: boolean }) {
  const t = useT();
  const none = t('review.any');
  return (
    <>
      <div className={css('pair')}>
        <Select
          label={t('review.kind')}
          name="kind"
          defaultValue={written.kind}
          none={none}
          options={REVIEW_KINDS.map((value) => ({ value, label: t(`review.kind.${value}`) }))}
        />
        <Select
          label={t('review.class-now')}
          name="openClass"
          defaultValue={written.openClass}
          none={none}
          options={OPEN_CLASSES.map((value) => ({ value, label: t(`openClass.${value}`) }))}
        />
      </div>
      {decided && (
        <Select
          label={t('review.decision')}
          name="decided"
          defaultValue={written.decided}
          none={none}
          options={REVIEW_DECISIONS.map((value) => ({ value, label: t(`review.decision.${value}`) }))}
        />
      )}
      <TextField label={t('review.name')} name="q" defaultValue={written.q} maxLength={100} />
    </>
  );
}
