import {
  data,
  redirect,
  useActionData,
  useLoaderData,
  useSearchParams,
  type ActionFunctionArgs,
  type LoaderFunctionArgs,
} from 'react-router';
import { reachOf } from '../../../rules/access/permissions.ts';
import type { Page } from '../../../rules/api/views.ts';
import {
  getCatalogueImport,
  IMPORT_PAGE,
  listImportChanges,
  stepCatalogueImport,
  type CatalogueImportView,
  type ImportChange,
} from '../../../rules/catalogue/catalogue-imports.operations.ts';
import { CHANGE_KINDS, type ChangeKind } from '../../../rules/catalogue/import/compare-row.ts';
import { load } from '../../app/load.ts';
import { pageOf } from '../../app/page-context.ts';
import { attempt, type ProblemView } from '../../app/problem-view.ts';
import { useFormat, useT } from '../../design/language.tsx';
import { actorOf } from '../acting.ts';
import { askedOf } from '../asked.ts';
import { DoneNote } from '../done-note.tsx';
import { choiceOf } from '../form-data.ts';
import { PageHead } from '../page-head.tsx';
import { ProblemNote } from '../problem-note.tsx';
import { Changes } from './changes.tsx';
import { Counts, Findings, NewBodies } from './import-facts.tsx';
import { ImportStanding } from './import-standing.tsx';

/** Looks again by itself while the file is being compared or taken over. */
export const handle = { scripts: true };

const SHOWN = 30;

interface ImportData {
  import: CatalogueImportView;
  /** Null until it has been compared. */
  changes: Page<ImportChange> | null;
  kind: ChangeKind | null;
  /** Whether the viewer may open entries of the catalogue. */
  opens: boolean;
}

export async function loader({ context, params, request }: LoaderFunctionArgs): Promise<ImportData> {
  const id = params['id'] ?? '';
  const asked = askedOf(request, 'kind');
  const kind = CHANGE_KINDS.find((known) => known === asked.kind) ?? null;
  const found = await load(context, getCatalogueImport, { id });
  const { viewer } = pageOf(context).port;
  const page = { limit: SHOWN, ...(kind && { kind }), ...(asked.cursor && { cursor: asked.cursor }) };
  return {
    import: found,
    changes: found.counts && (await load(context, listImportChanges, { id, ...page })),
    kind,
    opens: viewer !== null && reachOf(actorOf(viewer), 'catalogue-entry.read') !== null,
  };
}

export async function action({ context, params, request }: ActionFunctionArgs) {
  const id = params['id'] ?? '';
  const event = choiceOf(await request.formData(), 'event', ['take', 'drop']) ?? 'drop';
  const done = await attempt(pageOf(context).port.call(stepCatalogueImport, { id, event }));
  if (done.ok) return redirect(`${IMPORT_PAGE.path}/${id}?done=import-${event}`, 303);
  return data(done.problem, { status: done.problem.status });
}

/** One import: what it would change, the decision, and what became of it. Works without scripts. */
export default function CatalogueImport() {
  const { import: found, changes, kind, opens } = useLoaderData<ImportData>();
  const refused = useActionData<ProblemView>();
  const [search] = useSearchParams();
  const t = useT();
  const format = useFormat();
  return (
    <>
      <PageHead
        title={found.fileName}
        crumbs={[
          { name: t('console.place.catalogue-imports'), to: IMPORT_PAGE.path },
          { name: found.fileName },
        ]}
        meta={
          <>
            <span>{t(`console.import.state.${found.state}`)}</span>
            {found.source && <span>{found.source}</span>}
            <span>{format.bytes(found.bytes)}</span>
            <span>{found.by}</span>
          </>
        }
      />
      {refused && <ProblemNote problem={refused} />}
      {!refused && found.state !== 'taken' && <DoneNote done={search.get('done')} />}
      <ImportStanding found={found} />
      {found.counts && <Counts counts={found.counts} />}
      {found.findings.length > 0 && <Findings found={found} />}
      {changes && found.counts && (
        <Changes id={found.id} changes={changes} counts={found.counts} kind={kind} opens={opens} />
      )}
      {found.newBodies.length > 0 && <NewBodies bodies={found.newBodies} />}
    </>
  );
}
