import type { REVIEW_EVENTS } from '../../../rules/applications/application-part.machine.ts';
import type { ApplicationPartView } from '../../../rules/applications/applications.operations.ts';
import { Button, type ButtonKind } from '../../design/button.tsx';
import { classesOf } from '../../design/classes.ts';
import { DefinitionList } from '../../design/facts.tsx';
import { TextArea } from '../../design/field.tsx';
import { useT } from '../../design/language.tsx';
import console from '../console.module.css';
import styles from './applications.module.css';
import { OpinionFields } from './opinion-fields.tsx';
import { Reasons } from './reasons.tsx';

const css = classesOf({ ...console, ...styles });

interface ActProps {
  part: ApplicationPartView;
  event: (typeof REVIEW_EVENTS)[number];
  act: string;
  kind?: ButtonKind;
  /** The words of what must be said with it; absent: nothing. */
  says?: string;
  /** What is to be known before. */
  lead?: string;
}

/** One act by itself: a button, and what must be said with it. */
function Act({ part, event, act, kind = 'secondary', says, lead }: ActProps) {
  return (
    <form method="post" className={css('form')}>
      <input type="hidden" name="part" value={part.id} />
      {lead !== undefined && <p>{lead}</p>}
      {says !== undefined && <TextArea label={says} name="reasons" rows={2} maxLength={2000} required />}
      <p>
        <Button kind={kind} name="event" value={event}>
          {act}
        </Button>
      </p>
    </form>
  );
}

/** What the viewer can do with one dataset of the application. */
export function PartActs({ part }: { part: ApplicationPartView }) {
  const t = useT();
  const { can, opinion } = part;
  const decision = opinion?.outcome ?? null;
  const decides = decision !== null && can[decision] === true;
  return (
    <div className={css('acts')}>
      {opinion && part.state === 'in-review' && <OpinionSeen opinion={opinion} />}
      {decides && <Act part={part} event={decision} act={t(`application.${decision}`)} kind="primary" />}
      {can['return'] === true && (
        <Act
          part={part}
          event="return"
          act={t('application.return')}
          says={t('application.return-reason')}
          kind="danger"
        />
      )}
      {can['prepare'] === true && opinion === null && <OpinionFields part={part} />}
      {can['ask'] === true && opinion === null && (
        <Act part={part} event="ask" act={t('application.ask')} says={t('application.question')} />
      )}
      {can['answer'] === true && (
        <Act
          part={part}
          event="answer"
          act={t('application.answer')}
          says={t('application.answer-text')}
          kind="primary"
        />
      )}
      {can['take-offer'] === true && (
        <Act part={part} event="take-offer" act={t('application.take-offer')} kind="primary" />
      )}
      {can['send-back'] === true && (
        <Act
          part={part}
          event="send-back"
          act={t('application.send-back')}
          says={t('application.send-back-reason')}
        />
      )}
      <AgainActs part={part} />
      <TalkActs part={part} />
    </div>
  );
}

/** A rejection that is considered again: asking for it, and answering. */
function AgainActs({ part }: { part: ApplicationPartView }) {
  const t = useT();
  const { can } = part;
  return (
    <>
      {can['reconsider'] === true && (
        <Act
          part={part}
          event="reconsider"
          act={t('application.reconsider')}
          lead={t('application.reconsider-lead')}
          says={t('application.reconsider-text')}
        />
      )}
      {can['appeal'] === true && (
        <Act
          part={part}
          event="appeal"
          act={t('application.appeal')}
          says={t('application.reconsider-text')}
        />
      )}
      {can['reopen'] === true && (
        <Act
          part={part}
          event="reopen"
          act={t('application.reopen')}
          says={t('application.reopen-reasons')}
          kind="primary"
        />
      )}
      {can['uphold'] === true && (
        <Act
          part={part}
          event="uphold"
          act={t('application.uphold')}
          says={t('application.uphold-reasons')}
        />
      )}
    </>
  );
}

/** What applicant and handler can say to each other at any time. */
function TalkActs({ part }: { part: ApplicationPartView }) {
  const t = useT();
  const { can } = part;
  return (
    <>
      {can['remind'] === true && (
        <Act part={part} event="remind" act={t('application.remind')} lead={t('application.remind-lead')} />
      )}
      {can['write'] === true && (
        <Act part={part} event="write" act={t('application.write')} says={t('application.write-text')} />
      )}
      {can['reply'] === true && (
        <Act part={part} event="reply" act={t('application.reply')} says={t('application.reply-text')} />
      )}
    </>
  );
}

function OpinionSeen({ opinion }: { opinion: NonNullable<ApplicationPartView['opinion']> }) {
  const t = useT();
  const { by, outcome, terms, reasons, benefit, replicability, unlikePrecedent } = opinion;
  return (
    <div className={css('stack')}>
      <DefinitionList
        facts={[
          { term: t('application.opinion-of', { name: by }), value: t(`application.outcome.${outcome}`) },
          { term: t('application.outcome-benefit'), value: benefit },
          { term: t('application.outcome-replicability'), value: replicability },
          ...(terms
            ? [
                {
                  term: t('application.offered'),
                  value: t('application.fields-count', { count: terms.fields.length }),
                },
                { term: t('application.rows'), value: terms.where ?? t('application.rows-all') },
              ]
            : []),
          ...(unlikePrecedent === '' ? [] : [{ term: t('application.unlike'), value: unlikePrecedent }]),
        ]}
      />
      {reasons.length > 0 && <Reasons reasons={reasons} />}
    </div>
  );
}
