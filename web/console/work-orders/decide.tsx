import { useState } from 'react';
import { RETURN_GROUNDS, type ReturnReason } from '../../../rules/work-orders/work-order.schema.ts';
import type { WorkOrderView } from '../../../rules/work-orders/work-orders.operations.ts';
import { usePage } from '../../app/page.tsx';
import { Button } from '../../design/button.tsx';
import { classesOf } from '../../design/classes.ts';
import { ProvisionLink } from '../../design/facts.tsx';
import { Select, TextArea } from '../../design/field.tsx';
import { useT } from '../../design/language.tsx';
import { Part } from '../page-head.tsx';
import { useScripts } from '../use-scripts.ts';
import { groundControl, REASON_ROWS, textControl } from './reasons.ts';
import styles from './work-orders.module.css';

const css = classesOf(styles);

interface DecideProps {
  order: WorkOrderView;
  /** Reasons of a decision that was refused: they stay. */
  written: readonly ReturnReason[];
}

/** The acts that the viewer may take, and for a return all reasons at once. */
export function Decide({ order, written }: DecideProps) {
  const t = useT();
  const { viewer } = usePage();
  const { can, state, preparedBy } = order;
  const back = can['return'] === true ? 'return' : can['send-back'] === true ? 'send-back' : null;
  const on = can['accept'] === true ? 'accept' : can['submit'] === true ? 'submit' : null;
  const open = state === 'prepared' || state === 'submitted';
  const unreviewed = state === 'prepared' && !order.secrecyPassed;
  if (open && back === null && on === null && preparedBy === viewer?.name) return <OwnOrder order={order} />;
  if (back === null && on === null) return can['cancel'] === true ? <OwnOrder order={order} /> : null;
  return (
    <Part id="decide" title={t('console.decide.title')}>
      <form method="post" className={css('decide')}>
        {on && <Accept event={on} />}
        {!on && (
          <p className={css('quiet')}>
            {unreviewed ? (
              <a href="#review">{t('console.decide.review-first')}</a>
            ) : (
              t('console.decide.cannot-accept')
            )}
          </p>
        )}
        {back && <GiveBack event={back} written={written} />}
      </form>
      {can['cancel'] === true && <OwnOrder order={order} />}
    </Part>
  );
}

function Accept({ event }: { event: 'accept' | 'submit' }) {
  const t = useT();
  return (
    <div className={css('accept')}>
      <p>{t(`console.decide.${event}-text`)}</p>
      <p>
        <Button kind="primary" name="event" value={event}>
          {t(`console.decide.${event}`)}
        </Button>
      </p>
    </div>
  );
}

function GiveBack({ event, written }: { event: 'return' | 'send-back' } & Pick<DecideProps, 'written'>) {
  const t = useT();
  const scripts = useScripts();
  const [added, setAdded] = useState(Math.max(1, written.length));
  const rows = scripts ? added : Math.max(REASON_ROWS, written.length);
  return (
    <fieldset className={css('give-back')}>
      <legend>{t(`console.decide.${event}-title`)}</legend>
      <p className={css('quiet')}>{t('console.decide.all-at-once')}</p>
      {Array.from({ length: rows }, (_, place) => (
        <ReasonRow key={place} place={place} reason={written[place]} />
      ))}
      {scripts && (
        <p className={css('rows-acts')}>
          <Button type="button" small icon="plus" onClick={() => setAdded(added + 1)}>
            {t('console.decide.add')}
          </Button>
          {added > 1 && (
            <Button type="button" small kind="plain" onClick={() => setAdded(added - 1)}>
              {t('console.decide.remove')}
            </Button>
          )}
        </p>
      )}
      <p>
        <Button kind="danger" name="event" value={event}>
          {t(`console.decide.${event}`)}
        </Button>
      </p>
      <ProvisionLink id="xz-11" />
    </fieldset>
  );
}

function ReasonRow({ place, reason }: { place: number; reason: ReturnReason | undefined }) {
  const t = useT();
  return (
    <div
      className={css('reason-row')}
      role="group"
      aria-label={t('console.decide.reason', { number: place + 1 })}
    >
      <Select
        label={t('console.decide.ground')}
        name={groundControl(place)}
        defaultValue={reason?.ground ?? 'incomplete'}
        options={RETURN_GROUNDS.map((value) => ({ value, label: t(`returnGround.${value}`) }))}
      />
      <TextArea
        label={t('console.decide.text')}
        name={textControl(place)}
        defaultValue={reason?.text}
        rows={2}
        maxLength={2000}
      />
    </div>
  );
}

/** What the one who prepared it can do: nothing but take it back, and why. */
function OwnOrder({ order: { can } }: { order: WorkOrderView }) {
  const t = useT();
  return (
    <Part title={t('console.decide.own')}>
      <p className={css('quiet')}>{t('console.decide.four-eyes')}</p>
      {can['cancel'] === true && (
        <form method="post" className={css('decide')}>
          <p>
            <Button kind="danger" name="event" value="cancel">
              {t('console.decide.cancel')}
            </Button>
          </p>
          <p className={css('quiet')}>{t('console.decide.cancel-text')}</p>
        </form>
      )}
    </Part>
  );
}
