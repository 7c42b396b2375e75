import {
  data,
  redirect,
  useActionData,
  useLoaderData,
  useSearchParams,
  type ActionFunctionArgs,
  type LoaderFunctionArgs,
} from 'react-router';
import { can } from '../../../rules/access/permissions.ts';
import {
  getCatalogueEntry,
  getCatalogueEntryHistory,
  saveCatalogueEntry,
} from '../../../rules/catalogue/catalogue.operations.ts';
import type { CatalogueEntryInput, CatalogueEntryView } from '../../../rules/catalogue/catalogue.schema.ts';
import type { HistoryItem } from '../../../rules/events/event.schema.ts';
import { load } from '../../app/load.ts';
import { pageOf } from '../../app/page-context.ts';
import { attempt, type ProblemView } from '../../app/problem-view.ts';
import { Button, LinkButton } from '../../design/button.tsx';
import { classesOf } from '../../design/classes.ts';
import { ProvisionLink } from '../../design/facts.tsx';
import { useT } from '../../design/language.tsx';
import { Note } from '../../design/note.tsx';
import { actorOf } from '../acting.ts';
import { History } from '../datasets/history.tsx';
import { DoneNote } from '../done-note.tsx';
import { integerOf } from '../form-data.ts';
import { PageHead } from '../page-head.tsx';
import { ProblemNote } from '../problem-note.tsx';
import styles from './catalogue.module.css';
import { EntryFields, type Sharer } from './entry-fields.tsx';
import { catalogueEntryFrom } from './entry-form.ts';
import { EntryStanding, FromSource } from './entry-standing.tsx';
import { EntryView } from './entry-view.tsx';
import { sharersFor } from './sharers.ts';

const css = classesOf(styles);

interface EntryData {
  entry: CatalogueEntryView;
  history: HistoryItem[];
  /** Empty for those who only read. */
  sharers: Sharer[];
  mayWrite: boolean;
}

export async function loader({ context, params }: LoaderFunctionArgs): Promise<EntryData> {
  const { viewer } = pageOf(context).port;
  const id = params['id'] ?? '';
  const [entry, { items }] = await Promise.all([
    load(context, getCatalogueEntry, { id }),
    load(context, getCatalogueEntryHistory, { id }),
  ]);
  const mayWrite = viewer !== null && can(actorOf(viewer), 'catalogue-entry.write', { bodyId: entry.bodyId });
  return {
    entry,
    history: items,
    mayWrite,
    sharers: mayWrite ? await sharersFor(context, entry.bodyId) : [],
  };
}

interface Refused {
  problem: ProblemView;
  entry: CatalogueEntryInput;
}

export async function action({ context, params, request }: ActionFunctionArgs) {
  const form = await request.formData();
  const id = params['id'] ?? '';
  const entry = catalogueEntryFrom(form);
  const revision = integerOf(form, 'revision') ?? 0;
  const saved = await attempt(pageOf(context).port.call(saveCatalogueEntry, { id, revision, ...entry }));
  if (saved.ok) return redirect(`/console/catalogue/${id}?done=entry-saved`, 303);
  const refused: Refused = { problem: saved.problem, entry };
  return data(refused, { status: saved.problem.status });
}

export default function CatalogueEntry() {
  const { entry, history, sharers, mayWrite } = useLoaderData<EntryData>();
  const refused = useActionData<Refused>();
  const [search] = useSearchParams();
  const t = useT();
  const conflict = refused?.problem.code === 'changed-meanwhile';
  return (
    <>
      <PageHead
        title={entry.name}
        crumbs={[{ name: t('console.place.catalogue'), to: '/console/catalogue' }, { name: entry.name }]}
        meta={entry.bodyName}
      />
      {!refused && <DoneNote done={search.get('done')} />}
      {refused && <ProblemNote problem={refused.problem} />}
      {conflict && (
        <Note kind="warning" title={t('console.conflict.title')}>
          <p>{t('console.catalogue.conflict')}</p>
          <LinkButton to={`/console/catalogue/${entry.id}`} plainLink>
            {t('console.conflict.take-theirs')}
          </LinkButton>
        </Note>
      )}
      <EntryStanding entry={entry} />
      {mayWrite ? (
        <form method="post" key={entry.revision}>
          <input type="hidden" name="revision" value={entry.revision} />
          <EntryFields entry={refused?.entry ?? entry} sharers={sharers} />
          <p className={css('acts')}>
            <Button kind="primary">{t('console.catalogue.save')}</Button>
            <ProvisionLink id="xz-9" />
          </p>
        </form>
      ) : (
        <EntryView entry={entry} />
      )}
      {entry.source && <FromSource source={entry.source} />}
      <History items={history} />
    </>
  );
}
