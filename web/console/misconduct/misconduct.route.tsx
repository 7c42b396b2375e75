import {
  data,
  redirect,
  useActionData,
  useLoaderData,
  useSearchParams,
  type ActionFunctionArgs,
  type LoaderFunctionArgs,
} from 'react-router';
import { GROUNDS } from '../../../rules/misconduct/ground.ts';
import {
  getMisconduct,
  MISCONDUCT_STEPS,
  stepMisconduct,
  type MisconductView,
} from '../../../rules/misconduct/misconduct.operations.ts';
import { load } from '../../app/load.ts';
import { pageOf } from '../../app/page-context.ts';
import { attempt, type ProblemView } from '../../app/problem-view.ts';
import { DefinitionList, Time, type Fact } from '../../design/facts.tsx';
import { useFormat, useT } from '../../design/language.tsx';
import { History } from '../datasets/history.tsx';
import { DoneNote } from '../done-note.tsx';
import { choiceOf, linesOf, rawTextOf, textOf } from '../form-data.ts';
import { PageHead, Part } from '../page-head.tsx';
import { ProblemNote } from '../problem-note.tsx';
import { measureWords } from './measure-words.ts';
import { MisconductTurn } from './misconduct-turn.tsx';

const PATH = '/console/misconduct';

export const loader = ({ context, params }: LoaderFunctionArgs): Promise<MisconductView> =>
  load(context, getMisconduct, { id: params['id'] ?? '' });

export async function action({ context, params, request }: ActionFunctionArgs) {
  const id = params['id'] ?? '';
  const form = await request.formData();
  const event = choiceOf(form, 'event', MISCONDUCT_STEPS) ?? 'examine';
  const ground = choiceOf(form, 'ground', GROUNDS);
  const until = textOf(form, 'until');
  const done = await attempt(
    pageOf(context).port.call(stepMisconduct, {
      ...{ id, event, reasons: linesOf(form, 'reasons'), subject: textOf(form, 'subject') },
      ...(ground && { ground }),
      article: textOf(form, 'article'),
      ...(until !== '' && { until }),
      notice: rawTextOf(form, 'notice'),
    }),
  );
  if (done.ok) return redirect(`${PATH}/${id}?done=misconduct-${event}`, 303);
  const said = { problem: done.problem, written: Object.fromEntries(form) };
  return data(said, { status: done.problem.status });
}

interface Refused {
  problem: ProblemView;
  written: Record<string, string>;
}

/** One report or record: what can be done now, what was reported and found, the measures. */
export default function Misconduct() {
  const record = useLoaderData<MisconductView>();
  const refused = useActionData<Refused>();
  const [search] = useSearchParams();
  const t = useT();
  const { code, dataUser, state, history } = record;
  const measures = useMeasures(record);
  const title = dataUser || t('misconduct.unknown-user');
  return (
    <>
      <PageHead
        title={title}
        crumbs={[{ name: t('console.place.misconduct'), to: PATH }, { name: code }]}
        meta={t(`misconduct.state.${state}`)}
      />
      {!refused && <DoneNote done={search.get('done')} />}
      {refused && <ProblemNote problem={refused.problem} />}
      <MisconductTurn record={record} written={refused?.written ?? {}} />
      <Part title={t('misconduct.found')}>
        <DefinitionList facts={useFacts(record)} />
      </Part>
      {measures.length > 0 && (
        <Part title={t('misconduct.measures')}>
          <DefinitionList facts={measures} />
        </Part>
      )}
      {history.length > 0 && <History items={history} />}
    </>
  );
}

function useFacts(record: MisconductView): Fact[] {
  const t = useT();
  const { code, dataset, publisher, words, link, reporter, reportedAt, ground, article } = record;
  const { reasons, appealWords, appealAnswer, notice } = record;
  const texts: [term: string, value: string | null | undefined][] = [
    [t('misconduct.code'), code],
    [t('misconduct.dataset'), dataset && `${dataset.name} ${dataset.code}`],
    [t('misconduct.publisher'), publisher?.name],
    [t('misconduct.words'), words],
    [t('misconduct.reporter'), reporter],
    [t('misconduct.ground'), ground && t(`misconduct.ground.${ground}`)],
    [t('misconduct.article'), article],
    [t('misconduct.reasons'), reasons.join('\n')],
    [t('misconduct.appeal-words'), appealWords],
    [t('misconduct.appeal-answer'), appealAnswer],
    [t('misconduct.notice'), notice],
  ];
  return [
    ...texts.flatMap(([term, value]) => (value ? [{ term, value }] : [])),
    ...(link === null
      ? []
      : [
          {
            term: t('misconduct.link'),
            value: (
              <a href={link} rel="noreferrer nofollow">
                {link}
              </a>
            ),
          },
        ]),
    { term: t('misconduct.reported-at'), value: <Time at={reportedAt} /> },
  ];
}

function useMeasures({ measures }: MisconductView): Fact[] {
  const t = useT();
  const format = useFormat();
  return measures.map((measure) => ({
    term: t(`misconduct.measure.${measure.kind}`),
    value: format.list([
      ...measureWords(t, measure),
      measure.reason,
      ...(measure.endedAt === null
        ? []
        : [t('misconduct.measure.ended', { day: format.date(measure.endedAt) })]),
    ]),
  }));
}
