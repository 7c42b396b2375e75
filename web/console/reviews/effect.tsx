import { Link } from 'react-router';
import type { ReviewEffect } from '../../../rules/reviews/reviews.operations.ts';
import { Button } from '../../design/button.tsx';
import { classesOf } from '../../design/classes.ts';
import { useT } from '../../design/language.tsx';
import { NextStep } from '../../design/workflow.tsx';
import styles from '../console.module.css';
import { useEnumeration } from '../enumeration.ts';
import type { WrittenAssessment } from './assessment-form.ts';
import type { WrittenLikeness } from './together-form.ts';

const css = classesOf(styles);

interface EffectProps {
  effect: ReviewEffect;
  likeness: WrittenLikeness;
  assessment: WrittenAssessment | null;
}

/** What the deed would do, and the deed itself: it carries exactly what was previewed. */
export function Effect({ effect, likeness, assessment }: EffectProps) {
  const t = useT();
  const enumeration = useEnumeration();
  const { count, names, unfit, unfitCount } = effect;
  const carried = { ...likeness, ...assessment, count: String(count) };
  return (
    <NextStep turn={t('review.turn')} title={t('review.effect', { count, unfit: unfitCount })}>
      {names.length > 0 && (
        <p className={css('prose')}>
          {t('review.effect-names')} {enumeration(names)}
        </p>
      )}
      {unfit.length > 0 && (
        <>
          <p>{t('review.effect-unfit')}</p>
          <ul>
            {unfit.map(({ id, name, why }) => (
              <li key={id}>
                <Link to={`/console/reviews/items/${id}`}>{name}</Link> {why.join(' ')}
              </li>
            ))}
          </ul>
        </>
      )}
      {count > 0 && (
        <form method="post">
          {Object.entries(carried).map(([name, value]) => (
            <input key={name} type="hidden" name={name} value={value ?? ''} />
          ))}
          <Button kind="primary" name="intent" value="do">
            {t(assessment ? 'review.do-prepare' : 'review.do-confirm', { count })}
          </Button>
        </form>
      )}
    </NextStep>
  );
}
