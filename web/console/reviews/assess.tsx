import type { ReviewDecision } from '../../../rules/reviews/assessment.ts';
import { Button } from '../../design/button.tsx';
import { classesOf } from '../../design/classes.ts';
import { useT } from '../../design/language.tsx';
import styles from '../console.module.css';
import { Part } from '../page-head.tsx';
import { AssessmentFields } from './assessment-fields.tsx';
import type { WrittenAssessment } from './assessment-form.ts';

const css = classesOf(styles);

/** What the editor finds of an item, handed to a reviewer. */
export function Assess({
  written,
  decisions,
}: {
  written: WrittenAssessment | null;
  decisions: readonly ReviewDecision[];
}) {
  const t = useT();
  return (
    <Part id="assess" title={t('review.next.due')}>
      <form method="post" className={css('form')}>
        <AssessmentFields written={written} decisions={decisions} />
        <p>
          <Button kind="primary" name="event" value="prepare">
            {t('review.prepare')}
          </Button>
        </p>
      </form>
    </Part>
  );
}
