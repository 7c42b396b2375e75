import {
  useActionData,
  useLoaderData,
  useSearchParams,
  type ActionFunctionArgs,
  type LoaderFunctionArgs,
} from 'react-router';
import { PageHead } from '../page-head.tsx';
import { ClassMark } from '../../design/class-mark.tsx';
import { LinkButton } from '../../design/button.tsx';
import { useFormat, useT } from '../../design/language.tsx';
import { DoneNote } from '../done-note.tsx';
import { GuidelineInHand } from '../guideline-in-hand.ts';
import { ProblemNote } from '../problem-note.tsx';
import { Conflict } from './conflict.tsx';
import { ConsentsPart } from './consents-part.tsx';
import { actOnDraft, type DraftAnswer } from './draft-actions.ts';
import { loadDraft, type DraftData } from './draft-data.ts';
import { Editor } from './editor.tsx';
import { EntryView } from './entry-view.tsx';
import { GradingsPart } from './gradings-part.tsx';
import { History } from './history.tsx';
import { DraftNext } from './draft-next.tsx';
import { LostNote } from './lost-note.tsx';
import { SecrecyPart } from './secrecy-part.tsx';
import { Standing } from './standing.tsx';
import { VersionPart, VersionsPart } from './version-part.tsx';

/** The check runs while one writes, and drafts keep themselves. */
export const handle = { scripts: true };

export const loader = ({ context, params }: LoaderFunctionArgs): Promise<DraftData> =>
  loadDraft(context, params['id'] ?? '');

export const action = ({ context, params, request }: ActionFunctionArgs) =>
  actOnDraft(context, params['id'] ?? '', request);

export default function DraftPage() {
  const found = useLoaderData<DraftData>();
  const answer = useActionData<DraftAnswer>();
  const [search] = useSearchParams();
  const { draft, history, grading } = found;
  const problem = answer?.problem;
  return (
    <GuidelineInHand value={draft.guideline}>
      <Head found={found} />
      {!answer && <DoneNote done={search.get('done')} />}
      {problem && problem.code !== 'changed-meanwhile' && <ProblemNote problem={problem} />}
      {problem?.code === 'changed-meanwhile' && answer?.entry && (
        <Conflict theirs={draft} mine={answer.entry} />
      )}
      <DraftNext found={found} />
      <LostNote found={found} />
      <VersionPart found={found} />
      {draft.can['save'] === true ? (
        <Editor key={`${draft.id}${problem ? '!' : ''}`} found={found} written={answer?.entry ?? null} />
      ) : (
        <EntryView entry={draft.entry} findings={draft.findings} />
      )}
      <SecrecyPart datasetId={draft.id} grading={grading} />
      <ConsentsPart grading={grading} fields={draft.entry.fields} />
      <GradingsPart gradings={grading.gradings} />
      <Standing found={found} />
      <VersionsPart found={found} />
      <History items={history} />
    </GuidelineInHand>
  );
}

function Head({ found: { draft, dataset } }: { found: DraftData }) {
  const t = useT();
  const format = useFormat();
  const { entry, code, state, publisher, listed } = draft;
  const isPublic = state === 'open' || state === 'listed' || state === 'suspended';
  return (
    <PageHead
      title={entry.name || code}
      crumbs={[{ name: t('console.place.datasets'), to: '/console/datasets' }, { name: code }]}
      meta={
        <>
          {listed && <ClassMark kind={state === 'suspended' ? 'suspended' : listed.openClass} />}
          <span>{format.list([t(`datasetState.${state}`), publisher.name])}</span>
        </>
      }
      aside={
        isPublic && <LinkButton to={`/datasets/${dataset.code}`}>{t('console.draft.public-page')}</LinkButton>
      }
    />
  );
}
