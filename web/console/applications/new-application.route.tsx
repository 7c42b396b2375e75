import {
  data,
  redirect,
  useActionData,
  useLoaderData,
  type ActionFunctionArgs,
  type LoaderFunctionArgs,
} from 'react-router';
import { reachOf } from '../../../rules/access/permissions.ts';
import { createApplication } from '../../../rules/applications/applications.operations.ts';
import { getDataset, type DatasetView } from '../../../rules/datasets/datasets.operations.ts';
import { load } from '../../app/load.ts';
import { pageOf } from '../../app/page-context.ts';
import { attempt, problemResponse, type ProblemView } from '../../app/problem-view.ts';
import { Button } from '../../design/button.tsx';
import { classesOf } from '../../design/classes.ts';
import { ProvisionLink } from '../../design/facts.tsx';
import { TextArea } from '../../design/field.tsx';
import { useT } from '../../design/language.tsx';
import { actorOf } from '../acting.ts';
import styles from '../console.module.css';
import { linesOf, textOf } from '../form-data.ts';
import { PageHead, Part } from '../page-head.tsx';
import { ProblemNote } from '../problem-note.tsx';
import { Conditions } from './conditions.tsx';

const css = classesOf(styles);
const PATH = '/console/applications';

interface NewData {
  dataset: DatasetView;
}

export async function loader({ context, request }: LoaderFunctionArgs): Promise<NewData> {
  const { viewer } = pageOf(context).port;
  if (!viewer || reachOf(actorOf(viewer), 'application.write') === null)
    throw problemResponse('not-permitted', { provision: 'xz-18' });
  const id = new URL(request.url).searchParams.get('dataset') ?? '';
  return { dataset: await load(context, getDataset, { id }) };
}

interface Refused {
  problem: ProblemView;
  others: string;
}

export async function action({ context, request }: ActionFunctionArgs) {
  const form = await request.formData();
  const datasets = [textOf(form, 'dataset'), ...linesOf(form, 'others')];
  const made = await attempt(pageOf(context).port.call(createApplication, { datasets }));
  if (made.ok) return redirect(`${PATH}/${made.value.id}?done=application-create`, 303);
  const refused: Refused = { problem: made.problem, others: linesOf(form, 'others').join('\n') };
  return data(refused, { status: made.problem.status });
}

/** The conditions and documents of a dataset before anything is written, and the way to begin. */
export default function NewApplication() {
  const { dataset } = useLoaderData<NewData>();
  const refused = useActionData<Refused>();
  const t = useT();
  return (
    <>
      <PageHead
        title={dataset.name}
        crumbs={[{ name: t('console.place.applications'), to: PATH }, { name: t('application.apply') }]}
        meta={dataset.publisher.name}
      />
      {refused && <ProblemNote problem={refused.problem} />}
      <Part title={t('application.conditions')}>
        <Conditions conditions={dataset.conditions} materials={dataset.materials} />
      </Part>
      <Part title={t('application.begin')}>
        <form method="post" className={css('form')}>
          <p>{t('application.begin-lead')}</p>
          <input type="hidden" name="dataset" value={dataset.code} />
          <TextArea
            label={t('application.more-datasets')}
            hint={t('application.more-datasets-hint')}
            name="others"
            rows={2}
            optional
            defaultValue={refused?.others}
          />
          <p>
            <Button kind="primary">{t('application.begin')}</Button>
          </p>
          <ProvisionLink id="xz-18" />
        </form>
      </Part>
    </>
  );
}
