import {
  data,
  redirect,
  useActionData,
  useLoaderData,
  useSearchParams,
  type ActionFunctionArgs,
  type LoaderFunctionArgs,
} from 'react-router';
import { SCENARIO_KINDS } from '../../../rules/applications/application.schema.ts';
import type { OutputOf } from '../../../rules/api/operation.ts';
import type { Port } from '../../../rules/api/port.ts';
import {
  addFastTrackEntry,
  endFastTrackEntry,
  FAST_TRACK_KINDS,
  listFastTrack,
} from '../../../rules/fast-track/fast-track.operations.ts';
import { cityDay } from '../../../rules/time/clock.ts';
import { load } from '../../app/load.ts';
import { pageOf } from '../../app/page-context.ts';
import { attempt, type ProblemView } from '../../app/problem-view.ts';
import { Button } from '../../design/button.tsx';
import { classesOf } from '../../design/classes.ts';
import { ProvisionLink } from '../../design/facts.tsx';
import { Select, TextArea, TextField } from '../../design/field.tsx';
import { useT } from '../../design/language.tsx';
import console from '../console.module.css';
import { DoneNote } from '../done-note.tsx';
import { choiceOf, textOf } from '../form-data.ts';
import { PageHead, Part } from '../page-head.tsx';
import { ProblemNote } from '../problem-note.tsx';
import { EntriesTable } from './entries-table.tsx';

const css = classesOf(console);
type Lists = OutputOf<typeof listFastTrack> & { today: string };

export async function loader({ context }: LoaderFunctionArgs): Promise<Lists> {
  return { ...(await load(context, listFastTrack, {})), today: cityDay(new Date()) };
}

export async function action({ context, request }: ActionFunctionArgs) {
  const form = await request.formData();
  const act = textOf(form, 'entry') === '' ? 'add' : 'end';
  const done = await attempt<unknown>(actOn(pageOf(context).port, act, form));
  if (done.ok) return redirect(`/console/fast-track?done=fast-track-${act}`, 303);
  return data({ problem: done.problem }, { status: done.problem.status });
}

const orNull = (text: string): string | null => (text === '' ? null : text);

function actOn(port: Port, act: 'add' | 'end', form: FormData): Promise<unknown> {
  if (act === 'end')
    return port.call(endFastTrackEntry, { id: textOf(form, 'entry'), reason: textOf(form, 'reason') });
  return port.call(addFastTrackEntry, {
    kind: choiceOf(form, 'kind', FAST_TRACK_KINDS) ?? 'scenario',
    name: textOf(form, 'name'),
    description: textOf(form, 'description'),
    scenarioKind: choiceOf(form, 'scenarioKind', SCENARIO_KINDS),
    creditCode: orNull(textOf(form, 'creditCode')),
    from: textOf(form, 'from'),
    until: orNull(textOf(form, 'until')),
  });
}

/** The authority's lists: what is on them, and the forms to put something on or take it off. */
export default function FastTrackLists() {
  const { items, today } = useLoaderData<Lists>();
  const refused = useActionData<{ problem: ProblemView }>();
  const [search] = useSearchParams();
  const t = useT();
  const open = items.filter(({ endedAt }) => endedAt === null);
  return (
    <>
      <PageHead
        title={t('console.place.fast-track')}
        meta={t('fastTrack.lead')}
        aside={<ProvisionLink id="plan2023-2.4" />}
      />
      {!refused && <DoneNote done={search.get('done')} />}
      {refused && <ProblemNote problem={refused.problem} />}
      <EntriesTable items={items} today={today} />
      <Part title={t('fastTrack.add')}>
        <AddForm />
      </Part>
      {open.length > 0 && (
        <Part title={t('fastTrack.end')}>
          <form method="post" className={css('form')}>
            <Select
              label={t('fastTrack.which')}
              name="entry"
              options={open.map(({ id, name }) => ({ value: id, label: name }))}
            />
            <TextField
              label={t('fastTrack.end-reason')}
              name="reason"
              required
              minLength={2}
              maxLength={500}
            />
            <p>
              <Button kind="danger">{t('fastTrack.end')}</Button>
            </p>
          </form>
        </Part>
      )}
    </>
  );
}

function AddForm() {
  const t = useT();
  return (
    <form method="post" className={css('form')}>
      <Select
        label={t('fastTrack.kind')}
        name="kind"
        options={FAST_TRACK_KINDS.map((value) => ({ value, label: t(`fastTrack.kind.${value}`) }))}
      />
      <TextField label={t('fastTrack.name')} name="name" required minLength={2} maxLength={200} />
      <TextArea label={t('fastTrack.description')} name="description" rows={3} maxLength={2000} optional />
      <Select
        label={t('fastTrack.scenario-kind')}
        name="scenarioKind"
        none={t('fastTrack.any')}
        options={SCENARIO_KINDS.map((value) => ({ value, label: t(`condition.value.${value}`) }))}
      />
      <TextField
        label={t('fastTrack.credit-code')}
        name="creditCode"
        maxLength={18}
        spellCheck={false}
        optional
      />
      <TextField label={t('fastTrack.from')} type="date" name="from" required />
      <TextField label={t('fastTrack.until')} type="date" name="until" optional />
      <p>
        <Button kind="primary">{t('fastTrack.add')}</Button>
      </p>
    </form>
  );
}
