import {
  data,
  redirect,
  useActionData,
  useLoaderData,
  useSearchParams,
  type ActionFunctionArgs,
  type LoaderFunctionArgs,
} from 'react-router';
import type { Port } from '../../../rules/api/port.ts';
import { RHYTHMS } from '../../../rules/messages/delivery.ts';
import {
  confirmAddress,
  dropSearch,
  endCalendar,
  getMessageSettings,
  listSavedSearches,
  makeCalendar,
  makeHookSecret,
  saveMessageSettings,
  saveSearch,
  type MessageSettings,
  type SavedSearch,
} from '../../../rules/messages/messages.operations.ts';
import { load } from '../../app/load.ts';
import { pageOf } from '../../app/page-context.ts';
import { usePage } from '../../app/page.tsx';
import { attempt, type ProblemView } from '../../app/problem-view.ts';
import { useT } from '../../design/language.tsx';
import { DoneNote } from '../done-note.tsx';
import { choiceOf, textOf } from '../form-data.ts';
import { PageHead } from '../page-head.tsx';
import { ProblemNote } from '../problem-note.tsx';
import { CalendarPart, ConfirmPart, DeliveryPart, HookSecretPart } from './settings-parts.tsx';
import { SearchesPart } from './searches-part.tsx';

interface SettingsData {
  settings: MessageSettings;
  searches: SavedSearch[];
}

export async function loader({ context }: LoaderFunctionArgs): Promise<SettingsData> {
  const [settings, { items }] = await Promise.all([
    load(context, getMessageSettings, {}),
    load(context, listSavedSearches, {}),
  ]);
  return { settings, searches: items };
}

const ACTS = ['save', 'confirm', 'hook-secret', 'calendar', 'end-calendar', 'follow', 'drop'] as const;
type Act = (typeof ACTS)[number];
interface Answer {
  problem?: ProblemView;
  secret?: string;
  calendar?: string;
}

export async function action({ context, request }: ActionFunctionArgs) {
  const form = await request.formData();
  const act = choiceOf(form, 'act', ACTS) ?? 'save';
  const { port } = pageOf(context);
  const done = await attempt(actOn(port, act, form));
  if (!done.ok) {
    const refused: Answer = { problem: done.problem };
    return data(refused, { status: done.problem.status });
  }
  if (typeof done.value === 'string') return redirect(`/console/messages/settings?done=${done.value}`, 303);
  return data<Answer>(done.value, { status: 201 });
}

/** What the page says was done, or the secret that it shows once. */
async function actOn(port: Port, act: Act, form: FormData): Promise<string | Answer> {
  switch (act) {
    case 'save':
      return saved(port, form);
    case 'confirm':
      await port.call(confirmAddress, { code: textOf(form, 'code') });
      return 'messages-confirmed';
    case 'hook-secret':
      return port.call(makeHookSecret, {});
    case 'calendar':
      return { calendar: (await port.call(makeCalendar, {})).path };
    case 'end-calendar':
      await port.call(endCalendar, {});
      return 'messages-calendar-ended';
    case 'follow':
      await port.call(saveSearch, { name: textOf(form, 'name'), query: textOf(form, 'query') });
      return 'search-saved';
    case 'drop':
      await port.call(dropSearch, { id: textOf(form, 'id') });
      return 'messages-dropped';
  }
}

async function saved(port: Port, form: FormData): Promise<string> {
  const [address, hookUrl] = [textOf(form, 'address'), textOf(form, 'hookUrl')];
  const { unconfirmed } = await port.call(saveMessageSettings, {
    language: choiceOf(form, 'language', ['zh-CN', 'en']) ?? 'zh-CN',
    mail: choiceOf(form, 'mail', RHYTHMS) ?? 'at-once',
    hook: choiceOf(form, 'hook', ['at-once', 'off']) ?? 'off',
    ...(address !== '' && { address }),
    ...(hookUrl !== '' && { hookUrl }),
  });
  return unconfirmed === null ? 'messages-saved' : 'messages-code';
}

/** How messages reach the reader: mail, web-hook, calendar, searches that they follow. */
export default function MessageSettingsPage() {
  const { settings, searches } = useLoaderData<SettingsData>();
  const { origin } = usePage();
  const answer = useActionData<Answer>();
  const [search] = useSearchParams();
  const t = useT();
  return (
    <>
      <PageHead
        title={t('messages.settings')}
        crumbs={[{ to: '/console/messages', name: t('console.place.messages') }]}
        meta={t('messages.settings.lead')}
      />
      {!answer && <DoneNote done={search.get('done')} />}
      {answer?.problem && <ProblemNote problem={answer.problem} />}
      {settings.unconfirmed !== null && <ConfirmPart address={settings.unconfirmed} />}
      <DeliveryPart settings={settings} />
      <HookSecretPart has={settings.hasHookSecret} made={answer?.secret} />
      <CalendarPart
        has={settings.hasCalendar}
        made={answer?.calendar === undefined ? undefined : origin + answer.calendar}
      />
      <SearchesPart searches={searches} follow={search.get('follow')} name={search.get('name')} />
    </>
  );
}
