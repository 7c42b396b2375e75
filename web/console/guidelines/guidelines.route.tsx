import {
  data,
  Link,
  redirect,
  useActionData,
  useLoaderData,
  type ActionFunctionArgs,
  type LoaderFunctionArgs,
} from 'react-router';
import { can } from '../../../rules/access/permissions.ts';
import {
  draftGuideline,
  listGuidelines,
  type GuidelineSummary,
} from '../../../rules/gradings/guidelines.operations.ts';
import { load } from '../../app/load.ts';
import { pageOf } from '../../app/page-context.ts';
import { attempt, problemResponse, type ProblemView } from '../../app/problem-view.ts';
import { Button, LinkButton } from '../../design/button.tsx';
import { classesOf } from '../../design/classes.ts';
import { useFormat, useT } from '../../design/language.tsx';
import { Table, type Column } from '../../design/table.tsx';
import { actorOf } from '../acting.ts';
import styles from '../console.module.css';
import { PageHead, Part } from '../page-head.tsx';
import { ProblemNote } from '../problem-note.tsx';

const css = classesOf(styles);

interface GuidelinesData {
  items: GuidelineSummary[];
  mayDraft: boolean;
  /** The body whose own refinement the viewer may see. */
  bodyId: string | null;
}

export async function loader({ context }: LoaderFunctionArgs): Promise<GuidelinesData> {
  const { viewer } = pageOf(context).port;
  if (!viewer) throw problemResponse('sign-in-required');
  const actor = actorOf(viewer);
  const { items, can: may } = await load(context, listGuidelines, {});
  const { bodyId } = actor;
  return {
    items,
    mayDraft: may['draft'] === true,
    bodyId: bodyId !== null && can(actor, 'grading.read', { bodyId }) ? bodyId : null,
  };
}

export async function action({ context }: ActionFunctionArgs) {
  const done = await attempt(pageOf(context).port.call(draftGuideline, {}));
  if (done.ok) return redirect(`/console/guidelines/${done.value.id}`, 303);
  return data({ problem: done.problem }, { status: done.problem.status });
}

export default function Guidelines() {
  const { items, mayDraft, bodyId } = useLoaderData<GuidelinesData>();
  const refused = useActionData<{ problem: ProblemView }>();
  const t = useT();
  return (
    <>
      <PageHead
        title={t('console.place.guidelines')}
        meta={t('console.guidelines.lead')}
        aside={
          mayDraft && (
            <form method="post">
              <Button kind="primary">{t('console.guidelines.new')}</Button>
            </form>
          )
        }
      />
      {refused && <ProblemNote problem={refused.problem} />}
      <Table
        caption={t('console.place.guidelines')}
        captionUnseen
        columns={useColumns()}
        rows={items}
        rowKey={({ id }) => id}
      />
      {bodyId !== null && (
        <Part title={t('console.guidelines.own')}>
          <p className={css('prose')}>{t('console.guidelines.own-text')}</p>
          <p>
            <LinkButton to={`/console/refinements/${bodyId}`}>{t('console.guidelines.own')}</LinkButton>
          </p>
        </Part>
      )}
    </>
  );
}

function useColumns(): Column<GuidelineSummary>[] {
  const t = useT();
  const format = useFormat();
  const day = (at: string | null): string => (at === null ? '' : format.date(at));
  return [
    {
      key: 'version',
      head: t('console.guidelines.version'),
      cell: ({ id, version }) => <Link to={`/console/guidelines/${id}`}>{version}</Link>,
    },
    { key: 'state', head: t('console.guidelines.state'), cell: ({ state }) => t(`guideline.state.${state}`) },
    {
      key: 'who',
      head: t('console.guidelines.drafted-by'),
      minor: true,
      cell: ({ draftedBy }) => draftedBy ?? '',
    },
    {
      key: 'from',
      head: t('console.guidelines.from'),
      cell: ({ inForceAt, state }) =>
        inForceAt === null && (state === 'in-force' || state === 'superseded')
          ? t('console.guidelines.from-start')
          : day(inForceAt),
    },
    {
      key: 'until',
      head: t('console.guidelines.until'),
      minor: true,
      cell: ({ supersededAt }) => day(supersededAt),
    },
  ];
}
