import type { ApplicationPartView } from '../../../rules/applications/applications.operations.ts';
import type {
  ExpertReviewView,
  GivenOpinion,
} from '../../../rules/expert-reviews/expert-reviews.operations.ts';
import { Button } from '../../design/button.tsx';
import { classesOf } from '../../design/classes.ts';
import { ProvisionLink } from '../../design/facts.tsx';
import { TextArea } from '../../design/field.tsx';
import { useT } from '../../design/language.tsx';
import { Note } from '../../design/note.tsx';
import console from '../console.module.css';
import { ExpertSaid } from '../expert-reviews/expert-said.tsx';
import { BigClock } from '../working-clock.tsx';
import styles from './applications.module.css';

const css = classesOf({ ...console, ...styles });

/** Why experts should be heard, what they said, and the way to ask them. */
export function ExpertsView({ part, experts }: { part: ApplicationPartView; experts: ExpertReviewView }) {
  const t = useT();
  const { proposed, review } = experts;
  return (
    <div className={css('part')}>
      {proposed.length > 0 && (
        <Note kind="warning" title={t('expert.proposed')}>
          {proposed.map((why) => (
            <p key={why}>{t(`expert.proposed.${why}`)}</p>
          ))}
        </Note>
      )}
      {review && (
        <div className={css('part')}>
          <p className={css('label')}>{t('expert.review')}</p>
          <p>{review.question}</p>
          {review.clock.state !== 'done' && <BigClock clock={review.clock} />}
          <div className={css('beside')}>
            {review.opinions.map((opinion) => (
              <Given key={opinion.id} opinion={opinion} />
            ))}
          </div>
        </div>
      )}
      {part.can['ask-experts'] === true && <AskForm part={part} count={experts.experts} />}
    </div>
  );
}

function Given({ opinion: { expert, state, words, recusal, signature } }: { opinion: GivenOpinion }) {
  const t = useT();
  return (
    <div>
      <p>
        <b>{expert}</b> <span className={css('label')}>{t(`expert.state.${state}`)}</span>
      </p>
      {words && <ExpertSaid words={words} signature={signature} />}
      {recusal !== '' && <p>{recusal}</p>}
    </div>
  );
}

function AskForm({ part, count }: { part: ApplicationPartView; count: number }) {
  const t = useT();
  return (
    <form method="post" className={css('form')}>
      <input type="hidden" name="part" value={part.id} />
      <TextArea
        label={t('expert.ask-question')}
        hint={t('expert.ask-lead', { count })}
        name="question"
        rows={2}
        maxLength={2000}
        required
      />
      <p className={css('actions')}>
        <Button name="event" value="ask-experts">
          {t('expert.ask')}
        </Button>
        <ProvisionLink id="xz-19-3" />
      </p>
    </form>
  );
}
