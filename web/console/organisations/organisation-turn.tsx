import type { OrganisationView } from '../../../rules/organisations/organisations.operations.ts';
import { REGISTRATION_PARTS } from '../../../rules/organisations/registration.ts';
import { Button } from '../../design/button.tsx';
import { classesOf } from '../../design/classes.ts';
import { ProvisionLink } from '../../design/facts.tsx';
import { TextField } from '../../design/field.tsx';
import { useT } from '../../design/language.tsx';
import { NextStep } from '../../design/workflow.tsx';
import styles from '../console.module.css';
import own from './organisations.module.css';
import { BigClock } from '../working-clock.tsx';

const css = classesOf({ ...styles, ...own });

function useTitle({ state, can }: OrganisationView): { turn: string; title: string } {
  const t = useT();
  if (can['accept'] === true) return { turn: t('organisation.turn'), title: t('organisation.next.decide') };
  const turns = {
    draft: t('organisation.turn'),
    returned: t('organisation.turn'),
    submitted: t('organisation.turn-other'),
    accepted: t('organisation.turn-done'),
    withdrawn: t('organisation.turn-withdrawn'),
  };
  return { turn: turns[state], title: t(`organisation.next.${state}`) };
}

/** Whose turn it is, what is missing, and the acts that the viewer may take. */
export function OrganisationTurn({ organisation }: { organisation: OrganisationView }) {
  const t = useT();
  const { state, can, clock, reasons, lacks } = organisation;
  return (
    <NextStep {...useTitle(organisation)}>
      {clock && state === 'submitted' && <BigClock clock={clock} />}
      {state === 'submitted' && can['accept'] !== true && <p>{t('organisation.wait-text')}</p>}
      {state === 'returned' && (
        <>
          <p>{t('organisation.returned-because')}</p>
          <ul>
            {reasons.map(({ part, text }) => (
              <li key={part}>
                <b>{t(`organisation.part.${part}`)}</b> {text}
              </li>
            ))}
          </ul>
        </>
      )}
      {can['submit'] === true && lacks.length > 0 && (
        <>
          <p>{t('organisation.missing')}</p>
          <ul>
            {lacks.map((lack) => (
              <li key={lack}>{t(`organisation.lack.${lack}`)}</li>
            ))}
          </ul>
        </>
      )}
      {(can['submit'] === true || can['withdraw'] === true) && (
        <form method="post" className={css('actions')}>
          {can['submit'] === true && (
            <Button kind="primary" name="act" value="submit">
              {t('organisation.submit')}
            </Button>
          )}
          {can['withdraw'] === true && (
            <Button name="act" value="withdraw">
              {t('organisation.withdraw')}
            </Button>
          )}
        </form>
      )}
      {can['accept'] === true && <Decide />}
      <ProvisionLink id="guide2020-2" />
    </NextStep>
  );
}

/** Accept, or go through the parts and say of each what to add. */
function Decide() {
  const t = useT();
  return (
    <form method="post" className={css('stack')}>
      <p>
        <Button kind="primary" name="act" value="accept">
          {t('organisation.accept')}
        </Button>
      </p>
      <h3>{t('organisation.return-title')}</h3>
      <p className={css('quiet')}>{t('organisation.return-hint')}</p>
      <div className={css('parts')}>
        {REGISTRATION_PARTS.map((part) => (
          <TextField
            key={part}
            label={t(`organisation.part.${part}`)}
            name={`return.${part}`}
            maxLength={1000}
          />
        ))}
      </div>
      <p>
        <Button kind="danger" name="act" value="return">
          {t('organisation.return')}
        </Button>
      </p>
    </form>
  );
}
