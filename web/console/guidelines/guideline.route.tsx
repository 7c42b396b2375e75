import {
  data,
  redirect,
  useActionData,
  useLoaderData,
  useSearchParams,
  type ActionFunctionArgs,
  type LoaderFunctionArgs,
} from 'react-router';
import { OPEN_CLASSES } from '../../../rules/datasets/open-class.ts';
import type { GuidelineContent } from '../../../rules/gradings/guideline.schema.ts';
import {
  getGuideline,
  getGuidelineInForce,
  previewGuideline,
  saveGuideline,
  SENT_GUIDELINE_EVENTS,
  stepGuideline,
  type EffectItem,
  type GuidelineEffect,
  type GuidelineView,
} from '../../../rules/gradings/guidelines.operations.ts';
import { load } from '../../app/load.ts';
import { pageOf } from '../../app/page-context.ts';
import { attempt, type ProblemView } from '../../app/problem-view.ts';
import { Button } from '../../design/button.tsx';
import { classesOf } from '../../design/classes.ts';
import { ProvisionLink } from '../../design/facts.tsx';
import { TextArea } from '../../design/field.tsx';
import { useFormat, useLanguage, useT } from '../../design/language.tsx';
import { Table } from '../../design/table.tsx';
import { NextStep } from '../../design/workflow.tsx';
import { DoneNote } from '../done-note.tsx';
import { Findings } from '../finding-words.tsx';
import { choiceOf, integerOf, textOf } from '../form-data.ts';
import { PageHead, Part } from '../page-head.tsx';
import { ProblemNote } from '../problem-note.tsx';
import { EffectPart } from './effect-part.tsx';
import { GuidelineBody } from './guideline-body.tsx';
import { differencesOf, type GuidelineDifference } from './guideline-differences.ts';
import { GuidelineEditor } from './guideline-editor.tsx';
import { guidelineFrom } from './guideline-form.ts';
import styles from './guidelines.module.css';

const css = classesOf(styles);

interface GuidelineData {
  view: GuidelineView;
  inForce: GuidelineView | null;
  preview: { effect: GuidelineEffect; items: EffectItem[] } | null;
}

const COMING = ['drafted', 'proposed', 'agreed'];

export async function loader({ context, params }: LoaderFunctionArgs): Promise<GuidelineData> {
  const id = params['id'] ?? '';
  const view = await load(context, getGuideline, { id });
  if (!COMING.includes(view.state)) return { view, inForce: null, preview: null };
  return {
    view,
    inForce: await load(context, getGuidelineInForce, {}),
    preview: view.can['preview'] === true ? await load(context, previewGuideline, { id, limit: 200 }) : null,
  };
}

interface Refused {
  problem: ProblemView;
  content?: GuidelineContent;
}

export async function action({ context, params, request }: ActionFunctionArgs) {
  const { port } = pageOf(context);
  const form = await request.formData();
  const id = params['id'] ?? '';
  const event = choiceOf(form, 'event', SENT_GUIDELINE_EVENTS);
  const content = event === null ? guidelineFrom(form) : undefined;
  const done = await attempt<unknown>(
    content === undefined
      ? port.call(stepGuideline, { id, event: event ?? 'drop', reason: textOf(form, 'reason') })
      : port.call(saveGuideline, { id, revision: integerOf(form, 'revision') ?? 0, content }),
  );
  if (done.ok) return redirect(`/console/guidelines/${id}?done=guideline-${event ?? 'saved'}`, 303);
  const refused: Refused = { problem: done.problem, ...(content && { content }) };
  return data(refused, { status: done.problem.status });
}

export default function Guideline() {
  const { view, inForce, preview } = useLoaderData<GuidelineData>();
  const refused = useActionData<Refused>();
  const [search] = useSearchParams();
  const t = useT();
  const title = t('console.guideline.title', { version: view.version });
  return (
    <>
      <PageHead
        title={title}
        crumbs={[{ name: t('console.place.guidelines'), to: '/console/guidelines' }, { name: view.version }]}
        meta={t(`guideline.state.${view.state}`)}
      />
      {!refused && <DoneNote done={search.get('done')} />}
      {refused && <ProblemNote problem={refused.problem} />}
      <Turn view={view} />
      {view.findings.length > 0 && (
        <Part title={t('console.guideline.findings')}>
          <Findings findings={view.findings} />
        </Part>
      )}
      {preview && <EffectPart title={t('console.guideline.effect')} {...preview} />}
      {!preview && view.effect && (
        <EffectPart title={t('console.guideline.kept-effect')} effect={view.effect} />
      )}
      {inForce && <Compared before={inForce} after={view} />}
      <Steps view={view} />
      {view.can['save'] === true ? (
        <Part title={t('console.guideline.edit')}>
          <GuidelineEditor content={refused?.content ?? contentOf(view)} revision={view.revision} />
        </Part>
      ) : (
        <Part title={t('console.guideline.content')}>
          <GuidelineBody guideline={view.guideline} />
        </Part>
      )}
    </>
  );
}

const contentOf = ({ guideline: { version: _version, ...content } }: GuidelineView): GuidelineContent =>
  content;

/** Who must act next on a version that is not in force yet. */
function Turn({ view: { state, returnedBecause } }: { view: GuidelineView }) {
  const t = useT();
  if (state !== 'drafted' && state !== 'proposed' && state !== 'agreed') return null;
  return (
    <NextStep turn={t('console.next.turn')} title={t(`console.guideline.next.${state}`)}>
      {state === 'drafted' && returnedBecause !== null && (
        <p>
          <b>{t('console.guideline.returned')}</b> {returnedBecause}
        </p>
      )}
      <ProvisionLink id="xz-13" />
    </NextStep>
  );
}

/** What differs from the version in force, in two columns. */
function Compared({ before, after }: { before: GuidelineView; after: GuidelineView }) {
  const t = useT();
  const language = useLanguage();
  const differences = differencesOf(before.guideline, after.guideline, language);
  const words = useDifferenceWords();
  return (
    <Part title={t('console.guideline.compare', { version: before.version })}>
      <Table
        caption={t('console.guideline.compare', { version: before.version })}
        captionUnseen
        rows={differences}
        rowKey={({ place, part }) => `${place} ${part}`}
        empty={<p>{t('console.guideline.same')}</p>}
        columns={[
          {
            key: 'what',
            head: t('console.guideline.content'),
            cell: ({ place, part }) => words.place(place, part),
          },
          { key: 'before', head: before.version, cell: (each) => words.text(each, each.before) },
          { key: 'after', head: after.version, cell: (each) => words.text(each, each.after) },
        ]}
      />
    </Part>
  );
}

function useDifferenceWords() {
  const t = useT();
  const format = useFormat();
  const partName = (part: GuidelineDifference['part']): string => {
    switch (part) {
      case 'examples':
      case 'conditions':
      case 'safeguards':
      case 'supervision':
        return t(`console.grade.${part}`);
      default:
        return t(`console.guideline.${part}`);
    }
  };
  return {
    place: (place: string, part: GuidelineDifference['part']) =>
      place === '' ? partName(part) : format.list([place, partName(part)]),
    text: ({ part }: GuidelineDifference, text: string) => {
      const openClass = OPEN_CLASSES.find((each) => part === 'gives' && each === text);
      return <span className={css('said')}>{openClass ? t(`openClass.${openClass}`) : text || '–'}</span>;
    },
  };
}

/** The steps that the viewer may take now, each with what it does. */
function Steps({ view: { can } }: { view: GuidelineView }) {
  const t = useT();
  const forward = (['propose', 'agree', 'enforce'] as const).filter((event) => can[event] === true);
  if (forward.length === 0 && can['return'] !== true && can['drop'] !== true) return null;
  return (
    <Part title={t('console.guideline.steps')}>
      <form method="post" className={css('steps')}>
        {forward.map((event) => (
          <p key={event} className={css('step')}>
            <Button kind="primary" name="event" value={event}>
              {t(`console.guideline.act.${event}`)}
            </Button>
            <span>{t(`console.guideline.act.${event}-text`)}</span>
          </p>
        ))}
        {can['return'] === true && (
          <>
            <TextArea
              label={t('console.guideline.reason')}
              name="reason"
              rows={2}
              maxLength={2000}
              optional
            />
            <p>
              <Button name="event" value="return">
                {t('console.guideline.act.return')}
              </Button>
            </p>
          </>
        )}
        {can['drop'] === true && (
          <p>
            <Button kind="danger" name="event" value="drop">
              {t('console.guideline.act.drop')}
            </Button>
          </p>
        )}
      </form>
    </Part>
  );
}
