import {
  data,
  redirect,
  useActionData,
  useLoaderData,
  useSearchParams,
  type ActionFunctionArgs,
  type LoaderFunctionArgs,
} from 'react-router';
import {
  ADVICE,
  getExpertOpinion,
  MARKS,
  recuseExpert,
  signExpertOpinion,
  type ExpertOpinionView,
  type ExpertWords,
} from '../../../rules/expert-reviews/expert-reviews.operations.ts';
import { load } from '../../app/load.ts';
import { pageOf } from '../../app/page-context.ts';
import { attempt, type ProblemView } from '../../app/problem-view.ts';
import { Button } from '../../design/button.tsx';
import { classesOf } from '../../design/classes.ts';
import { DefinitionList, ProvisionLink } from '../../design/facts.tsx';
import { RadioGroup, Select, TextArea } from '../../design/field.tsx';
import { useT } from '../../design/language.tsx';
import { Conditions, Lines } from '../applications/conditions.tsx';
import styles from '../console.module.css';
import { DoneNote } from '../done-note.tsx';
import { useEnumeration } from '../enumeration.ts';
import { choiceOf, integerOf, textOf } from '../form-data.ts';
import { PageHead, Part } from '../page-head.tsx';
import { ProblemNote } from '../problem-note.tsx';
import { BigClock } from '../working-clock.tsx';
import { ExpertSaid } from './expert-said.tsx';

const css = classesOf(styles);
const PATH = '/console/expert-opinions';

export const loader = ({ context, params }: LoaderFunctionArgs): Promise<ExpertOpinionView> =>
  load(context, getExpertOpinion, { id: params['id'] ?? '' });

const wordsFrom = (form: FormData): ExpertWords => ({
  advice: choiceOf(form, 'advice', ADVICE) ?? 'narrow',
  marks: {
    benefit: integerOf(form, 'benefit') ?? 3,
    replicability: integerOf(form, 'replicability') ?? 3,
    necessity: integerOf(form, 'necessity') ?? 3,
    safety: integerOf(form, 'safety') ?? 3,
  },
  text: textOf(form, 'text'),
});

interface Refused {
  problem: ProblemView;
  text: string;
}

export async function action({ context, params, request }: ActionFunctionArgs) {
  const id = params['id'] ?? '';
  const form = await request.formData();
  const { port } = pageOf(context);
  const event = choiceOf(form, 'event', ['sign', 'recuse']) ?? 'sign';
  const done = await attempt(
    event === 'sign'
      ? port.call(signExpertOpinion, { id, ...wordsFrom(form) })
      : port.call(recuseExpert, { id, reason: textOf(form, 'reason') }),
  );
  if (done.ok) return redirect(`${PATH}/${id}?done=expert-opinion-${event}`, 303);
  const refused: Refused = { problem: done.problem, text: textOf(form, 'text') };
  return data(refused, { status: done.problem.status });
}

/** What an expert is asked about, and the form on which they mark and sign, or stand aside. */
export default function ExpertOpinion() {
  const opinion = useLoaderData<ExpertOpinionView>();
  const refused = useActionData<Refused>();
  const [search] = useSearchParams();
  const t = useT();
  const { dataset, publisher, applicationCode, applicant, state, question, clock, can, words } = opinion;
  return (
    <>
      <PageHead
        title={dataset.name}
        tab={applicationCode}
        crumbs={[{ name: t('console.place.expert-opinions'), to: PATH }, { name: applicationCode }]}
        meta={publisher.name}
      />
      {!refused && <DoneNote done={search.get('done')} />}
      {refused && <ProblemNote problem={refused.problem} />}
      <Part title={t('expert.question')} count={t(`expert.state.${state}`)} aside={applicant}>
        <p className={css('stack')}>{question}</p>
        {state === 'asked' && <BigClock clock={clock} />}
      </Part>
      <Request opinion={opinion} />
      {words && (
        <Part title={t('expert.opinion')}>
          <ExpertSaid words={words} signature={opinion.signature} />
        </Part>
      )}
      {opinion.recusal !== '' && <Part title={t('expert.recuse')}>{opinion.recusal}</Part>}
      {can['sign'] === true && <SignForm text={refused?.text ?? ''} />}
      {can['recuse'] === true && <RecuseForm />}
    </>
  );
}

function Request({ opinion: { content, terms, conditions, grade } }: { opinion: ExpertOpinionView }) {
  const t = useT();
  const enumeration = useEnumeration();
  const kind = content.scenarioKind === null ? '' : t(`condition.value.${content.scenarioKind}`);
  return (
    <Part title={t('expert.request')}>
      <DefinitionList
        facts={[
          { term: t('application.scenario-kind'), value: kind || '–' },
          { term: t('application.scenario'), value: content.scenario },
          { term: t('application.purpose'), value: content.purpose },
          { term: t('application.public-benefit'), value: content.publicBenefit || '–' },
          { term: t('application.replicability'), value: content.replicability || '–' },
          { term: t('application.fields'), value: enumeration(terms.fields) },
          { term: t('application.rows'), value: terms.where ?? t('application.rows-all') },
          { term: t('application.calls-per-day'), value: terms.callsPerDay ?? t('application.unlimited') },
          {
            term: t('application.term'),
            value: t('application.term-of', { from: terms.from, until: terms.until }),
          },
          { term: t('application.grade'), value: Object.values(grade).join(' ') || '–' },
        ]}
      />
      <Lines title={t('application.safeguards')} lines={content.safeguards} />
      <Conditions conditions={conditions} materials={[]} />
    </Part>
  );
}

const ONE_TO_FIVE = ['1', '2', '3', '4', '5'].map((value) => ({ value, label: value }));

function SignForm({ text }: { text: string }) {
  const t = useT();
  return (
    <Part id="sign" title={t('expert.opinion')}>
      <form method="post" className={css('form')}>
        <RadioGroup
          legend={t('expert.advice')}
          name="advice"
          chosen="approve"
          options={ADVICE.map((value) => ({ value, label: t(`expert.advice.${value}`) }))}
        />
        {[MARKS.slice(0, 2), MARKS.slice(2)].map((marks) => (
          <div key={marks.join()} className={css('pair')}>
            {marks.map((mark) => (
              <Select
                key={mark}
                label={t(`expert.mark.${mark}`)}
                name={mark}
                defaultValue="3"
                options={ONE_TO_FIVE}
              />
            ))}
          </div>
        ))}
        <TextArea
          label={t('expert.text')}
          hint={t('expert.sign-note')}
          name="text"
          defaultValue={text}
          rows={6}
          maxLength={5000}
          required
        />
        <p>
          <Button kind="primary" name="event" value="sign">
            {t('expert.sign')}
          </Button>
        </p>
        <ProvisionLink id="xz-19-3" />
      </form>
    </Part>
  );
}

function RecuseForm() {
  const t = useT();
  return (
    <Part id="recuse" title={t('expert.recuse')}>
      <form method="post" className={css('form')}>
        <p>{t('expert.recuse-lead')}</p>
        <TextArea label={t('expert.reason')} name="reason" rows={2} maxLength={2000} required />
        <p>
          <Button kind="danger" name="event" value="recuse">
            {t('expert.recuse')}
          </Button>
        </p>
      </form>
    </Part>
  );
}
