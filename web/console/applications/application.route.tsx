import {
  data,
  Link,
  redirect,
  useActionData,
  useLoaderData,
  useSearchParams,
  type ActionFunctionArgs,
  type LoaderFunctionArgs,
} from 'react-router';
import { reachOf } from '../../../rules/access/permissions.ts';
import type { ApplicationInput, Material } from '../../../rules/applications/application.schema.ts';
import {
  getApplication,
  listMaterials,
  studyApplicationPart,
  type ApplicationView,
  type PartStudy,
} from '../../../rules/applications/applications.operations.ts';
import {
  getExpertReview,
  type ExpertReviewView,
} from '../../../rules/expert-reviews/expert-reviews.operations.ts';
import { load } from '../../app/load.ts';
import { pageOf } from '../../app/page-context.ts';
import { attempt, type ProblemView } from '../../app/problem-view.ts';
import { classesOf } from '../../design/classes.ts';
import { DefinitionList } from '../../design/facts.tsx';
import { useFormat, useT } from '../../design/language.tsx';
import { StageBar } from '../../design/workflow.tsx';
import { actorOf } from '../acting.ts';
import { History } from '../datasets/history.tsx';
import { DoneNote } from '../done-note.tsx';
import { useEnumeration } from '../enumeration.ts';
import { PageHead, Part } from '../page-head.tsx';
import { ProblemNote } from '../problem-note.tsx';
import { actOn } from './act-on.ts';
import { AddMaterial, ApplicationFields } from './application-fields.tsx';
import { applicationFrom } from './application-form.ts';
import { applicationStages } from './application-stages.ts';
import { ApplicationTurn } from './application-turn.tsx';
import { Lines } from './conditions.tsx';
import { ExpertsView } from './experts-view.tsx';
import { PartView } from './part-view.tsx';
import styles from './applications.module.css';
import { StudyView } from './study-view.tsx';

const css = classesOf(styles);

const PATH = '/console/applications';

interface ApplicationData {
  application: ApplicationView;
  /** The applicant's own documents; empty for anyone else. */
  materials: Material[];
  /** By the id of the part, for those who review it. */
  studies: Record<string, PartStudy>;
  /** Likewise, what experts say. */
  experts: Record<string, ExpertReviewView>;
}

const REVIEWED: readonly string[] = ['in-review', 'expert-review', 'reconsidering', 'appealed'];

export async function loader({ context, params }: LoaderFunctionArgs): Promise<ApplicationData> {
  const application = await load(context, getApplication, { id: params['id'] ?? '' });
  const { viewer } = pageOf(context).port;
  const isApplicant = viewer !== null && reachOf(actorOf(viewer), 'application.write') !== null;
  const isOpen = application.can['save'] === true;
  const reviewed = isApplicant ? [] : application.parts.filter(({ state }) => REVIEWED.includes(state));
  const studied = await Promise.all(
    reviewed.map(async ({ id }) => [id, await load(context, studyApplicationPart, { id })] as const),
  );
  const heard = await Promise.all(
    (isApplicant ? [] : application.parts)
      .filter(({ acceptedAt }) => acceptedAt !== null)
      .map(async ({ id }) => [id, await load(context, getExpertReview, { id })] as const),
  );
  return {
    application,
    experts: Object.fromEntries(heard),
    materials: isApplicant && isOpen ? (await load(context, listMaterials, {})).items : [],
    studies: Object.fromEntries(studied),
  };
}

interface Refused {
  problem: ProblemView;
  written: ApplicationInput | null;
}

export async function action({ context, params, request }: ActionFunctionArgs) {
  const id = params['id'] ?? '';
  const form = await request.formData();
  const { port } = pageOf(context);
  const done = await attempt(actOn(port, id, form));
  if (done.ok) return redirect(`${PATH}/${id}?done=application-${done.value}`, 303);
  const isForm = form.has('scenario');
  const written = isForm ? applicationFrom(form, await load(context, getApplication, { id })) : null;
  const refused: Refused = { problem: done.problem, written };
  return data(refused, { status: done.problem.status });
}

/** One application: where it is, who must act and by when, what is missing, every dataset by itself, the history. */
export default function Application() {
  const { application, materials, studies, experts } = useLoaderData<ApplicationData>();
  const refused = useActionData<Refused>();
  const [search] = useSearchParams();
  const t = useT();
  const enumeration = useEnumeration();
  const { code, applicant, isOrganisation, parts, state, can } = application;
  const stages = applicationStages(state).map((stage) => ({
    ...stage,
    name: t(`application.stage.${stage.key}`),
  }));
  return (
    <>
      <PageHead
        title={enumeration(parts.map(({ dataset }) => dataset.name))}
        tab={code}
        crumbs={[{ name: t('console.place.applications'), to: PATH }, { name: code }]}
        meta={`${applicant} ${t(isOrganisation ? 'application.as-organisation' : 'application.as-person')}`}
      />
      <StageBar stages={stages} label={t('application.stages')} />
      {!refused && <DoneNote done={search.get('done')} />}
      {refused && <ProblemNote problem={refused.problem} />}
      <div className={css('turn')}>
        <ApplicationTurn application={application} />
        <p>
          <Link to={`${PATH}/${application.id}/fast-track`}>{t('fastTrack.link')}</Link>
        </p>
      </div>
      {can['save'] === true ? (
        <>
          <Part id="materials" title={t('application.material-add')}>
            <AddMaterial wanted={wantedOf(application)} />
          </Part>
          <Part id="form" title={t('application.form')}>
            <ApplicationFields
              application={application}
              written={refused?.written ?? null}
              materials={materials}
            />
          </Part>
        </>
      ) : (
        <Said application={application} />
      )}
      {state !== 'draft' &&
        parts.map((part) => (
          <PartView key={part.id} part={part}>
            {studies[part.id] && <StudyView study={studies[part.id] ?? EMPTY} />}
            {experts[part.id] && <ExpertsView part={part} experts={experts[part.id] ?? UNHEARD} />}
          </PartView>
        ))}
      <History items={application.history} />
    </>
  );
}

const UNHEARD: ExpertReviewView = { proposed: [], experts: 0, review: null };
const EMPTY: PartStudy = { grade: {}, precedents: [], record: {}, combinations: [] };

/** Required documents that are not attached yet, first; then the others. */
function wantedOf({ parts, materials }: ApplicationView): string[] {
  const required = [...new Set(parts.flatMap((part) => part.materials))];
  const attached = new Set(materials.map(({ kind }) => kind));
  return required.sort((a, b) => Number(attached.has(a)) - Number(attached.has(b)));
}

/** What the application says, once it is sent. */
function Said({ application: { content, materials } }: { application: ApplicationView }) {
  const t = useT();
  const format = useFormat();
  const { scenarioKind, scenario, purpose, publicBenefit, replicability, supervisionPlan } = content;
  const kind = scenarioKind === null ? '' : t(`condition.value.${scenarioKind}`);
  return (
    <Part title={t('application.form')}>
      <DefinitionList
        facts={[
          { term: t('application.scenario-kind'), value: kind || '–' },
          { term: t('application.scenario'), value: scenario || '–' },
          { term: t('application.purpose'), value: purpose || '–' },
          { term: t('application.public-benefit'), value: publicBenefit || '–' },
          { term: t('application.replicability'), value: replicability || '–' },
          { term: t('application.supervision-plan'), value: supervisionPlan || '–' },
          {
            term: t('application.materials'),
            value: materials.map(({ id, kind: of, bytes }) => (
              <p key={id}>
                <a href={`/api/v1/application-materials/${id}`}>{of}</a> {format.bytes(bytes)}
              </p>
            )),
          },
        ]}
      />
      <Lines title={t('application.safeguards')} lines={content.safeguards} />
      <Lines title={t('application.people')} lines={content.people} />
    </Part>
  );
}
