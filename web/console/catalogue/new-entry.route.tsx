import {
  data,
  redirect,
  useActionData,
  type ActionFunctionArgs,
  type LoaderFunctionArgs,
} from 'react-router';
import { can } from '../../../rules/access/permissions.ts';
import { createCatalogueEntry } from '../../../rules/catalogue/catalogue.operations.ts';
import type { CatalogueEntryInput } from '../../../rules/catalogue/catalogue.schema.ts';
import { pageOf } from '../../app/page-context.ts';
import { attempt, problemResponse, type ProblemView } from '../../app/problem-view.ts';
import { Button } from '../../design/button.tsx';
import { classesOf } from '../../design/classes.ts';
import { useT } from '../../design/language.tsx';
import { actorOf } from '../acting.ts';
import { PageHead } from '../page-head.tsx';
import { ProblemNote } from '../problem-note.tsx';
import styles from './catalogue.module.css';
import { EntryFields } from './entry-fields.tsx';
import { catalogueEntryFrom } from './entry-form.ts';

const css = classesOf(styles);
const BLANK: CatalogueEntryInput = {
  name: '',
  summary: '',
  domain: '',
  openness: 'unconditional',
  origin: 'system',
  fields: [],
};

export function loader({ context }: LoaderFunctionArgs): null {
  const { viewer } = pageOf(context).port;
  const actor = viewer && actorOf(viewer);
  if (!actor || !can(actor, 'catalogue-entry.write', { bodyId: actor.bodyId })) {
    throw problemResponse('not-permitted', { provision: 'xz-9' });
  }
  return null;
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
        <EntryFields entry={refused?.entry ?? BLANK} />
        <p className={css('acts')}>
          <Button kind="primary">{t('console.catalogue.enter')}</Button>
        </p>
      </form>
    </>
  );
}
