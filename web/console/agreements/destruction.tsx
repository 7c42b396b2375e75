import type { AgreementView } from '../../../rules/agreements/agreements.operations.ts';
import { Button } from '../../design/button.tsx';
import { classesOf } from '../../design/classes.ts';
import { DefinitionList, ProvisionLink, Time } from '../../design/facts.tsx';
import { TextArea, TextField } from '../../design/field.tsx';
import { useT } from '../../design/language.tsx';
import styles from '../console.module.css';
import { Part } from '../page-head.tsx';
import { BigClock } from '../working-clock.tsx';

const css = classesOf(styles);

/** After the end: how the data was destroyed, or the clock and the form to say so. */
export function DestructionPart({ agreement }: { agreement: AgreementView }) {
  const t = useT();
  const { destruction, destructionClock, can } = agreement;
  if (!destructionClock) return null;
  return (
    <Part id="destruction" title={t('agreement.destruction')}>
      {destruction ? (
        <DefinitionList
          facts={[
            { term: t('agreement.destruction.on'), value: destruction.destroyedOn },
            { term: t('agreement.destruction.how'), value: destruction.how },
            {
              term: t('agreement.destruction.remains'),
              value: destruction.remains || t('agreement.destruction.none'),
            },
            {
              term: t('agreement.destruction.stated-at'),
              value: <Time at={destruction.statedAt} show="date-time" />,
            },
          ]}
        />
      ) : (
        <>
          <p className={css('prose')}>{t('agreement.destruction.lead')}</p>
          <BigClock clock={destructionClock} />
          {can['state-destruction'] === true ? <Form /> : <p>{t('agreement.destruction.waiting')}</p>}
        </>
      )}
      <ProvisionLink id="xz-20" />
    </Part>
  );
}

function Form() {
  const t = useT();
  return (
    <form method="post" className={css('form')}>
      <TextField label={t('agreement.destruction.on')} name="destroyedOn" type="date" required />
      <TextArea
        label={t('agreement.destruction.how')}
        hint={t('agreement.destruction.how-hint')}
        name="how"
        rows={3}
        minLength={2}
        maxLength={2000}
        required
      />
      <TextArea
        label={t('agreement.destruction.remains')}
        hint={t('agreement.destruction.remains-hint')}
        name="remains"
        rows={2}
        maxLength={2000}
        optional
      />
      <p>
        <Button kind="primary" name="act" value="destruction">
          {t('agreement.destruction.state')}
        </Button>
      </p>
    </form>
  );
}
