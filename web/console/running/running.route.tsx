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
  listRunning,
  RUNNING_PAGE,
  stopRunning,
  type RunningReport,
} from '../../../rules/installation/running.operations.ts';
import { load } from '../../app/load.ts';
import { pageOf } from '../../app/page-context.ts';
import { attempt, type ProblemView } from '../../app/problem-view.ts';
import { LinkButton } from '../../design/button.tsx';
import { classesOf } from '../../design/classes.ts';
import { DefinitionList } from '../../design/facts.tsx';
import { TextField } from '../../design/field.tsx';
import { useFormat, useT } from '../../design/language.tsx';
import { EmptyState } from '../../design/states.tsx';
import { Table } from '../../design/table.tsx';
import styles from '../console.module.css';
import { DoneNote } from '../done-note.tsx';
import { textOf } from '../form-data.ts';
import { PageHead, Part } from '../page-head.tsx';
import { ProblemNote } from '../problem-note.tsx';
import { STOP_FORM, useRunningColumns } from './running-columns.tsx';

const css = classesOf(styles);

export const loader = ({ context }: LoaderFunctionArgs): Promise<RunningReport> =>
  load(context, listRunning, {});

interface Refused {
  problem: ProblemView;
  reason: string;
}

export async function action({ context, request }: ActionFunctionArgs) {
  const form = await request.formData();
  const reason = textOf(form, 'reason');
  const { port } = pageOf(context);
  const stopped = await attempt(port.call(stopRunning, { id: textOf(form, 'id'), reason }));
  if (stopped.ok) return redirect(`${RUNNING_PAGE}?done=stopped`, 303);
  const refused: Refused = { problem: stopped.problem, reason };
  return data(refused, { status: stopped.problem.status });
}

/** What the engine and the jobs do at this moment, and the power to stop one of it. Works without scripts. */
export default function Running() {
  const report = useLoaderData<RunningReport>();
  const refused = useActionData<Refused>();
  const [search] = useSearchParams();
  const t = useT();
  const name = t('console.place.running');
  return (
    <>
      <PageHead
        title={t('console.running.title', { count: report.items.length })}
        tab={name}
        meta={t('console.running.lead')}
        aside={<LinkButton to={RUNNING_PAGE}>{t('console.running.refresh')}</LinkButton>}
      />
      {refused ? <ProblemNote problem={refused.problem} /> : <DoneNote done={search.get('done')} />}
      {report.items.length > 0 && (
        <form id={STOP_FORM} method="post" action={RUNNING_PAGE} className={css('form')}>
          <TextField
            label={t('console.running.reason')}
            hint={t('console.running.reason-hint')}
            name="reason"
            defaultValue={refused?.reason}
            minLength={2}
            maxLength={200}
            required
          />
        </form>
      )}
      <Table
        caption={name}
        captionUnseen
        columns={useRunningColumns()}
        rows={report.items}
        rowKey={({ id }) => id}
        empty={<EmptyState title={t('console.running.none')}>{t('console.running.none-text')}</EmptyState>}
      />
      <Part title={t('console.running.engine')} aside={t('console.running.engine-note')}>
        <EngineFacts {...report} />
      </Part>
    </>
  );
}

function EngineFacts({ gates, exportCache }: RunningReport) {
  const t = useT();
  const format = useFormat();
  const gate = (of: RunningReport['gates']['queries']): string => t('console.running.gate', of);
  const { files, bytes, mostBytes, made, reused } = exportCache;
  return (
    <DefinitionList
      row
      facts={[
        { term: t('console.running.queries'), value: gate(gates.queries) },
        { term: t('console.running.exports'), value: gate(gates.exports) },
        {
          term: t('console.running.cache'),
          value: t('console.running.cache-value', {
            files,
            bytes: format.bytes(bytes),
            most: format.bytes(mostBytes),
            made,
            reused,
          }),
        },
      ]}
    />
  );
}
