import {
  data,
  redirect,
  useActionData,
  useLoaderData,
  useSearchParams,
  type ActionFunctionArgs,
  type LoaderFunctionArgs,
} from 'react-router';
import type { HistoryItem } from '../../../rules/events/event.schema.ts';
import {
  explainMismatch,
  getMismatch,
  type MismatchView,
} from '../../../rules/reconciliation/reconciliation.operations.ts';
import { load } from '../../app/load.ts';
import { pageOf } from '../../app/page-context.ts';
import { attempt, type ProblemView } from '../../app/problem-view.ts';
import { Button, LinkButton } from '../../design/button.tsx';
import { classesOf } from '../../design/classes.ts';
import { DefinitionList, ProvisionLink, Time } from '../../design/facts.tsx';
import { TextArea } from '../../design/field.tsx';
import { useT } from '../../design/language.tsx';
import { NextStep } from '../../design/workflow.tsx';
import styles from '../console.module.css';
import { History } from '../datasets/history.tsx';
import { DoneNote } from '../done-note.tsx';
import { textOf } from '../form-data.ts';
import { PageHead, Part } from '../page-head.tsx';
import { ProblemNote } from '../problem-note.tsx';
import { BigClock } from '../working-clock.tsx';
import { ClassOf } from './class-of.tsx';

const css = classesOf(styles);
const PATH = '/console/reconciliation';

interface MismatchData {
  mismatch: MismatchView;
  history: HistoryItem[];
}

export const loader = ({ context, params }: LoaderFunctionArgs): Promise<MismatchData> =>
  load(context, getMismatch, { id: params['id'] ?? '' });

interface Refused {
  problem: ProblemView;
  explanation: string;
}

export async function action({ context, params, request }: ActionFunctionArgs) {
  const id = params['id'] ?? '';
  const explanation = textOf(await request.formData(), 'explanation');
  const done = await attempt(pageOf(context).port.call(explainMismatch, { id, explanation }));
  if (done.ok) return redirect(`${PATH}/${id}?done=mismatch-explain`, 303);
  const refused: Refused = { problem: done.problem, explanation };
  return data(refused, { status: done.problem.status });
}

export default function Mismatch() {
  const { mismatch, history } = useLoaderData<MismatchData>();
  const refused = useActionData<Refused>();
  const [search] = useSearchParams();
  const t = useT();
  const { code, entry, dataset, publisher } = mismatch;
  return (
    <>
      <PageHead
        title={entry?.name ?? dataset?.name ?? code}
        crumbs={[{ name: t('console.place.reconciliation'), to: PATH }, { name: code }]}
        meta={publisher.name}
      />
      {!refused && <DoneNote done={search.get('done')} />}
      {refused && <ProblemNote problem={refused.problem} />}
      <Turn mismatch={mismatch} />
      <Part title={t('reconciliation.about')}>
        <DefinitionList facts={useFacts(mismatch)} />
      </Part>
      {mismatch.can['explain'] === true && (
        <Explain written={refused?.explanation ?? mismatch.explanation ?? ''} />
      )}
      <History items={history} />
    </>
  );
}

/** What to do, by when, on which provision, and the ways there. */
function Turn({ mismatch: { kind, state, clock, entry, dataset, can } }: { mismatch: MismatchView }) {
  const t = useT();
  const turn = t(can['explain'] === true ? 'reconciliation.turn' : `reconciliation.state.${state}`);
  return (
    <NextStep turn={turn} title={t(`reconciliation.kind.${kind}`)}>
      <p className={css('prose')}>{t(`reconciliation.text.${kind}`)}</p>
      <BigClock clock={clock} />
      <p className={css('actions')}>
        {entry && (
          <LinkButton to={`/console/catalogue/${entry.id}`}>{t('reconciliation.to-entry')}</LinkButton>
        )}
        {dataset && (
          <LinkButton to={`/console/datasets/${dataset.id}`}>{t('reconciliation.to-dataset')}</LinkButton>
        )}
      </p>
      <ProvisionLink id="plan2023-2.3" />
    </NextStep>
  );
}

function useFacts({ code, declared, listed, state, foundAt, resolvedAt, explanation }: MismatchView) {
  const t = useT();
  return [
    { term: t('reconciliation.code'), value: code },
    { term: t('console.state'), value: t(`reconciliation.state.${state}`) },
    { term: t('reconciliation.declared'), value: <ClassOf kind={declared} /> },
    { term: t('reconciliation.listed'), value: <ClassOf kind={listed} /> },
    { term: t('reconciliation.found'), value: <Time at={foundAt} show="date-time" /> },
    ...(resolvedAt === null
      ? []
      : [{ term: t('reconciliation.state.resolved'), value: <Time at={resolvedAt} show="date-time" /> }]),
    { term: t('reconciliation.explanation'), value: explanation ?? t('reconciliation.no-explanation') },
  ];
}

function Explain({ written }: { written: string }) {
  const t = useT();
  return (
    <Part title={t('reconciliation.explain')}>
      <form method="post" className={css('form')}>
        <TextArea
          label={t('reconciliation.explanation')}
          hint={t('reconciliation.explain-hint')}
          name="explanation"
          defaultValue={written}
          rows={4}
          maxLength={2000}
          required
        />
        <p>
          <Button>{t('reconciliation.save')}</Button>
        </p>
      </form>
    </Part>
  );
}
