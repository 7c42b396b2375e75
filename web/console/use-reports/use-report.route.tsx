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
import type { UseReportContent } from '../../../rules/use-reports/use-report.schema.ts';
import {
  answerSuggestion,
  decideUseReport,
  fileUseReport,
  getUseReport,
  type UseReportView,
} from '../../../rules/use-reports/use-reports.operations.ts';
import { load } from '../../app/load.ts';
import { pageOf } from '../../app/page-context.ts';
import { attempt, type ProblemView } from '../../app/problem-view.ts';
import { DefinitionList, Time, type Fact } from '../../design/facts.tsx';
import { useT } from '../../design/language.tsx';
import { History } from '../datasets/history.tsx';
import { DoneNote } from '../done-note.tsx';
import { useEnumeration } from '../enumeration.ts';
import { choiceOf, linesOf, textOf } from '../form-data.ts';
import { PageHead, Part } from '../page-head.tsx';
import { ProblemNote } from '../problem-note.tsx';
import { MeasuredFacts } from './measured-facts.tsx';
import { contentFrom, UseReportForm } from './use-report-form.tsx';
import { Suggestions, UseReportTurn } from './use-report-turn.tsx';

const PATH = '/console/use-reports';
const EVENTS = ['file', 'accept', 'return', 'answer'] as const;

export const loader = ({ context, params }: LoaderFunctionArgs): Promise<UseReportView> =>
  load(context, getUseReport, { id: params['id'] ?? '' });

export async function action({ context, params, request }: ActionFunctionArgs) {
  const id = params['id'] ?? '';
  const form = await request.formData();
  const { port } = pageOf(context);
  const event = choiceOf(form, 'event', EVENTS) ?? 'file';
  const content = contentFrom(form);
  const act = (): Promise<unknown> => {
    if (event === 'file') return port.call(fileUseReport, { id, ...content });
    if (event !== 'answer')
      return port.call(decideUseReport, { id, event, reasons: linesOf(form, 'reasons') });
    const suggestionId = textOf(form, 'suggestion');
    return port.call(answerSuggestion, { id, suggestionId, answer: textOf(form, 'answer') });
  };
  const done = await attempt(act());
  if (done.ok) return redirect(`${PATH}/${id}?done=use-report-${event}`, 303);
  const refused: Refused = { problem: done.problem, written: event === 'file' ? content : null };
  return data(refused, { status: done.problem.status });
}

interface Refused {
  problem: ProblemView;
  written: UseReportContent | null;
}

/** One report on use: whose turn it is, what was measured beside what is said, suggestions with their answers. */
export default function UseReport() {
  const report = useLoaderData<UseReportView>();
  const refused = useActionData<Refused>();
  const [search] = useSearchParams();
  const t = useT();
  const said = useSaid(report);
  const { code, dataset, holder, measured, content, citation, can, history } = report;
  return (
    <>
      <PageHead
        title={dataset.name}
        tab={code}
        crumbs={[{ name: t('console.place.use-reports'), to: PATH }, { name: code }]}
        meta={`${t(`use-report.state.${report.state}`)} · ${holder}`}
      />
      {!refused && <DoneNote done={search.get('done')} />}
      {refused && <ProblemNote problem={refused.problem} />}
      <UseReportTurn report={report} />
      <Part title={t('use-report.measured')}>
        <p>{t('use-report.measured-hint')}</p>
        <MeasuredFacts measured={measured} />
      </Part>
      {can['file'] === true ? (
        <Part id="report" title={t('use-report.report')}>
          <UseReportForm written={refused?.written ?? content} citation={citation} />
        </Part>
      ) : (
        <Part id="report" title={t('use-report.said')}>
          <DefinitionList facts={said} />
        </Part>
      )}
      <Suggestions report={report} />
      <Part title={t('use-report.code')}>
        <DefinitionList facts={useFacts(report)} />
      </Part>
      <History items={history} />
    </>
  );
}

function useSaid({ content }: UseReportView): Fact[] {
  const t = useT();
  const enumeration = useEnumeration();
  const texts: [string, string][] = [
    [t('use-report.scenario'), content.scenario],
    [t('use-report.audience'), content.audience],
    [t('use-report.businessModel'), content.businessModel],
    [t('use-report.fields'), enumeration(content.fields)],
    [t('use-report.algorithms'), content.algorithms],
    [t('use-report.differs'), content.differs],
    [t('use-report.benefits'), content.benefits],
    [t('use-report.safeguards'), content.safeguards],
    ...content.outcomes.map(({ kind, title, citation }): [string, string] => [
      t(`use-report.outcome-kind.${kind}`),
      `${title}\n${citation}`,
    ]),
  ];
  return texts.flatMap(([term, value]) => (value === '' ? [] : [{ term, value }]));
}

function useFacts({ code, period, publisher, dataset, filedBy, filedAt, grantId }: UseReportView): Fact[] {
  const t = useT();
  return [
    { term: t('use-report.code'), value: code },
    { term: t('use-report.period'), value: t('use-report.period-of', { ...period }) },
    { term: t('use-report.dataset'), value: `${dataset.name} ${dataset.code}` },
    { term: t('use-report.publisher'), value: publisher.name },
    ...(filedBy === null ? [] : [{ term: t('use-report.filed-by'), value: filedBy }]),
    ...(filedAt === null ? [] : [{ term: t('use-report.filed-at'), value: <Time at={filedAt} /> }]),
    {
      term: t('use-report.grant'),
      value: <Link to={`/console/grants/${grantId}`}>{t('use-report.to-grant')}</Link>,
    },
  ];
}
