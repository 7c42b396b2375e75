import { Link, useLoaderData, type LoaderFunctionArgs } from 'react-router';
import { can } from '../../../rules/access/permissions.ts';
import { listUploads, type UploadView } from '../../../rules/uploads/uploads.operations.ts';
import { load } from '../../app/load.ts';
import { pageOf } from '../../app/page-context.ts';
import { LinkButton } from '../../design/button.tsx';
import { Time } from '../../design/facts.tsx';
import { useFormat, useT } from '../../design/language.tsx';
import { EmptyState } from '../../design/states.tsx';
import { Table, type Column } from '../../design/table.tsx';
import { actorOf } from '../acting.ts';
import { PageHead } from '../page-head.tsx';

interface UploadsData {
  items: UploadView[];
  mayUpload: boolean;
}

export async function loader({ context }: LoaderFunctionArgs): Promise<UploadsData> {
  const { viewer } = pageOf(context).port;
  const actor = viewer && actorOf(viewer);
  const { items } = await load(context, listUploads, {});
  const mayUpload = actor !== null && can(actor, 'upload.write', { bodyId: actor.bodyId });
  return { items, mayUpload };
}

export default function Uploads() {
  const { items, mayUpload } = useLoaderData<UploadsData>();
  const t = useT();
  const start = mayUpload && (
    <LinkButton kind="primary" to="/console/uploads/new">
      {t('console.uploads.new')}
    </LinkButton>
  );
  return (
    <>
      <PageHead title={t('console.place.uploads')} aside={items.length > 0 && start} />
      <Table
        caption={t('console.uploads.caption')}
        columns={useColumns()}
        rows={items}
        rowKey={({ id }) => id}
        empty={
          <EmptyState title={t('console.uploads.none')} action={start}>
            {t('console.uploads.none-text')}
          </EmptyState>
        }
      />
    </>
  );
}

function useColumns(): Column<UploadView>[] {
  const t = useT();
  const format = useFormat();
  return [
    {
      key: 'name',
      head: t('console.uploads.file'),
      cell: ({ id, fileName }) => <Link to={`/console/uploads/${id}`}>{fileName}</Link>,
    },
    { key: 'state', head: t('console.state'), cell: ({ state }) => t(`console.upload-state.${state}`) },
    {
      key: 'rows',
      head: t('console.rows'),
      numeric: true,
      cell: ({ reading }) => (reading ? format.number(reading.rows) : ''),
    },
    {
      key: 'size',
      head: t('console.uploads.size'),
      numeric: true,
      minor: true,
      cell: ({ bytes }) => format.bytes(bytes),
    },
    {
      key: 'at',
      head: t('console.uploads.at'),
      minor: true,
      cell: ({ createdAt }) => <Time at={createdAt} show="date-time" />,
    },
  ];
}
