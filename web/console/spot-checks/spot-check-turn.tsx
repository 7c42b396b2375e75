import type { SpotCheckEvent } from '../../../rules/spot-checks/spot-check.machine.ts';
import { CHECK_ITEMS, type SpotCheckView } from '../../../rules/spot-checks/spot-checks.operations.ts';
import { Button } from '../../design/button.tsx';
import { classesOf } from '../../design/classes.ts';
import { ProvisionLink } from '../../design/facts.tsx';
import { TextArea, TextField } from '../../design/field.tsx';
import { useT } from '../../design/language.tsx';
import { NextStep } from '../../design/workflow.tsx';
import { BigClock } from '../working-clock.tsx';
import styles from '../console.module.css';

const css = classesOf(styles);
type Written = Record<string, string>;

/** The clock, what was found, and a form for what the viewer may do now. */
export function SpotCheckTurn({ check, written }: { check: SpotCheckView; written: Written }) {
  const t = useT();
  const { state, clock, can, findings, rectifyBy } = check;
  const acts = (['answer', 'find', 'rectify', 'pass', 'refer'] as const).some((event) => can[event] === true);
  return (
    <NextStep
      turn={t(acts ? 'spot-check.turn' : 'spot-check.turn-other')}
      title={t(`spot-check.follow.${state}`)}
    >
      {clock.state !== 'done' && <BigClock clock={clock} />}
      {state === 'rectifying' && (
        <>
          <p>
            {t('spot-check.rectify-by')} {rectifyBy}
          </p>
          <ul>
            {findings.map((finding) => (
              <li key={finding}>{finding}</li>
            ))}
          </ul>
        </>
      )}
      {can['answer'] === true && <AnswerForm written={written} />}
      {can['rectify'] === true && <RectifyForm written={written} />}
      <JudgeForm check={check} written={written} />
      <ProvisionLink id="xz-29" />
    </NextStep>
  );
}

function AnswerForm({ written }: { written: Written }) {
  const t = useT();
  const hints = { use: t('spot-check.hint.use'), evidence: t('spot-check.hint.evidence') };
  return (
    <form method="post" className={css('form')}>
      {CHECK_ITEMS.map((item) => (
        <TextArea
          key={item}
          label={t(`spot-check.item.${item}`)}
          hint={item === 'use' || item === 'evidence' ? hints[item] : undefined}
          name={item}
          rows={3}
          defaultValue={written[item] ?? ''}
        />
      ))}
      <p className={css('actions')}>
        <Button kind="primary" name="event" value="answer">
          {t('spot-check.answer-act')}
        </Button>
      </p>
    </form>
  );
}

function RectifyForm({ written }: { written: Written }) {
  const t = useT();
  return (
    <form method="post" className={css('form')}>
      <TextArea
        label={t('spot-check.rectification')}
        name="reasons"
        rows={4}
        defaultValue={written['reasons'] ?? ''}
      />
      <p className={css('actions')}>
        <Button kind="primary" name="event" value="rectify">
          {t('spot-check.event.rectify')}
        </Button>
      </p>
    </form>
  );
}

/** Findings with a day to mend them by; or reasons for passing it, or for reporting misuse. */
function JudgeForm({ check: { can }, written }: { check: SpotCheckView; written: Written }) {
  const t = useT();
  const events = (['pass', 'refer'] as const satisfies SpotCheckEvent[]).filter(
    (event) => can[event] === true,
  );
  return (
    <>
      {can['find'] === true && (
        <form method="post" className={css('form')}>
          <TextArea
            label={t('spot-check.findings')}
            hint={t('spot-check.findings-hint')}
            name="reasons"
            rows={3}
            defaultValue={written['reasons'] ?? ''}
          />
          <TextField
            label={t('spot-check.rectify-by')}
            type="date"
            name="rectifyBy"
            defaultValue={written['rectifyBy'] ?? ''}
          />
          <p className={css('actions')}>
            <Button name="event" value="find">
              {t('spot-check.event.find')}
            </Button>
          </p>
        </form>
      )}
      {events.length > 0 && (
        <form method="post" className={css('form')}>
          <TextArea
            label={t('spot-check.reasons')}
            name="reasons"
            rows={2}
            defaultValue={written['reasons'] ?? ''}
          />
          <p className={css('actions')}>
            {events.map((event) => (
              <Button key={event} kind={event === 'pass' ? 'primary' : 'danger'} name="event" value={event}>
                {t(`spot-check.event.${event}`)}
              </Button>
            ))}
          </p>
        </form>
      )}
    </>
  );
}
