import {
  data,
  redirect,
  useActionData,
  useLoaderData,
  useSearchParams,
  type ActionFunctionArgs,
  type LoaderFunctionArgs,
} from 'react-router';
import type { DeliveryView, SourcePeriodView } from '../../../rules/sources/live.ts';
import type { PullView, SourceView } from '../../../rules/sources/source.schema.ts';
import {
  changeSource,
  getSource,
  pullSource,
  SENT_EVENTS,
  stepSource,
} from '../../../rules/sources/sources.operations.ts';
import { load } from '../../app/load.ts';
import { pageOf } from '../../app/page-context.ts';
import { attempt, type ProblemView } from '../../app/problem-view.ts';
import { Button } from '../../design/button.tsx';
import { classesOf } from '../../design/classes.ts';
import { useT } from '../../design/language.tsx';
import { NextStep } from '../../design/workflow.tsx';
import styles from '../console.module.css';
import { DoneNote } from '../done-note.tsx';
import { choiceOf, integerOf, textOf } from '../form-data.ts';
import { PageHead, Part } from '../page-head.tsx';
import { ProblemNote } from '../problem-note.tsx';
import { DeliveriesPart, PeriodsPart, PushPart } from './live-parts.tsx';
import { PullsTable } from './pulls-table.tsx';
import { SourceFacts } from './source-facts.tsx';
import { SourceFields, type SourceValues } from './source-fields.tsx';
import { kindOf, sourceFrom } from './source-form.ts';
import { useSourceState } from './source-state.ts';

const css = classesOf(styles);

interface SourceData {
  source: SourceView;
  pulls: PullView[];
  periods: SourcePeriodView[];
  deliveries: DeliveryView[];
  example: Record<string, unknown> | null;
  origin: string;
}

export async function loader({ context, params, request }: LoaderFunctionArgs): Promise<SourceData> {
  const known = await load(context, getSource, { id: params['id'] ?? '' });
  return { ...known, origin: new URL(request.url).origin };
}

interface Refused {
  problem: ProblemView;
  values?: SourceValues;
}
const ACTS = [...SENT_EVENTS, 'pull'] as const;

export async function action({ context, params, request }: ActionFunctionArgs) {
  const { port } = pageOf(context);
  const form = await request.formData();
  const id = params['id'] ?? '';
  const act = choiceOf(form, 'act', ACTS);
  if (act === null) return change(port, id, form);
  const done = await attempt<unknown>(
    act === 'pull' ? port.call(pullSource, { id }) : port.call(stepSource, { id, event: act }),
  );
  if (done.ok) return redirect(`/console/sources/${id}?done=source-${act}`, 303);
  const refused: Refused = { problem: done.problem };
  return data(refused, { status: done.problem.status });
}

async function change(port: ReturnType<typeof pageOf>['port'], id: string, form: FormData) {
  const { secret, ...values } = sourceFrom(form, kindOf(textOf(form, 'kind')));
  const revision = integerOf(form, 'revision') ?? 0;
  const wanted = { id, revision, ...values, ...(secret !== undefined && { secret }) };
  const done = await attempt(port.call(changeSource, wanted));
  if (done.ok) return redirect(`/console/sources/${id}?done=source-changed`, 303);
  const refused: Refused = { problem: done.problem, values };
  return data(refused, { status: done.problem.status });
}

export default function Source() {
  const { source, pulls, ...live } = useLoaderData<SourceData>();
  const stateOf = useSourceState();
  const isPushed = source.address.kind === 'push';
  const refused = useActionData<Refused>();
  const [search] = useSearchParams();
  const t = useT();
  return (
    <>
      <PageHead
        title={source.name}
        crumbs={[{ name: t('console.place.sources'), to: '/console/sources' }, { name: source.name }]}
        meta={stateOf(source)}
      />
      {!refused && <DoneNote done={search.get('done')} />}
      {refused && <ProblemNote problem={refused.problem} />}
      <Approval source={source} />
      <div className={css('stack')}>
        <SourceFacts source={source} />
        <Acts source={source} />
      </div>
      {isPushed && <PushPart sourceId={source.id} origin={live.origin} example={live.example} />}
      {source.live && <PeriodsPart periods={live.periods} datasetId={source.datasetId} />}
      {source.live && <DeliveriesPart deliveries={live.deliveries} />}
      {!isPushed && (
        <Part title={t('source.pulls')}>
          <PullsTable pulls={pulls} datasetId={source.datasetId} />
        </Part>
      )}
      {source.can['change'] && (
        <Part title={t('source.change')} aside={t('source.change-note')}>
          <form method="post" className={css('form')} key={source.revision}>
            <input type="hidden" name="revision" value={source.revision} />
            <input type="hidden" name="kind" value={source.address.kind} />
            <SourceFields values={refused?.values ?? source} />
            <p>
              <Button>{t('source.save')}</Button>
            </p>
          </form>
        </Part>
      )}
    </>
  );
}

function Approval({ source }: { source: SourceView }) {
  const t = useT();
  if (source.state !== 'drafted') return null;
  const mine = source.can['approve'] === true;
  return (
    <NextStep turn={t('source.turn.approve')} title={t(mine ? 'source.approve-title' : 'source.wait-title')}>
      <p className={css('prose')}>{t('source.approve-text')}</p>
      {mine && (
        <form method="post">
          <Button kind="primary" name="act" value="approve">
            {t('source.act.approve')}
          </Button>
        </form>
      )}
    </NextStep>
  );
}

const LATER = ['pull', 'resume', 'pause', 'end'] as const;

function Acts({ source }: { source: SourceView }) {
  const t = useT();
  const possible = LATER.filter((act) => source.can[act]);
  if (possible.length === 0) return null;
  return (
    <form method="post" className={css('actions')}>
      {possible.map((act) => (
        <Button key={act} kind={act === 'end' ? 'danger' : 'secondary'} name="act" value={act}>
          {t(`source.act.${act}`)}
        </Button>
      ))}
    </form>
  );
}
