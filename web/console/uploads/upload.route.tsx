import {
  data,
  redirect,
  useActionData,
  useLoaderData,
  type ActionFunctionArgs,
  type LoaderFunctionArgs,
} from 'react-router';
import { listCatalogueEntries } from '../../../rules/catalogue/catalogue.operations.ts';
import {
  changeReading,
  confirmReading,
  getUpload,
  sampleUpload,
  surveyUpload,
  type SampleRow,
  type UploadView,
} from '../../../rules/uploads/uploads.operations.ts';
import { lookAtPlaces, type CoordinateLook } from '../../../rules/reading/geo/coordinate-choices.ts';
import type { Survey } from '../../../rules/reading/survey.ts';
import type { Comparison } from '../../../rules/uploads/comparison.ts';
import { load } from '../../app/load.ts';
import { pageOf } from '../../app/page-context.ts';
import { attempt, type ProblemView } from '../../app/problem-view.ts';
import { LinkButton } from '../../design/button.tsx';
import { useFormat, useT } from '../../design/language.tsx';
import { StageBar } from '../../design/workflow.tsx';
import { textOf } from '../form-data.ts';
import { ownDatasets } from '../own-datasets.ts';
import { PageHead } from '../page-head.tsx';
import { ProblemNote } from '../problem-note.tsx';
import { choicesFrom } from './reading-choices.ts';
import { ReadFile } from './read-file.tsx';
import { RefusedFile } from './refused-file.tsx';
import { useStages, type UploadStage } from './stages.ts';
import type { ConfirmTargets } from './confirm-form.tsx';
import { DownloadOriginal } from './download-original.tsx';
import { rowsFromHere, tellingRows } from './shown-rows.ts';
import { ReadingFile } from './reading-file.tsx';

/** Looks again by itself while the file is being read. */
export const handle = { scripts: true };

interface UploadData {
  upload: UploadView;
  /** The rows shown, in the order of the file. */
  rows: SampleRow[];
  survey: Survey | null;
  comparison: Comparison | null;
  /** The first row that was asked for; null: the telling ones are shown. */
  from: number | null;
  look: CoordinateLook | null;
  targets: ConfirmTargets;
}

/** Reading to the end for its last rows is quick enough up to here; later rows can still be asked for by number. */
const TAIL_WITHIN_BYTES = 40 * 1024 * 1024;

export async function loader({ context, params, request }: LoaderFunctionArgs): Promise<UploadData> {
  const asked = new URL(request.url).searchParams;
  const id = params['id'] ?? '';
  const [upload, seen] = await Promise.all([
    load(context, getUpload, { id }),
    load(context, surveyUpload, { id }),
  ]);
  const row = Number(asked.get('from') ?? 0);
  const from = Number.isInteger(row) && row > 0 ? row : null;
  const [rows, targets] = await Promise.all([
    shownRows(context, upload, seen.survey, from),
    upload.can['confirm'] === true ? targetsFor(context, upload.datasetId) : NO_TARGETS,
  ]);
  return { upload, ...seen, rows, from, targets, look: upload.reading && lookAtPlaces(upload.reading, rows) };
}

const NO_TARGETS: ConfirmTargets = { datasets: [], entries: [], wanted: null };

async function shownRows(
  context: LoaderFunctionArgs['context'],
  { id, reading, bytes }: UploadView,
  survey: Survey | null,
  from: number | null,
): Promise<SampleRow[]> {
  if (!reading) return [];
  const wanted =
    from === null ? tellingRows(reading, survey, bytes <= TAIL_WITHIN_BYTES) : rowsFromHere(from, reading);
  if (wanted.length === 0) return [];
  return (await load(context, sampleUpload, { id, offset: 0, limit: 1, rows: wanted.join(',') })).rows;
}

async function targetsFor(
  context: LoaderFunctionArgs['context'],
  wanted: string | null,
): Promise<ConfirmTargets> {
  const [drafts, entries] = await Promise.all([
    ownDatasets(context),
    load(context, listCatalogueEntries, { limit: 100 }),
  ]);
  return {
    wanted,
    datasets: drafts.map(({ id, code, name }) => ({ id, code, name })),
    entries: entries.items.map(({ id, name }) => ({ id, name })),
  };
}

export async function action({ context, params, request }: ActionFunctionArgs) {
  const { port } = pageOf(context);
  const form = await request.formData();
  const id = params['id'] ?? '';
  const done =
    textOf(form, 'intent') === 'confirm'
      ? await attempt(confirm(port, id, form))
      : await attempt(correct(port, id, form));
  if (done.ok) return redirect(done.value, 303);
  return data(done.problem, { status: done.problem.status });
}

type PagePort = ReturnType<typeof pageOf>['port'];

async function confirm(port: PagePort, id: string, form: FormData): Promise<string> {
  const datasetId = textOf(form, 'target') === 'update' ? textOf(form, 'datasetId') : '';
  const catalogueEntryId = textOf(form, 'catalogueEntryId');
  const name = textOf(form, 'name');
  const made = await port.call(
    confirmReading,
    datasetId
      ? { id, datasetId }
      : { id, ...(name && { name }), ...(catalogueEntryId && { catalogueEntryId }) },
  );
  return `/console/datasets/${made.datasetId}?done=confirmed`;
}

async function correct(port: PagePort, id: string, form: FormData): Promise<string> {
  const intent = textOf(form, 'intent');
  const page = `/console/uploads/${id}`;
  if (intent === 'as-last') {
    await port.call(changeReading, { id, choices: {}, datasetId: textOf(form, 'datasetId') });
    return page;
  }
  const [{ reading, choices }, { survey }] = await Promise.all([
    port.call(getUpload, { id }),
    port.call(surveyUpload, { id }),
  ]);
  const wished = intent === 'detect' ? {} : choicesFrom(form, { reading, survey, choices });
  await port.call(changeReading, { id, choices: wished });
  return page;
}

const STAGE: Record<UploadView['state'], UploadStage> = {
  receiving: 'upload',
  received: 'reading',
  read: 'reading',
  refused: 'reading',
  confirmed: 'entry',
};

export default function UploadPage() {
  const { upload, survey, comparison, rows, from, look, targets } = useLoaderData<UploadData>();
  const problem = useActionData<ProblemView>();
  const t = useT();
  const format = useFormat();
  const { state, fileName, bytes } = upload;
  return (
    <>
      <PageHead
        title={t(`console.upload.head.${state === 'received' && upload.reading ? 'read' : state}`)}
        tab={fileName}
        crumbs={[{ name: t('console.place.uploads'), to: '/console/uploads' }, { name: fileName }]}
        meta={
          <>
            <span>{format.list([fileName, format.bytes(bytes)])}</span>
            <DownloadOriginal upload={upload} />
          </>
        }
        aside={<HeadActs upload={upload} />}
      />
      <StageBar stages={useStages(STAGE[state], state === 'refused')} label={t('console.upload.stages')} />
      {problem && <ProblemNote problem={problem} />}
      {(state === 'receiving' || state === 'received') && !upload.reading && <ReadingFile state={state} />}
      {state === 'refused' && <RefusedFile upload={upload} survey={survey} />}
      {upload.reading && (
        <ReadFile
          upload={upload}
          reading={upload.reading}
          survey={survey}
          comparison={comparison}
          rows={rows}
          from={from}
          look={look}
          targets={targets}
        />
      )}
    </>
  );
}

function HeadActs({ upload: { state, can } }: { upload: UploadView }) {
  const t = useT();
  if (state === 'confirmed') return null;
  return (
    <>
      <LinkButton to="/console/uploads/new">{t('console.upload.another')}</LinkButton>
      {can['confirm'] === true && (
        <LinkButton kind="primary" to="#confirm" plainLink>
          {t('console.confirm.title')}
        </LinkButton>
      )}
    </>
  );
}
