import {
  data,
  Link,
  redirect,
  useActionData,
  useLoaderData,
  type ActionFunctionArgs,
  type LoaderFunctionArgs,
} from 'react-router';
import { can } from '../../../rules/access/permissions.ts';
import {
  IMPORT_PAGE,
  listCatalogueImports,
  type CatalogueImportView,
} from '../../../rules/catalogue/catalogue-imports.operations.ts';
import { load } from '../../app/load.ts';
import { pageOf } from '../../app/page-context.ts';
import { attempt, problemResponse, type ProblemView } from '../../app/problem-view.ts';
import { Time } from '../../design/facts.tsx';
import { useFormat, useT } from '../../design/language.tsx';
import { EmptyState } from '../../design/states.tsx';
import { Table, type Column } from '../../design/table.tsx';
import { actorOf } from '../acting.ts';
import { PageHead, Part } from '../page-head.tsx';
import { fileOf, sendExport, type Unfit } from './send-export.ts';
import { SendForm } from './send-form.tsx';

export const loader = ({ context }: LoaderFunctionArgs): Promise<{ items: CatalogueImportView[] }> =>
  load(context, listCatalogueImports, {});

export interface Refused {
  unfit?: Unfit;
  problem?: ProblemView;
}

export async function action({ context, request }: ActionFunctionArgs) {
  const { port } = pageOf(context);
  // Before the file is read: whoever may not import sends nothing.
  if (port.viewer === null || !can(actorOf(port.viewer), 'catalogue.import'))
    throw problemResponse('not-permitted', { provision: 'xz-9' });
  const file = await fileOf(request);
  if (!(file instanceof File)) {
    const refused: Refused = { unfit: file };
    return data(refused, { status: file.why.startsWith('too-large') ? 413 : 400 });
  }
  const sent = await attempt(sendExport(port, file));
  if (sent.ok) return redirect(`${IMPORT_PAGE.path}/${sent.value}`, 303);
  const refused: Refused = { problem: sent.problem };
  return data(refused, { status: sent.problem.status });
}

/** Where an export of another platform is sent, and what became of the former ones. Works without scripts. */
export default function Imports() {
  const { items } = useLoaderData<{ items: CatalogueImportView[] }>();
  const refused = useActionData<Refused>();
  const t = useT();
  return (
    <>
      <PageHead
        title={t('console.import.title')}
        tab={t('console.place.catalogue-imports')}
        meta={t('console.import.lead')}
      />
      <SendForm {...refused} />
      <Part title={t('console.import.list')}>
        <Table
          caption={t('console.import.list')}
          captionUnseen
          columns={useColumns()}
          rows={items}
          rowKey={({ id }) => id}
          empty={<EmptyState title={t('console.import.none')}>{t('console.import.none-text')}</EmptyState>}
        />
      </Part>
    </>
  );
}

function useColumns(): Column<CatalogueImportView>[] {
  const t = useT();
  const format = useFormat();
  return [
    {
      key: 'file',
      head: t('console.import.column.file'),
      cell: ({ id, fileName }) => <Link to={`${IMPORT_PAGE.path}/${id}`}>{fileName}</Link>,
    },
    { key: 'state', head: t('console.state'), cell: ({ state }) => t(`console.import.state.${state}`) },
    {
      key: 'effect',
      head: t('console.import.column.effect'),
      cell: ({ counts }) => counts && t('console.import.effect', counts),
    },
    {
      key: 'size',
      head: t('console.uploads.size'),
      numeric: true,
      minor: true,
      cell: ({ bytes }) => format.bytes(bytes),
    },
    { key: 'by', head: t('console.import.column.by'), minor: true, cell: ({ by }) => by },
    {
      key: 'at',
      head: t('console.import.column.at'),
      minor: true,
      cell: ({ createdAt }) => <Time at={createdAt} show="date-time" />,
    },
  ];
}
