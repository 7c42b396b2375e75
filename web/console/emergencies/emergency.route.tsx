import {
  data,
  Link,
  redirect,
  useActionData,
  useLoaderData,
  useSearchParams,
  type ActionFunctionArgs,
  type LoaderFunctionArgs,
} from 'react-router';
import {
  EMERGENCY_STEPS,
  getEmergency,
  stepEmergency,
  type EmergencyView,
} from '../../../rules/emergencies/emergencies.operations.ts';
import type { HistoryItem } from '../../../rules/events/event.schema.ts';
import { load } from '../../app/load.ts';
import { pageOf } from '../../app/page-context.ts';
import { attempt, type ProblemView } from '../../app/problem-view.ts';
import { Button } from '../../design/button.tsx';
import { classesOf } from '../../design/classes.ts';
import { DefinitionList, ProvisionLink, Time, type Fact } from '../../design/facts.tsx';
import { TextArea } from '../../design/field.tsx';
import { useFormat, useT } from '../../design/language.tsx';
import { NextStep } from '../../design/workflow.tsx';
import styles from '../console.module.css';
import { History } from '../datasets/history.tsx';
import { DoneNote } from '../done-note.tsx';
import { choiceOf, linesOf } from '../form-data.ts';
import { PageHead, Part } from '../page-head.tsx';
import { ProblemNote } from '../problem-note.tsx';
import { BigClock } from '../working-clock.tsx';

const css = classesOf(styles);
const PATH = '/console/emergencies';

interface EmergencyData {
  emergency: EmergencyView;
  history: HistoryItem[];
}

export const loader = ({ context, params }: LoaderFunctionArgs): Promise<EmergencyData> =>
  load(context, getEmergency, { id: params['id'] ?? '' });

export async function action({ context, params, request }: ActionFunctionArgs) {
  const id = params['id'] ?? '';
  const form = await request.formData();
  const event = choiceOf(form, 'event', EMERGENCY_STEPS) ?? 'confirm';
  const reasons = linesOf(form, 'reasons');
  const done = await attempt(pageOf(context).port.call(stepEmergency, { id, event, reasons }));
  if (done.ok) return redirect(`${PATH}/${id}?done=emergency-${event}`, 303);
  return data({ problem: done.problem }, { status: done.problem.status });
}

/** One opening: whose turn it is, what is open to whom for how long, what came of it. */
export default function Emergency() {
  const { emergency, history } = useLoaderData<EmergencyData>();
  const refused = useActionData<{ problem: ProblemView }>();
  const [search] = useSearchParams();
  const t = useT();
  const { title, code, state, isOpen, reason } = emergency;
  return (
    <>
      <PageHead
        title={title}
        crumbs={[{ name: t('console.place.emergencies'), to: PATH }, { name: code }]}
        meta={t(isOpen ? 'emergency.now' : `emergency.state.${state}`)}
      />
      {!refused && <DoneNote done={search.get('done')} />}
      {refused && <ProblemNote problem={refused.problem} />}
      <Turn emergency={emergency} />
      <Part id="reason" title={t('emergency.reason')}>
        <p className={css('prose')}>{reason}</p>
        <DefinitionList facts={useFacts(emergency)} />
      </Part>
      <Part id="data" title={t('emergency.data')}>
        <ul>
          {emergency.datasets.map((dataset) => (
            <li key={dataset.code}>
              <Link to={`/datasets/${dataset.code}`}>{dataset.name}</Link> <code>{dataset.code}</code>
            </li>
          ))}
        </ul>
      </Part>
      <History items={history} />
    </>
  );
}

function Turn({ emergency: { can, state, clock } }: { emergency: EmergencyView }) {
  const t = useT();
  const steps = EMERGENCY_STEPS.filter((event) => can[event] === true);
  const asksWords = steps.some((event) => event !== 'confirm');
  return (
    <NextStep
      turn={t(steps.length > 0 ? 'emergency.turn' : 'emergency.turn-other')}
      title={t(`emergency.next.${state}`)}
    >
      {clock && clock.state !== 'done' && <BigClock clock={clock} />}
      {steps.length > 0 && (
        <form method="post" className={css('form')}>
          {asksWords && (
            <TextArea
              label={t('emergency.said')}
              hint={t('emergency.said-hint')}
              name="reasons"
              rows={3}
              maxLength={4000}
            />
          )}
          <p className={css('actions')}>
            {steps.map((event, place) => (
              <Button key={event} kind={place === 0 ? 'primary' : 'danger'} name="event" value={event}>
                {t(`emergency.event.${event}`)}
              </Button>
            ))}
          </p>
        </form>
      )}
      <ProvisionLink id="cq-main-4" />
    </NextStep>
  );
}

function useFacts(emergency: EmergencyView): Fact[] {
  const t = useT();
  const format = useFormat();
  const { from, until, forEveryone, users, declaredBy, declaredAt, confirmedBy, confirmedAt } = emergency;
  const { endedAt, reasons, review, reviewedBy } = emergency;
  const when = (at: string) => <Time at={at} show="date-time" />;
  return [
    {
      term: t('emergency.term'),
      value: (
        <>
          {when(from)} – {when(until)}
        </>
      ),
    },
    {
      term: t('emergency.for'),
      value: forEveryone
        ? t('emergency.for-all')
        : format.list(users.map(({ name, userName }) => `${name} ${userName}`)),
    },
    {
      term: t('emergency.declared-by'),
      value: (
        <>
          {declaredBy} {when(declaredAt)}
        </>
      ),
    },
    ...(confirmedAt
      ? [
          {
            term: t('emergency.confirmed-by'),
            value: (
              <>
                {confirmedBy} {when(confirmedAt)}
              </>
            ),
          },
        ]
      : []),
    ...(endedAt ? [{ term: t('emergency.ended-at'), value: when(endedAt) }] : []),
    ...(reasons.length > 0 ? [{ term: t('emergency.reasons'), value: format.list(reasons) }] : []),
    ...(review ? [{ term: t('emergency.review'), value: review }] : []),
    ...(reviewedBy ? [{ term: t('emergency.reviewed-by'), value: reviewedBy }] : []),
  ];
}
