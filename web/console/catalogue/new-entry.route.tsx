import {
  data,
  redirect,
  useActionData,
  useLoaderData,
  type ActionFunctionArgs,
  type LoaderFunctionArgs,
} from 'react-router';
import { can } from '../../../rules/access/permissions.ts';
import { createCatalogueEntry } from '../../../rules/catalogue/catalogue.operations.ts';
import { blankCatalogueEntry, type CatalogueEntryInput } from '../../../rules/catalogue/catalogue.schema.ts';
import { pageOf } from '../../app/page-context.ts';
import { attempt, problemResponse, type ProblemView } from '../../app/problem-view.ts';
import { Button } from '../../design/button.tsx';
import { classesOf } from '../../design/classes.ts';
import { useT } from '../../design/language.tsx';
import { actorOf } from '../acting.ts';
import { PageHead } from '../page-head.tsx';
import { ProblemNote } from '../problem-note.tsx';
import styles from './catalogue.module.css';
import { EntryFields, type Sharer } from './entry-fields.tsx';
import { sharersFor } from './sharers.ts';
import { catalogueEntryFrom } from './entry-form.ts';

const css = classesOf(styles);

export async function loader({ context }: LoaderFunctionArgs): Promise<Sharer[]> {
  const { viewer } = pageOf(context).port;
  const actor = viewer && actorOf(viewer);
  if (!actor || !can(actor, 'catalogue-entry.write', { bodyId: actor.bodyId })) {
    throw problemResponse('not-permitted', { provision: 'xz-9' });
  }
  return sharersFor(context, actor.bodyId);
}

interface Refused {
  problem: ProblemView;
  entry: CatalogueEntryInput;
}

export async function action({ context, request }: ActionFunctionArgs) {
  const entry = catalogueEntryFrom(await request.formData());
  const made = await attempt(pageOf(context).port.call(createCatalogueEntry, entry));
  if (made.ok) return redirect(`/console/catalogue/${made.value.id}?done=entered`, 303);
  const refused: Refused = { problem: made.problem, entry };
  return data(refused, { status: made.problem.status });
}

export default function NewCatalogueEntry() {
  const sharers = useLoaderData<Sharer[]>();
  const refused = useActionData<Refused>();
  const t = useT();
  return (
    <>
      <PageHead
        title={t('console.catalogue.new')}
        crumbs={[
          { name: t('console.place.catalogue'), to: '/console/catalogue' },
          { name: t('console.catalogue.new') },
        ]}
      />
      {refused && <ProblemNote problem={refused.problem} />}
      <form method="post">
        <EntryFields entry={refused?.entry ?? blankCatalogueEntry()} sharers={sharers} />
        <p className={css('acts')}>
          <Button kind="primary">{t('console.catalogue.enter')}</Button>
        </p>
      </form>
    </>
  );
}
