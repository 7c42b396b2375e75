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
import { getCatalogueEntry, saveCatalogueEntry } from '../../../rules/catalogue/catalogue.operations.ts';
import type {
  CatalogueEntryInput,
  CatalogueEntryView,
  CatalogueField,
} from '../../../rules/catalogue/catalogue.schema.ts';
import { load } from '../../app/load.ts';
import { pageOf } from '../../app/page-context.ts';
import { usePage } from '../../app/page.tsx';
import { domainName, profileOf } from '../../app/profile.ts';
import { attempt, type ProblemView } from '../../app/problem-view.ts';
import { Button, LinkButton } from '../../design/button.tsx';
import { ClassMark } from '../../design/class-mark.tsx';
import { classesOf } from '../../design/classes.ts';
import { DefinitionList, ProvisionLink } from '../../design/facts.tsx';
import { useFormat, useLanguage, useT } from '../../design/language.tsx';
import { Note } from '../../design/note.tsx';
import { Table, type Column } from '../../design/table.tsx';
import { actorOf } from '../acting.ts';
import { DoneNote } from '../done-note.tsx';
import { integerOf } from '../form-data.ts';
import { PageHead, Part } from '../page-head.tsx';
import { ProblemNote } from '../problem-note.tsx';
import styles from './catalogue.module.css';
import { EntryFields } from './entry-fields.tsx';
import { catalogueEntryFrom } from './entry-form.ts';

const css = classesOf(styles);

interface EntryData {
  entry: CatalogueEntryView;
  mayWrite: boolean;
}

export async function loader({ context, params }: LoaderFunctionArgs): Promise<EntryData> {
  const { viewer } = pageOf(context).port;
  const entry = await load(context, getCatalogueEntry, { id: params['id'] ?? '' });
  const mayWrite = viewer !== null && can(actorOf(viewer), 'catalogue-entry.write', { bodyId: entry.bodyId });
  return { entry, mayWrite };
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
  const { entry, mayWrite } = useLoaderData<EntryData>();
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
      {mayWrite ? (
        <form method="post" key={entry.revision}>
          <input type="hidden" name="revision" value={entry.revision} />
          <EntryFields entry={refused?.entry ?? entry} />
          <p className={css('acts')}>
            <Button kind="primary">{t('console.catalogue.save')}</Button>
            <ProvisionLink id="xz-9" />
          </p>
        </form>
      ) : (
        <ReadOnly entry={entry} />
      )}
    </>
  );
}

function ReadOnly({ entry }: { entry: CatalogueEntryView }) {
  const t = useT();
  const format = useFormat();
  const language = useLanguage();
  const profile = profileOf(usePage());
  const columns: Column<CatalogueField>[] = [
    { key: 'name', head: t('console.catalogue.field-name'), cell: ({ name }) => name },
    { key: 'label', head: t('console.field.label'), cell: ({ label }) => label },
    { key: 'description', head: t('console.field.description'), cell: ({ description }) => description },
  ];
  const { domain, origin, openness, summary, fields, changedAt } = entry;
  return (
    <>
      <DefinitionList
        facts={[
          { term: t('console.catalogue.openness'), value: <ClassMark kind={openness} /> },
          { term: t('console.catalogue.origin'), value: t(`origin.${origin}`) },
          ...(domain
            ? [{ term: t('console.entry.domain'), value: domainName(profile, domain, language) }]
            : []),
          ...(summary ? [{ term: t('console.entry.summary'), value: summary }] : []),
          { term: t('console.changed-at'), value: format.dateTime(changedAt) },
        ]}
      />
      <Part title={t('console.catalogue.fields')}>
        <Table
          caption={t('console.catalogue.fields')}
          captionUnseen
          columns={columns}
          rows={fields}
          rowKey={({ name }) => name}
          empty={<p>{t('console.entry.no-fields')}</p>}
        />
      </Part>
    </>
  );
}
