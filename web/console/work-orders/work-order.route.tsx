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
import { listVersions } from '../../../rules/datasets/datasets.operations.ts';
import type { VersionChangesView } from '../../../rules/versions/version-changes.operations.ts';
import { WORK_ORDER_EVENTS } from '../../../rules/work-orders/work-order.machine.ts';
import type { ReturnReason } from '../../../rules/work-orders/work-order.schema.ts';
import {
  getWorkOrder,
  stepWorkOrder,
  type WorkOrderView,
} from '../../../rules/work-orders/work-orders.operations.ts';
import { getDatasetGrading, type DatasetGrading } from '../../../rules/gradings/gradings.operations.ts';
import { load } from '../../app/load.ts';
import { pageOf } from '../../app/page-context.ts';
import { attempt, problemResponse, type ProblemView } from '../../app/problem-view.ts';
import { classesOf } from '../../design/classes.ts';
import { DefinitionList } from '../../design/facts.tsx';
import { useFormat, useT } from '../../design/language.tsx';
import { StageBar } from '../../design/workflow.tsx';
import { Differences } from '../datasets/differences.tsx';
import { EntryBody } from '../datasets/entry-view.tsx';
import { History } from '../datasets/history.tsx';
import { SecrecyPart } from '../datasets/secrecy-part.tsx';
import { Findings } from '../finding-words.tsx';
import { choiceOf } from '../form-data.ts';
import { GuidelineInHand } from '../guideline-in-hand.ts';
import { PageHead, Part } from '../page-head.tsx';
import { DoneNote } from '../done-note.tsx';
import { ProblemNote } from '../problem-note.tsx';
import { changesOf, ChangesSummary } from '../version-changes/changes-summary.tsx';
import { ReturnReasons } from '../return-reasons.tsx';
import { Decide } from './decide.tsx';
import { reasonsFrom } from './reasons.ts';
import { orderStages } from './stages.ts';
import { TurnBox } from './turn-box.tsx';
import styles from './work-orders.module.css';

const css = classesOf(styles);

/** Reasons are added and taken away by scripts; without them there are four rows. */
export const handle = { scripts: true };

interface OrderData {
  order: WorkOrderView;
  /** Null where the reader may see the order and not how it is graded. */
  grading: DatasetGrading | null;
  /** Of the data that waits, against what is served. */
  changes: VersionChangesView | null;
}

export async function loader({ context, params }: LoaderFunctionArgs): Promise<OrderData> {
  const order = await load(context, getWorkOrder, { id: params['id'] ?? '' });
  const found = await attempt(pageOf(context).port.call(getDatasetGrading, { id: order.datasetId }));
  const open = order.state === 'prepared' || order.state === 'submitted';
  const versions = open ? (await load(context, listVersions, { id: order.datasetId })).items : [];
  const changes = await changesOf(context, versions[0] ?? null);
  return { order, grading: found.ok ? found.value : null, changes };
}

interface Refused {
  problem: ProblemView;
  reasons: ReturnReason[];
}

export async function action({ context, params, request }: ActionFunctionArgs) {
  const form = await request.formData();
  const id = params['id'] ?? '';
  const event = choiceOf(form, 'event', WORK_ORDER_EVENTS);
  if (event === null) throw problemResponse('invalid-input');
  const giving = event === 'return' || event === 'send-back';
  const reasons = giving ? reasonsFrom(form) : [];
  const done = await attempt(pageOf(context).port.call(stepWorkOrder, { id, event, reasons }));
  if (done.ok) return redirect(`/console/work-orders/${id}?done=${event}`, 303);
  const refused: Refused = { problem: done.problem, reasons };
  return data(refused, { status: done.problem.status });
}

export default function WorkOrderPage() {
  const { order, grading, changes } = useLoaderData<OrderData>();
  const refused = useActionData<Refused>();
  const [search] = useSearchParams();
  const t = useT();
  const open = order.state === 'prepared' || order.state === 'submitted';
  return (
    <GuidelineInHand value={order.guideline}>
      <Head order={order} />
      <StageBar stages={useOrderStages(order)} label={t('console.order.stages')} />
      {!refused && <DoneNote done={search.get('done')} />}
      {refused && <ProblemNote problem={refused.problem} />}
      <div className={css('turn')}>
        <TurnBox order={order} />
      </div>
      <div className={css('two')}>
        <div className={css('main')}>
          <Reason order={order} />
          <Changes order={order} />
          {changes && (
            <Part title={t('changes.data')}>
              <ChangesSummary changes={changes} />
            </Part>
          )}
          {order.findings.length > 0 && (
            <Part title={t('console.order.findings')}>
              <Findings findings={order.findings} />
            </Part>
          )}
          {open && grading && (
            <SecrecyPart datasetId={order.datasetId} grading={grading} workOrderId={order.id} />
          )}
          <Decide order={order} written={refused?.reasons ?? []} />
        </div>
        <aside className={css('aside')}>
          <About order={order} />
        </aside>
      </div>
      {order.before && (
        <details className={css('whole')}>
          <summary>{t('console.order.whole')}</summary>
          <EntryBody entry={order.change.entry} />
        </details>
      )}
      <History items={order.history} />
    </GuidelineInHand>
  );
}

function Head({ order: { name, code, publisher } }: { order: WorkOrderView }) {
  const t = useT();
  const format = useFormat();
  return (
    <PageHead
      title={name}
      crumbs={[{ name: t('console.place.work-orders'), to: '/console/work-orders' }, { name: code }]}
      meta={format.list([t('console.order.kind'), publisher.name])}
    />
  );
}

function useOrderStages(order: WorkOrderView) {
  const t = useT();
  const format = useFormat();
  return orderStages(order).map(({ key, state, at }) => ({
    key,
    state,
    name: t(`console.order-stage.${key}`),
    note: at === null ? t(`console.order-stage.${key}.who`) : format.day(at, new Date()),
  }));
}

function Reason({ order: { change, reasons, state } }: { order: WorkOrderView }) {
  const t = useT();
  return (
    <>
      {state === 'returned' && reasons.length > 0 && (
        <Part title={t('console.order.returned-because')}>
          <ReturnReasons reasons={reasons} />
        </Part>
      )}
      <Part title={t('console.order.why')}>
        <p className={css('prose')}>{change.reason}</p>
      </Part>
    </>
  );
}

/** A new entry is read whole; of a change only what differs. */
function Changes({ order: { before, change } }: { order: WorkOrderView }) {
  const t = useT();
  if (!before) {
    return (
      <Part title={t('console.order.new-entry')}>
        <EntryBody entry={change.entry} />
      </Part>
    );
  }
  return (
    <Part title={t('console.order.changes')} aside={t('console.order.only-differences')}>
      <Differences
        before={before}
        after={change.entry}
        heads={[t('console.difference.before'), t('console.difference.after')]}
      />
    </Part>
  );
}

function About({ order }: { order: WorkOrderView }) {
  const t = useT();
  const format = useFormat();
  const {
    code,
    datasetId,
    datasetCode,
    preparedBy,
    preparedAt,
    submittedBy,
    submittedAt,
    decidedBy,
    decidedAt,
  } = order;
  const act = (by: string | null, at: string | null): string =>
    by === null && at === null ? '' : format.list([by ?? '', at === null ? '' : format.dateTime(at)]);
  const facts = [
    { term: t('console.order.code'), value: code },
    {
      term: t('console.order.dataset'),
      value: <Link to={`/console/datasets/${datasetId}`}>{datasetCode}</Link>,
    },
    { term: t('console.order.prepared'), value: act(preparedBy, preparedAt) },
    { term: t('console.order.submitted'), value: act(submittedBy, submittedAt) },
    { term: t('console.order.decided'), value: act(decidedBy, decidedAt) },
  ];
  return (
    <Part title={t('console.order.about')}>
      <DefinitionList facts={facts.filter(({ value }) => value !== '')} />
    </Part>
  );
}
