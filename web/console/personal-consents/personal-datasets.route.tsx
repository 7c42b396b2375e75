import {
  data,
  redirect,
  useActionData,
  useLoaderData,
  useSearchParams,
  type ActionFunctionArgs,
  type LoaderFunctionArgs,
} from 'react-router';
import { getDataset } from '../../../rules/datasets/datasets.operations.ts';
import {
  declarePersonalDataset,
  listPersonalDatasets,
  type PersonalDataset,
} from '../../../rules/personal-consents/personal-consents.operations.ts';
import { load } from '../../app/load.ts';
import { pageOf } from '../../app/page-context.ts';
import { attempt, type ProblemView } from '../../app/problem-view.ts';
import { Button } from '../../design/button.tsx';
import { classesOf } from '../../design/classes.ts';
import { ProvisionLink, Time } from '../../design/facts.tsx';
import { TextField } from '../../design/field.tsx';
import { useT } from '../../design/language.tsx';
import { Table } from '../../design/table.tsx';
import console from '../console.module.css';
import { DoneNote } from '../done-note.tsx';
import { textOf } from '../form-data.ts';
import { NameCell } from '../name-cell.tsx';
import { PageHead, Part } from '../page-head.tsx';
import { ProblemNote } from '../problem-note.tsx';

const css = classesOf(console);

export async function loader({ context }: LoaderFunctionArgs): Promise<PersonalDataset[]> {
  return (await load(context, listPersonalDatasets, {})).items;
}

export async function action({ context, request }: ActionFunctionArgs) {
  const form = await request.formData();
  const done = await attempt(declare(pageOf(context).port, form));
  if (done.ok) return redirect('/console/personal-datasets?done=personal-data-declare', 303);
  return data({ problem: done.problem }, { status: done.problem.status });
}

async function declare(port: ReturnType<typeof pageOf>['port'], form: FormData): Promise<void> {
  const { id } = await port.call(getDataset, { id: textOf(form, 'code') });
  await port.call(declarePersonalDataset, { id, column: textOf(form, 'column') });
}

/** What is declared as data of persons, and the form to declare another dataset of the body. */
export default function PersonalDatasets() {
  const items = useLoaderData<PersonalDataset[]>();
  const refused = useActionData<{ problem: ProblemView }>();
  const [search] = useSearchParams();
  const t = useT();
  return (
    <>
      <PageHead
        title={t('console.place.personal-datasets')}
        meta={t('personalConsent.declare-lead')}
        aside={<ProvisionLink id="plan2023-3.4" />}
      />
      {!refused && <DoneNote done={search.get('done')} />}
      {refused && <ProblemNote problem={refused.problem} />}
      <Table
        caption={t('personalConsent.datasets')}
        columns={[
          {
            key: 'dataset',
            head: t('personalConsent.dataset'),
            cell: ({ dataset }) => (
              <NameCell to={`/datasets/${dataset.code}`} name={dataset.name} code={dataset.code} />
            ),
          },
          { key: 'publisher', head: t('personalConsent.publisher'), cell: ({ publisher }) => publisher },
          { key: 'column', head: t('personalConsent.column'), cell: ({ column }) => column },
          {
            key: 'declared',
            head: t('personalConsent.declared'),
            minor: true,
            cell: ({ declaredAt }) => <Time at={declaredAt} />,
          },
        ]}
        rows={items}
        rowKey={({ dataset }) => dataset.id}
        empty={<p>{t('personalConsent.datasets-none')}</p>}
      />
      <Part title={t('personalConsent.declare')}>
        <form method="post" className={css('form')}>
          <TextField
            label={t('personalConsent.code')}
            name="code"
            required
            maxLength={40}
            spellCheck={false}
          />
          <TextField label={t('personalConsent.column')} name="column" required maxLength={200} />
          <p>
            <Button kind="primary">{t('personalConsent.declare')}</Button>
          </p>
        </form>
      </Part>
    </>
  );
}
