import { Link } from 'react-router';
import type { PullView } from '../../../rules/sources/source.schema.ts';
import { Bytes } from '../../design/facts.tsx';
import { useFormat, useT } from '../../design/language.tsx';
import { Table, type Column } from '../../design/table.tsx';
import { useOutcome, usePullProblem } from './pull-words.ts';

const DIGITS_SHOWN = 12;

/** What came of the last pulls, newest first. */
export function PullsTable({ pulls, datasetId }: { pulls: readonly PullView[]; datasetId: string }) {
  const t = useT();
  const format = useFormat();
  const columns: Column<PullView>[] = [
    { key: 'at', head: t('source.pull.at'), cell: ({ at }) => format.dateTime(at) },
    { key: 'outcome', head: t('source.pull.outcome'), cell: (pull) => <Outcome pull={pull} /> },
    {
      key: 'bytes',
      head: t('source.pull.bytes'),
      numeric: true,
      minor: true,
      cell: ({ bytes }) => bytes !== null && <Bytes count={bytes} />,
    },
    {
      key: 'digest',
      head: t('source.pull.digest'),
      minor: true,
      cell: ({ digest }) => digest !== null && <code>{digest.slice(0, DIGITS_SHOWN)}</code>,
    },
    {
      key: 'what',
      head: t('source.pull.what'),
      cell: (pull) => <Became pull={pull} datasetId={datasetId} />,
    },
  ];
  return (
    <Table
      caption={t('source.pulls')}
      captionUnseen
      columns={columns}
      rows={pulls}
      rowKey={({ id }) => id}
      empty={<p>{t('source.pulls-none')}</p>}
    />
  );
}

function Outcome({ pull }: { pull: PullView }) {
  const outcome = useOutcome();
  const why = usePullProblem()(pull);
  return (
    <>
      {outcome(pull)}
      {why !== null && <p>{why}</p>}
    </>
  );
}

function Became({ pull: { versionId, uploadId }, datasetId }: { pull: PullView; datasetId: string }) {
  const t = useT();
  if (versionId !== null) {
    return <Link to={`/console/datasets/${datasetId}#version`}>{t('source.pull.version')}</Link>;
  }
  return uploadId !== null && <Link to={`/console/uploads/${uploadId}`}>{t('source.pull.upload')}</Link>;
}
