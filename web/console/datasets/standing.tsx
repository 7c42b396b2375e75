import type { STEP_EVENTS } from '../../../rules/datasets/datasets.operations.ts';
import { Button } from '../../design/button.tsx';
import { classesOf } from '../../design/classes.ts';
import { ProvisionLink } from '../../design/facts.tsx';
import { TextArea } from '../../design/field.tsx';
import { useT } from '../../design/language.tsx';
import { Part } from '../page-head.tsx';
import type { DraftData } from './draft-data.ts';
import styles from './datasets.module.css';

const css = classesOf(styles);
const EVENTS = ['suspend', 'resume', 'withdraw'] as const satisfies typeof STEP_EVENTS;
const KIND = { 'make-static': 'primary', suspend: 'danger', resume: 'primary', withdraw: 'danger' } as const;

/** Making static, suspending, resuming, withdrawing: folded away, each with its reason, shown only to who may. */
export function Standing({ found: { dataset, draft } }: { found: DraftData }) {
  const t = useT();
  const able = [
    ...(draft.can['makeStatic'] === true ? (['make-static'] as const) : []),
    ...EVENTS.filter((event) => dataset.can[event] === true),
  ];
  if (able.length === 0) return null;
  return (
    <Part id="standing" title={t('console.standing.title')}>
      <div className={css('steps')}>
        {able.map((event) => (
          <details key={event} className={css('step')}>
            <summary>{t(`console.standing.${event}`)}</summary>
            <form method="post" className={css('step-form')}>
              <p>{t(`console.standing.${event}-text`)}</p>
              <TextArea
                label={t('console.standing.reason')}
                hint={t('console.standing.reason-hint')}
                name="reason"
                rows={3}
                required
                minLength={2}
              />
              <p>
                <Button kind={KIND[event]} name="intent" value={event}>
                  {t(`console.standing.${event}`)}
                </Button>
              </p>
              <ProvisionLink id={event === 'make-static' ? 'xz-10-1' : 'xz-31'} />
            </form>
          </details>
        ))}
      </div>
    </Part>
  );
}
