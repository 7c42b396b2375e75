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
import {
  closePublicBody,
  createPublicBody,
  listPublishers,
  type PublicBodyView,
} from '../../../rules/bodies/bodies.operations.ts';
import { readConfiguration, type Setting } from '../../../rules/installation/installation.operations.ts';
import { cityDay } from '../../../rules/time/clock.ts';
import { calendarEnd, calendarIsShort } from '../../../rules/time/working-days.ts';
import { load } from '../../app/load.ts';
import { pageOf } from '../../app/page-context.ts';
import { attempt, problemResponse, type ProblemView } from '../../app/problem-view.ts';
import { useT } from '../../design/language.tsx';
import { actorOf } from '../acting.ts';
import { DoneNote } from '../done-note.tsx';
import { textOf } from '../form-data.ts';
import { PageHead } from '../page-head.tsx';
import { ProblemNote } from '../problem-note.tsx';
import { BodiesPart } from './bodies-part.tsx';
import { CalendarNote, type CalendarFacts } from './calendar-note.tsx';
import { ConfigurationPart } from './configuration-part.tsx';
import { LimitsPart } from './limits-part.tsx';
import { ProfilePart } from './profile-part.tsx';
import type { WrittenBody } from './written-body.ts';

interface SettingsData {
  calendar: CalendarFacts;
  /** Only for those who run the installation. */
  settings: Setting[] | null;
  bodies: PublicBodyView[];
  mayManage: boolean;
}

export async function loader({ context }: LoaderFunctionArgs): Promise<SettingsData> {
  const { viewer } = pageOf(context).port;
  const actor = viewer && actorOf(viewer);
  if (!actor || reachOf(actor, 'settings.read') === null) throw problemResponse('not-permitted');
  const runs = reachOf(actor, 'settings.manage') !== null;
  const [bodies, configuration] = await Promise.all([
    load(context, listPublishers, {}),
    runs ? load(context, readConfiguration, {}) : null,
  ]);
  const today = cityDay(new Date());
  return {
    calendar: { end: calendarEnd(today), short: calendarIsShort(today) },
    settings: configuration?.items ?? null,
    bodies: bodies.items,
    mayManage: reachOf(actor, 'body.manage') === 'city',
  };
}

interface Refused {
  problem: ProblemView;
  written: WrittenBody | null;
}

export async function action({ context, request }: ActionFunctionArgs) {
  const { port } = pageOf(context);
  const form = await request.formData();
  const bodyId = textOf(form, 'bodyId');
  const written: WrittenBody = {
    code: textOf(form, 'code').toUpperCase(),
    name: textOf(form, 'name'),
    nameEn: textOf(form, 'nameEn'),
    district: textOf(form, 'district'),
  };
  const { district, ...given } = written;
  const done = await attempt(
    bodyId
      ? port.call(closePublicBody, { id: bodyId })
      : port.call(createPublicBody, { ...given, ...(district && { district }) }),
  );
  if (done.ok)
    return redirect(`/console/settings?done=${bodyId ? 'body-closed' : 'body-entered'}#bodies`, 303);
  const refused: Refused = { problem: done.problem, written: bodyId ? null : written };
  return data(refused, { status: done.problem.status });
}

export default function Settings() {
  const { calendar, settings, bodies, mayManage } = useLoaderData<SettingsData>();
  const refused = useActionData<Refused>();
  const [search] = useSearchParams();
  const t = useT();
  return (
    <>
      <PageHead title={t('console.place.settings')} meta={t('console.settings.lead')} />
      {!refused && <DoneNote done={search.get('done')} />}
      {refused && <ProblemNote problem={refused.problem} />}
      <CalendarNote {...calendar} />
      <ProfilePart />
      <LimitsPart />
      {settings && <ConfigurationPart settings={settings} />}
      <BodiesPart bodies={bodies} mayManage={mayManage} written={refused?.written ?? null} />
    </>
  );
}
