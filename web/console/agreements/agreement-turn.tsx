import { Link } from 'react-router';
import type { AgreementState } from '../../../rules/agreements/agreement-state.ts';
import type { AgreementView } from '../../../rules/agreements/agreements.operations.ts';
import { Button } from '../../design/button.tsx';
import { classesOf } from '../../design/classes.ts';
import { DefinitionList, ProvisionLink, Time } from '../../design/facts.tsx';
import { TextField } from '../../design/field.tsx';
import { useT } from '../../design/language.tsx';
import { NextStep, StageBar, type Stage } from '../../design/workflow.tsx';
import { SealField } from '../certificates/seal-field.tsx';
import styles from '../console.module.css';
import ownStyles from './agreement.module.css';

const css = classesOf(styles);
const own = classesOf(ownStyles);

/** Where it stands, whose turn it is, and the way to sign or to examine. */
export function AgreementTurn({ agreement }: { agreement: AgreementView }) {
  const t = useT();
  const { state, can, reasons, endedAt } = agreement;
  const answers = can['accept-changes'] === true;
  const signs = can['sign-as-user'] === true || can['sign-as-publisher'] === true;
  const examines = can['pass'] === true;
  const turn = endedAt
    ? 'agreement.turn-none'
    : signs || examines || answers
      ? 'agreement.turn'
      : 'agreement.turn-other';
  return (
    <>
      <div className={own('stages')}>
        <StageBar stages={useStages(agreement)} label={t('agreement.state')} />
      </div>
      <NextStep
        turn={t(state === 'in-force' ? 'agreement.state.in-force' : turn)}
        title={t(`agreement.next.${state}`)}
      >
        {reasons.length > 0 && (
          <>
            <p>{t('agreement.reasons')}</p>
            <ul>
              {reasons.map((reason) => (
                <li key={reason}>{reason}</li>
              ))}
            </ul>
          </>
        )}
        <DefinitionList facts={useFacts(agreement)} row />
        {signs && <Sign agreement={agreement} />}
        {examines && (
          <form method="post" className={css('actions')}>
            <Button kind="primary" name="event" value="pass">
              {t('agreement.pass')}
            </Button>
          </form>
        )}
        <ProvisionLink id={state === 'examining' || state === 'returned' ? 'cq-3' : 'xz-20'} />
      </NextStep>
    </>
  );
}

function useFacts({ scenario, from, until, applicationCode, inForceAt, filing, ...rest }: AgreementView) {
  const t = useT();
  return [
    { term: t('agreement.scenario'), value: scenario },
    { term: t('agreement.term'), value: t('agreement.from-until', { from, until }) },
    { term: t('agreement.application'), value: applicationCode },
    ...(inForceAt
      ? [{ term: t('agreement.verify.in-force-at'), value: <Time at={inForceAt} show="date-time" /> }]
      : []),
    ...(filing ? [{ term: t('agreement.filed'), value: filing.code }] : []),
    ...(['replaces', 'replacedBy'] as const).flatMap((way) => {
      const other = rest[way];
      const term = t(way === 'replaces' ? 'agreement.replaces' : 'agreement.replaced-by');
      return other ? [{ term, value: <Link to={`/console/agreements/${other.id}`}>{other.code}</Link> }] : [];
    }),
  ];
}

function Sign({ agreement }: { agreement: AgreementView }) {
  const { proof, odrlDigest, sealWith } = agreement;
  const t = useT();
  return (
    <form method="post" className={css('form')}>
      <p className={css('prose')}>{t('agreement.sign-text')}</p>
      <input type="hidden" name="odrlDigest" value={odrlDigest} />
      {proof === 'code' && (
        <TextField
          label={t('agreement.sign-code')}
          name="code"
          inputMode="numeric"
          autoComplete="one-time-code"
          required
        />
      )}
      {proof === 'password' && (
        <TextField
          label={t('agreement.sign-password')}
          name="password"
          type="password"
          autoComplete="current-password"
          required
        />
      )}
      {proof === 'sign-on' && <p>{t('agreement.sign-on')}</p>}
      {sealWith !== null && <SealField agreement={agreement} sealWith={sealWith} />}
      <p>
        <Button kind="primary">{t('agreement.sign')}</Button>
      </p>
    </form>
  );
}

const WAY = ['offered', 'user-signed', 'examining', 'in-force'] as const satisfies readonly AgreementState[];

/** The way to its end; one that was stopped shows where it stopped. */
function useStages({ state, signatures, inForceAt, offeredAt, endedAt }: AgreementView): Stage[] {
  const t = useT();
  const examined = state === 'examining' || state === 'returned' || signatures.some(isAuthority);
  const way = WAY.filter((each) => each !== 'examining' || examined);
  const passed = inForceAt ? way.length : way[signatures.length] === undefined ? 0 : signatures.length;
  const isOver = endedAt !== null;
  const stages = way.map((each, place): Stage => {
    const isLast = place === passed || (inForceAt !== null && place === way.length - 1);
    const now = isOver ? 'stopped' : 'now';
    return {
      key: each,
      name: t(`agreement.stage.${each}`),
      state: isLast ? (isOver && inForceAt !== null ? 'done' : now) : place < passed ? 'done' : 'ahead',
      ...(place === 0 && { note: offeredAt.slice(0, 10) }),
    };
  });
  const end = isOver ? state : 'expired';
  return [...stages, { key: 'end', name: t(`agreement.state.${end}`), state: isOver ? 'now' : 'ahead' }];
}

const isAuthority = ({ party }: AgreementView['signatures'][number]): boolean => party === 'authority';
