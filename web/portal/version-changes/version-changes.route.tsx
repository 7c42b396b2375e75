import { useLoaderData, type LoaderFunctionArgs } from 'react-router';
import { getDataset, type DatasetView } from '../../../rules/datasets/datasets.operations.ts';
import { load } from '../../app/load.ts';
import { PageTitle } from '../../app/page-title.tsx';
import { loadChanges, type ChangesFound } from '../../app/version-changes.ts';
import { VersionChanges } from '../../app/version-changes-view.tsx';
import { useT } from '../../design/language.tsx';
import { Breadcrumb } from '../../design/navigation.tsx';

interface ChangesData extends ChangesFound {
  dataset: DatasetView;
}

export async function loader({ context, params, request }: LoaderFunctionArgs): Promise<ChangesData> {
  const id = params['code'] ?? '';
  const dataset = await load(context, getDataset, { id });
  return { dataset, ...(await loadChanges(context, { id, version: params['version'] ?? '', request })) };
}

export default function VersionChangesPage() {
  const { dataset, ...found } = useLoaderData<ChangesData>();
  const t = useT();
  return (
    <>
      <PageTitle title={t('changes.of', { name: dataset.name })} />
      <Breadcrumb
        crumbs={[
          { name: t('dataset.catalogue'), to: '/datasets' },
          { name: dataset.name, to: `/datasets/${dataset.code}#versions` },
          { name: t('changes.title') },
        ]}
      />
      <h1>{t('changes.title')}</h1>
      <VersionChanges found={found} fields={dataset.fields} />
    </>
  );
}
