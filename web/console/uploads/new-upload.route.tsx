import { useEffect, useRef, useState } from 'react';
import { data, useLoaderData, useNavigate, type LoaderFunctionArgs } from 'react-router';
import { can } from '../../../rules/access/permissions.ts';
import { READING_LIMITS } from '../../../rules/reading/limits.ts';
import { getDraft } from '../../../rules/datasets/drafts.operations.ts';
import { load } from '../../app/load.ts';
import { pageOf } from '../../app/page-context.ts';
import { problemResponse } from '../../app/problem-view.ts';
import { Button } from '../../design/button.tsx';
import { classesOf } from '../../design/classes.ts';
import { useFormat, useT } from '../../design/language.tsx';
import { DefinitionList } from '../../design/facts.tsx';
import { Note } from '../../design/note.tsx';
import { Busy, FailedState } from '../../design/states.tsx';
import { StageBar } from '../../design/workflow.tsx';
import { actorOf } from '../acting.ts';
import { PageHead } from '../page-head.tsx';
import { useScripts } from '../use-scripts.ts';
import { useStages } from './stages.ts';
import { sendFile, type Sending } from './send-file.ts';
import styles from './uploads.module.css';

const css = classesOf(styles);

/** Sending a file in parts that can be taken up again needs scripts; the page says what to do without them. */
export const handle = { scripts: true };

interface NewUploadData {
  /** The dataset that the file shall update, where it is known already. */
  dataset: { id: string; name: string } | null;
}

export async function loader({ context, request }: LoaderFunctionArgs) {
  const { viewer } = pageOf(context).port;
  const actor = viewer && actorOf(viewer);
  if (!actor || !can(actor, 'upload.write', { bodyId: actor.bodyId })) {
    throw problemResponse('not-permitted', { provision: 'xz-25-1' });
  }
  const id = new URL(request.url).searchParams.get('dataset');
  const draft = id === null ? null : await load(context, getDraft, { id });
  const found: NewUploadData = { dataset: draft && { id: draft.id, name: draft.entry.name } };
  return data(found);
}

export default function NewUpload() {
  const { dataset } = useLoaderData<NewUploadData>();
  const t = useT();
  const stages = useStages('upload');
  return (
    <>
      <PageHead
        title={t('console.upload.title')}
        crumbs={[
          { name: t('console.place.uploads'), to: '/console/uploads' },
          { name: t('console.uploads.new') },
        ]}
        meta={dataset && t('console.upload.for', { name: dataset.name })}
      />
      <StageBar stages={stages} label={t('console.upload.stages')} />
      <Sender datasetId={dataset?.id ?? null} />
      <Takes />
    </>
  );
}

/** What can be sent, and what to do without scripts. */
function Takes() {
  const t = useT();
  return (
    <div className={css('takes')}>
      <p>{t('console.upload.takes')}</p>
      <p>{t('console.upload.kept')}</p>
      <Limits />
      <noscript>
        <Note kind="warning" title={t('console.upload.no-scripts')}>
          {t('console.upload.no-scripts-text')} <code>npx kaishu import dataset FILE</code>
        </Note>
      </noscript>
    </div>
  );
}

/** What a file may hold at most; over it nothing is read. */
function Limits() {
  const t = useT();
  const format = useFormat();
  const { fileBytes, columns, cellCharacters, tables, expandedBytes, seconds } = READING_LIMITS;
  const facts = {
    file: format.bytes(fileBytes),
    expanded: format.bytes(expandedBytes),
    columns: format.number(columns),
    cell: format.number(cellCharacters),
    tables: format.number(tables),
    time: t('console.upload.limit.minutes', { minutes: Math.round(seconds / 60) }),
  };
  return (
    <section aria-label={t('console.upload.limits')}>
      <h2 className={css('limits-title')}>{t('console.upload.limits')}</h2>
      <DefinitionList
        row
        facts={LIMITS.map((name) => ({ term: t(`console.upload.limit.${name}`), value: facts[name] }))}
      />
      <p>{t('console.upload.limits-over')}</p>
    </section>
  );
}

const LIMITS = ['file', 'expanded', 'tables', 'columns', 'cell', 'time'] as const;

function Sender({ datasetId }: { datasetId: string | null }) {
  const t = useT();
  const navigate = useNavigate();
  const scripts = useScripts();
  const [sending, setSending] = useState<Sending | null>(null);
  const [unfit, setUnfit] = useState<{ file: File; why: Unfit } | null>(null);
  const running = useRef<{ stop(): void } | null>(null);
  useEffect(() => () => running.current?.stop(), []);
  const send = (file: File): void => {
    running.current?.stop();
    const unfit = unfitFile(file);
    setUnfit(unfit && { file, why: unfit });
    if (unfit) return setSending(null);
    running.current = sendFile(file, datasetId, setSending, (id) => {
      void navigate(`/console/uploads/${id}`);
    });
  };
  return (
    <div className={css('sender')}>
      <Drop ready={scripts} onFile={send} />
      {unfit && <UnfitNote {...unfit} />}
      {sending?.state === 'sending' && <Progress sending={sending} onStop={() => running.current?.stop()} />}
      {sending?.state === 'failed' && (
        <FailedState
          title={t('console.upload.failed')}
          action={
            <Button type="button" onClick={() => send(sending.file)}>
              {t('console.upload.again')}
            </Button>
          }
        >
          <p>{sending.why || t('console.upload.failed-text')}</p>
        </FailedState>
      )}
    </div>
  );
}

type Unfit = 'too-large' | 'empty';

/** What can be said of a file before a byte of it is sent. */
const unfitFile = ({ size }: File): Unfit | null =>
  size > READING_LIMITS.fileBytes ? 'too-large' : size === 0 ? 'empty' : null;

function UnfitNote({ file, why }: { file: File; why: Unfit }) {
  const t = useT();
  const format = useFormat();
  const args = {
    name: file.name,
    size: format.bytes(file.size),
    limit: format.bytes(READING_LIMITS.fileBytes),
  };
  return (
    <Note kind="wrong" live title={t(`console.upload.unfit.${why}`, args)}>
      <p>{t(`console.upload.unfit.${why}.remedy`, args)}</p>
    </Note>
  );
}

/** The control fills the whole frame: browsers take a file that is dropped on it. */
function Drop({ ready, onFile }: { ready: boolean; onFile: (file: File) => void }) {
  const t = useT();
  return (
    <div className={css('drop')}>
      <label htmlFor="file" className={css('drop-title')}>
        {t('console.upload.drop')}
      </label>
      <span className={css('drop-note')}>{t('console.upload.or-choose')}</span>
      <input
        id="file"
        type="file"
        disabled={!ready}
        accept=".csv,.tsv,.txt,.dat,.xlsx,.xlsm,.xlsb,.xls,.ods,.json,.ndjson,.jsonl,.xml,.geojson,.kml,.shp,.dbf,.gpkg,.parquet,.gz,.zip,text/csv,text/plain"
        onChange={(event) => {
          const [file] = event.currentTarget.files ?? [];
          if (file) onFile(file);
        }}
      />
    </div>
  );
}

function Progress({
  sending,
  onStop,
}: {
  sending: Extract<Sending, { state: 'sending' }>;
  onStop: () => void;
}) {
  const t = useT();
  const format = useFormat();
  const { file, sent } = sending;
  return (
    <Busy title={t('console.upload.sending', { name: file.name })}>
      <progress className={css('progress')} value={sent} max={file.size} aria-label={file.name} />
      <p>
        {t('console.upload.sent', { sent: format.bytes(sent), size: format.bytes(file.size) })}{' '}
        {t('console.upload.leave')}
      </p>
      <Button type="button" kind="plain" onClick={onStop}>
        {t('console.upload.stop')}
      </Button>
    </Busy>
  );
}
