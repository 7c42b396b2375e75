import type { ReactNode } from 'react';
import { GROUNDS } from '../../../rules/misconduct/ground.ts';
import type { MISCONDUCT_STEPS, MisconductView } from '../../../rules/misconduct/misconduct.operations.ts';
import { Button } from '../../design/button.tsx';
import { classesOf } from '../../design/classes.ts';
import { ProvisionLink } from '../../design/facts.tsx';
import { Select, TextArea, TextField } from '../../design/field.tsx';
import { useT } from '../../design/language.tsx';
import { NextStep } from '../../design/workflow.tsx';
import styles from '../console.module.css';
import { BigClock } from '../working-clock.tsx';

const css = classesOf(styles);

type Step = (typeof MISCONDUCT_STEPS)[number];
interface Act {
  title: string;
  /** The buttons; the first that can be taken is the primary one. */
  steps: readonly Step[];
  fields: ReactNode;
}

/** The clock, and a form for each act that the viewer may take now. */
export function MisconductTurn({
  record,
  written,
}: {
  record: MisconductView;
  written: Record<string, string>;
}) {
  const t = useT();
  const { clock, can, state } = record;
  const acts = useActs(written).filter(({ steps }) => steps.some((step) => can[step] === true));
  const turn = t(acts.length > 0 ? 'misconduct.turn' : 'misconduct.turn-other');
  return (
    <NextStep turn={turn} title={t(`misconduct.follow.${state}`)}>
      {clock && clock.state !== 'done' && <BigClock clock={clock} />}
      {acts.map(({ title, steps, fields }) => (
        <form key={title} method="post" className={css('form')}>
          <h3>{title}</h3>
          {fields}
          <p className={css('actions')}>
            {steps
              .filter((step) => can[step] === true)
              .map((step, place) => (
                <Button
                  key={step}
                  {...(place === 0 && { kind: 'primary' as const })}
                  name="event"
                  value={step}
                >
                  {t(`misconduct.event.${step}`)}
                </Button>
              ))}
          </p>
        </form>
      ))}
      <ProvisionLink id="xz-32" />
    </NextStep>
  );
}

function useActs(written: Record<string, string>): Act[] {
  const t = useT();
  const reasons = (
    <TextArea label={t('misconduct.reasons')} name="reasons" defaultValue={written['reasons'] ?? ''} />
  );
  return [
    { title: t('misconduct.form.examine'), steps: ['examine'], fields: null },
    { title: t('misconduct.form.comment'), steps: ['comment'], fields: reasons },
    {
      title: t('misconduct.form.decide'),
      steps: ['record', 'dismiss'],
      fields: (
        <>
          <RecordFields written={written} />
          {reasons}
        </>
      ),
    },
    {
      title: t('misconduct.form.measure'),
      steps: ['restrict', 'close'],
      fields: (
        <>
          <TextField
            label={t('misconduct.until')}
            hint={t('misconduct.until-hint')}
            optional
            type="date"
            name="until"
            defaultValue={written['until'] ?? ''}
          />
          {reasons}
        </>
      ),
    },
    {
      title: t('misconduct.form.publish'),
      steps: ['publish'],
      fields: (
        <>
          <TextArea
            label={t('misconduct.notice')}
            hint={t('misconduct.notice-hint')}
            name="notice"
            defaultValue={written['notice'] ?? ''}
          />
          {reasons}
        </>
      ),
    },
    { title: t('misconduct.form.appeal'), steps: ['appeal'], fields: reasons },
    { title: t('misconduct.form.appeal-decision'), steps: ['lift', 'uphold'], fields: reasons },
  ];
}

function RecordFields({ written }: { written: Record<string, string> }) {
  const t = useT();
  return (
    <>
      <TextField
        label={t('misconduct.subject')}
        hint={t('misconduct.subject-hint')}
        name="subject"
        defaultValue={written['subject'] ?? ''}
        maxLength={100}
        spellCheck={false}
      />
      <Select
        label={t('misconduct.ground')}
        name="ground"
        defaultValue={written['ground'] ?? ''}
        none={t('misconduct.ground-none')}
        options={GROUNDS.map((value) => ({ value, label: t(`misconduct.ground.${value}`) }))}
      />
      <TextField
        label={t('misconduct.article')}
        hint={t('misconduct.article-hint')}
        optional
        name="article"
        defaultValue={written['article'] ?? ''}
        maxLength={200}
      />
    </>
  );
}
