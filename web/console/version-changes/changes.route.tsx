import { useLoaderData, type LoaderFunctionArgs } from 'react-router';
import { getDraft, type DraftView } from '../../../rules/datasets/drafts.operations.ts';
import { load } from '../../app/load.ts';
import { loadChanges, type ChangesFound } from '../../app/version-changes.ts';
import { VersionChanges } from '../../app/version-changes-view.tsx';
import { useT } from '../../design/language.tsx';
import { PageHead } from '../page-head.tsx';

interface ChangesData extends ChangesFound {
  draft: DraftView;
}

export async function loader({ context, params, request }: LoaderFunctionArgs): Promise<ChangesData> {
  const id = params['id'] ?? '';
  const draft = await load(context, getDraft, { id });
  return { draft, ...(await loadChanges(context, { id, version: params['version'] ?? '', request })) };
}

/** What a version changes, for those who work on it or decide about it. */
export default function ConsoleVersionChanges() {
  const { draft, ...found } = useLoaderData<ChangesData>();
  const t = useT();
  return (
    <>
      <PageHead
        title={t('changes.title')}
        tab={t('changes.of', { name: draft.entry.name || draft.code })}
        crumbs={[
          { name: t('console.place.datasets'), to: '/console/datasets' },
          { name: draft.entry.name || draft.code, to: `/console/datasets/${draft.id}` },
          { name: t('changes.title') },
        ]}
      />
      <VersionChanges found={found} fields={draft.entry.fields} />
    </>
  );
}
