import {
  data,
  redirect,
  useActionData,
  useLoaderData,
  useSearchParams,
  type ActionFunctionArgs,
  type LoaderFunctionArgs,
} from 'react-router';
import {
  answerSpotCheck,
  CHECK_ITEMS,
  getSpotCheck,
  getSpotCheckDraw,
  JUDGEMENTS,
  stepSpotCheck,
  type CheckAnswers,
  type SpotCheckDraw,
  type SpotCheckView,
} from '../../../rules/spot-checks/spot-checks.operations.ts';
import { load } from '../../app/load.ts';
import { pageOf } from '../../app/page-context.ts';
import { attempt, type ProblemView } from '../../app/problem-view.ts';
import { DefinitionList, Time, type Fact } from '../../design/facts.tsx';
import { useT } from '../../design/language.tsx';
import { History } from '../datasets/history.tsx';
import { DoneNote } from '../done-note.tsx';
import { choiceOf, linesOf, textOf } from '../form-data.ts';
import { PageHead, Part } from '../page-head.tsx';
import { ProblemNote } from '../problem-note.tsx';
import { MeasuredFacts } from '../use-reports/measured-facts.tsx';
import { SpotCheckTurn } from './spot-check-turn.tsx';

const PATH = '/console/spot-checks';

interface CheckData {
  check: SpotCheckView;
  /** For those who draw. */
  draw: SpotCheckDraw | null;
}

export async function loader({ context, params }: LoaderFunctionArgs): Promise<CheckData> {
  const check = await load(context, getSpotCheck, { id: params['id'] ?? '' });
  const { drawId } = check;
  if (drawId === null) return { check, draw: null };
  // A draw over the whole city is not for a publisher.
  const drawn = await attempt(pageOf(context).port.call(getSpotCheckDraw, { id: drawId }));
  return { check, draw: drawn.ok ? drawn.value : null };
}

const answersFrom = (form: FormData): CheckAnswers => ({
  ...{ scenario: textOf(form, 'scenario'), use: textOf(form, 'use'), benefits: textOf(form, 'benefits') },
  ...{ safeguards: textOf(form, 'safeguards'), processing: textOf(form, 'processing') },
  ...{ intermediate: textOf(form, 'intermediate'), evidence: textOf(form, 'evidence') },
});

export async function action({ context, params, request }: ActionFunctionArgs) {
  const id = params['id'] ?? '';
  const form = await request.formData();
  const { port } = pageOf(context);
  const event = choiceOf(form, 'event', JUDGEMENTS);
  const rectifyBy = textOf(form, 'rectifyBy');
  const done = await attempt(
    event === null
      ? port.call(answerSpotCheck, { id, ...answersFrom(form) })
      : port.call(stepSpotCheck, {
          ...{ id, event, reasons: linesOf(form, 'reasons') },
          ...(rectifyBy !== '' && { rectifyBy }),
        }),
  );
  if (done.ok) return redirect(`${PATH}/${id}?done=spot-check-${event ?? 'answer'}`, 303);
  const refused: Refused = { problem: done.problem, written: textsOf(form) };
  return data(refused, { status: done.problem.status });
}

const textsOf = (form: FormData): Record<string, string> =>
  Object.fromEntries([...form.keys()].map((name) => [name, textOf(form, name)]));

interface Refused {
  problem: ProblemView;
  written: Record<string, string>;
}

/** One spot check: whose turn it is, what was measured, the checklist as it was answered, how it was chosen. */
export default function SpotCheck() {
  const { check, draw } = useLoaderData<CheckData>();
  const refused = useActionData<Refused>();
  const [search] = useSearchParams();
  const t = useT();
  const { code, dataset, holder, state, measured, answers, history } = check;
  const facts = useFacts(check, draw);
  return (
    <>
      <PageHead
        title={dataset.name}
        tab={code}
        crumbs={[{ name: t('console.place.spot-checks'), to: PATH }, { name: code }]}
        meta={`${t(`spot-check.state.${state}`)} · ${holder}`}
      />
      {!refused && <DoneNote done={search.get('done')} />}
      {refused && <ProblemNote problem={refused.problem} />}
      <SpotCheckTurn check={check} written={refused?.written ?? {}} />
      <Part title={t('spot-check.measured')}>
        <MeasuredFacts measured={measured.use} />
      </Part>
      {answers && (
        <Part title={t('spot-check.checklist')}>
          <DefinitionList
            facts={CHECK_ITEMS.map((item) => ({
              term: t(`spot-check.item.${item}`),
              value: answers[item],
            }))}
          />
        </Part>
      )}
      <Part title={t('spot-check.code')}>
        <DefinitionList facts={facts} />
      </Part>
      <History items={history} />
    </>
  );
}

function useFacts(check: SpotCheckView, draw: SpotCheckDraw | null): Fact[] {
  const t = useT();
  const { code, reason, publisher, openedRole, openedAt, measured, drawId } = check;
  const { findings, rectifyBy, rectification, reasons } = check;
  const texts: [term: string, value: string | null][] = [
    [t('spot-check.code'), code],
    [t('spot-check.reason'), reason],
    [t('spot-check.opened-by'), t(`role.${openedRole}`)],
    [t('spot-check.publisher'), publisher.name],
    [t('spot-check.late-reports'), String(measured.lateReports)],
    [t('spot-check.risk'), measured.isFastTrack ? t('spot-check.fast-track') : null],
    [t('spot-check.way'), drawId === null ? null : t('spot-check.way.drawn')],
    [
      t('spot-check.seed'),
      draw && t('spot-check.seed-of', { seed: draw.seed, count: draw.candidates.length }),
    ],
    [t('spot-check.findings'), findings.join('\n')],
    [t('spot-check.rectify-by'), rectifyBy],
    [t('spot-check.rectification'), rectification],
    [t('spot-check.reasons'), reasons.join('\n')],
  ];
  return [
    ...texts.flatMap(([term, value]) => (value ? [{ term, value }] : [])),
    { term: t('spot-check.opened-at'), value: <Time at={openedAt} /> },
  ];
}
