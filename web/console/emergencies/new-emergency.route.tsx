import {
  data,
  redirect,
  useActionData,
  useLoaderData,
  type ActionFunctionArgs,
  type LoaderFunctionArgs,
} from 'react-router';
import { declareEmergency, listEmergencies } from '../../../rules/emergencies/emergencies.operations.ts';
import { load } from '../../app/load.ts';
import { pageOf } from '../../app/page-context.ts';
import { attempt, type ProblemView } from '../../app/problem-view.ts';
import { Button } from '../../design/button.tsx';
import { classesOf } from '../../design/classes.ts';
import { ProvisionLink } from '../../design/facts.tsx';
import { TextArea, TextField } from '../../design/field.tsx';
import { useT } from '../../design/language.tsx';
import styles from '../console.module.css';
import { linesOf, rawTextOf, textOf } from '../form-data.ts';
import { PageHead } from '../page-head.tsx';
import { ProblemNote } from '../problem-note.tsx';

const css = classesOf(styles);
const PATH = '/console/emergencies';

interface FormView {
  maxDays: number | null;
}

export async function loader({ context }: LoaderFunctionArgs): Promise<FormView> {
  const { maxDays } = await load(context, listEmergencies, { limit: 1 });
  return { maxDays };
}

/** As written into the form: the city's time without its offset. */
const moment = (written: string): string => (written === '' ? '' : `${written}:00+08:00`);

export async function action({ context, request }: ActionFunctionArgs) {
  const form = await request.formData();
  const done = await attempt(
    pageOf(context).port.call(declareEmergency, {
      title: textOf(form, 'title'),
      reason: rawTextOf(form, 'reason'),
      from: moment(textOf(form, 'from')),
      until: moment(textOf(form, 'until')),
      datasets: linesOf(form, 'datasets'),
      users: linesOf(form, 'users'),
    }),
  );
  if (done.ok) return redirect(`${PATH}/${done.value.id}?done=emergency-declare`, 303);
  const refused: Refused = { problem: done.problem, written: Object.fromEntries(form) };
  return data(refused, { status: done.problem.status });
}

interface Refused {
  problem: ProblemView;
  written: Record<string, FormDataEntryValue>;
}

/** The form in which the authority declares an incident. */
export default function NewEmergency() {
  const { maxDays } = useLoaderData<FormView>();
  const refused = useActionData<Refused>();
  const t = useT();
  const written = (name: string): string => {
    const value = refused?.written[name];
    return typeof value === 'string' ? value : '';
  };
  const head = (lead: 'emergency.lead' | 'emergency.not-provided') => (
    <PageHead
      title={t('emergency.declare')}
      crumbs={[{ name: t('console.place.emergencies'), to: PATH }]}
      meta={t(lead)}
    />
  );
  if (maxDays === null) return head('emergency.not-provided');
  return (
    <>
      {head('emergency.lead')}
      {refused && <ProblemNote problem={refused.problem} />}
      <form method="post" className={css('form')}>
        <TextField
          label={t('emergency.title')}
          hint={t('emergency.title-hint')}
          name="title"
          minLength={4}
          maxLength={200}
          defaultValue={written('title')}
          required
        />
        <TextArea
          label={t('emergency.reason')}
          hint={t('emergency.reason-hint')}
          name="reason"
          rows={4}
          minLength={10}
          maxLength={4000}
          defaultValue={written('reason')}
          required
        />
        <WhenAndWho maxDays={maxDays} written={written} />
        <p>
          <Button kind="primary">{t('emergency.declare')}</Button>
        </p>
        <ProvisionLink id="cq-main-4" />
      </form>
    </>
  );
}

function WhenAndWho({ maxDays, written }: { maxDays: number; written: (name: string) => string }) {
  const t = useT();
  return (
    <>
      <div className={css('pair')}>
        {(['from', 'until'] as const).map((name) => (
          <TextField
            key={name}
            label={t(`emergency.${name}`)}
            hint={t('emergency.time-hint', { days: maxDays })}
            name={name}
            type="datetime-local"
            defaultValue={written(name)}
            required
          />
        ))}
      </div>
      {(['datasets', 'users'] as const).map((name) => (
        <TextArea
          key={name}
          label={t(`emergency.${name}`)}
          hint={t(`emergency.${name}-hint`)}
          name={name}
          rows={3}
          defaultValue={written(name)}
          {...(name === 'datasets' ? { required: true } : { optional: true })}
        />
      ))}
    </>
  );
}
