import type { ApplicationView } from '../../../rules/applications/applications.operations.ts';
import { Button } from '../../design/button.tsx';
import { classesOf } from '../../design/classes.ts';
import { ProvisionLink } from '../../design/facts.tsx';
import { TextArea } from '../../design/field.tsx';
import { useT } from '../../design/language.tsx';
import { NextStep } from '../../design/workflow.tsx';
import console from '../console.module.css';
import { useFindingWords } from '../../app/finding-words.ts';
import { Findings } from '../finding-words.tsx';
import { BigClock } from '../working-clock.tsx';

const css = classesOf(console);
const OVER: readonly string[] = ['approved', 'partly-approved', 'rejected', 'withdrawn'];

/** Who must act, by when, and what comes next; the acts on the whole application. */
export function ApplicationTurn({ application }: { application: ApplicationView }) {
  const t = useT();
  const { state, can, parts, findings, intakeClock, answerClock } = application;
  const isWritten = can['save'] === true;
  const mine =
    isWritten ||
    can['accept'] === true ||
    parts.some(({ can: acts }) =>
      ['answer', 'take-offer', 'prepare', 'approve', 'return', 'uphold'].some((act) => acts[act]),
    );
  const turn = OVER.includes(state) ? 'over' : mine ? 'you' : 'other';
  const clock = intakeClock ?? (state === 'draft' ? null : answerClock);
  return (
    <NextStep turn={t(`application.turn-${turn}`)} title={t(`application.next.${state}`)}>
      {clock && clock.state !== 'done' && <BigClock clock={clock} />}
      {isWritten && findings.length > 0 && (
        <>
          <p>{t('application.missing')}</p>
          <Findings findings={findings} />
        </>
      )}
      {isWritten && findings.length === 0 && <p>{t('application.missing-none')}</p>}
      {can['accept'] === true && <Intake application={application} />}
      {can['withdraw'] === true && (
        <form method="post">
          <Button kind="plain" name="event" value="withdraw">
            {t('application.withdraw')}
          </Button>
        </form>
      )}
      <ProvisionLink id={isWritten ? 'xz-18' : 'xz-19'} />
    </NextStep>
  );
}

/** Every required document beside what was sent, and what a machine still finds; then yes, or no with all that is missing. */
function Intake({ application: { parts, materials, findings } }: { application: ApplicationView }) {
  const t = useT();
  const words = useFindingWords();
  const required = [...new Set(parts.flatMap((part) => part.materials))];
  return (
    <>
      <p>{t('application.checklist')}</p>
      <ul>
        {required.map((kind) => {
          const sent = materials.filter((material) => material.kind.trim() === kind.trim());
          return (
            <li key={kind}>
              {kind}{' '}
              {sent.map(({ id, fileName }) => (
                <a key={id} href={`/api/v1/application-materials/${id}`}>
                  {fileName}
                </a>
              ))}
            </li>
          );
        })}
      </ul>
      {findings.length > 0 && <Findings findings={findings} />}
      <form method="post">
        <Button kind="primary" name="event" value="accept">
          {t('application.accept')}
        </Button>
      </form>
      <form method="post" className={css('form')}>
        <TextArea
          label={t('application.decline-reasons')}
          hint={t('application.decline-hint')}
          name="reasons"
          rows={4}
          defaultValue={findings
            .filter(({ blocks }) => blocks)
            .map(words)
            .join('\n')}
          required
        />
        <p>
          <Button kind="danger" name="event" value="decline">
            {t('application.decline')}
          </Button>
        </p>
      </form>
    </>
  );
}
