import {
  data,
  Form,
  redirect,
  useActionData,
  useLoaderData,
  type ActionFunctionArgs,
  type LoaderFunctionArgs,
} from 'react-router';
import { reachOf } from '../../../rules/access/permissions.ts';
import { SOURCE_KINDS, type SourceKind } from '../../../rules/sources/source.schema.ts';
import { createSource } from '../../../rules/sources/sources.operations.ts';
import { pageOf } from '../../app/page-context.ts';
import { attempt, problemResponse, type ProblemView } from '../../app/problem-view.ts';
import { Button } from '../../design/button.tsx';
import { classesOf } from '../../design/classes.ts';
import { Select } from '../../design/field.tsx';
import { useT } from '../../design/language.tsx';
import { actorOf } from '../acting.ts';
import styles from '../console.module.css';
import { textOf } from '../form-data.ts';
import { ownDatasets } from '../own-datasets.ts';
import { PageHead } from '../page-head.tsx';
import { ProblemNote } from '../problem-note.tsx';
import { emptyAddress, kindOf, sourceFrom } from './source-form.ts';
import { SourceFields, type SourceValues } from './source-fields.tsx';

const css = classesOf(styles);
const DAILY_SECONDS = 86_400;

interface NewData {
  kind: SourceKind;
  datasets: { id: string; name: string }[];
}

export async function loader({ context, request }: LoaderFunctionArgs): Promise<NewData> {
  const { viewer } = pageOf(context).port;
  if (!viewer || reachOf(actorOf(viewer), 'source.write') === null) {
    throw problemResponse('not-permitted', { provision: 'xz-16-2' });
  }
  const live = await ownDatasets(context);
  return {
    kind: kindOf(new URL(request.url).searchParams.get('kind')),
    datasets: live.map(({ id, name, code }) => ({ id, name: name || code })),
  };
}

interface Refused {
  problem: ProblemView;
  values: SourceValues;
  datasetId: string;
}

export async function action({ context, request }: ActionFunctionArgs) {
  const form = await request.formData();
  const { secret, ...values } = sourceFrom(form, kindOf(textOf(form, 'kind')));
  const datasetId = textOf(form, 'datasetId');
  const wanted = { ...values, datasetId, ...(secret !== undefined && { secret }) };
  const made = await attempt(pageOf(context).port.call(createSource, wanted));
  if (made.ok) return redirect(`/console/sources/${made.value.id}?done=source-created`, 303);
  const refused: Refused = { problem: made.problem, values, datasetId };
  return data(refused, { status: made.problem.status });
}

export default function NewSource() {
  const { kind, datasets } = useLoaderData<NewData>();
  const refused = useActionData<Refused>();
  const t = useT();
  const shown = refused?.values.address.kind ?? kind;
  const values = refused?.values ?? {
    name: '',
    everySeconds: DAILY_SECONDS,
    live: null,
    address: emptyAddress(kind),
  };
  return (
    <>
      <PageHead
        title={t('source.new')}
        crumbs={[{ name: t('console.place.sources'), to: '/console/sources' }, { name: t('source.new') }]}
        meta={t('source.lead')}
      />
      {refused && <ProblemNote problem={refused.problem} />}
      <Form method="get" className={css('form')} key={`kind-${shown}`}>
        <Select
          label={t('source.kind')}
          name="kind"
          defaultValue={shown}
          options={SOURCE_KINDS.map((value) => ({ value, label: t(`source.kind.${value}`) }))}
        />
        <p>
          <Button>{t('source.choose-kind')}</Button>
        </p>
      </Form>
      <form method="post" className={css('form', 'part')} key={shown}>
        <input type="hidden" name="kind" value={shown} />
        <Select
          label={t('source.dataset')}
          name="datasetId"
          defaultValue={refused?.datasetId}
          options={datasets.map(({ id, name }) => ({ value: id, label: name }))}
          required
        />
        <SourceFields values={values} />
        <p>
          <Button kind="primary">{t('source.create')}</Button>
        </p>
      </form>
    </>
  );
}
