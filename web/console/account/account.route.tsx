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
  changePassword,
  confirmSecondFactor,
  enrolSecondFactor,
  getAccount,
  type AccountView,
} from '../../../rules/accounts/accounts.operations.ts';
import type { Port } from '../../../rules/api/port.ts';
import { endSession, listSessions } from '../../../rules/sessions/sessions.operations.ts';
import type { PendingDuty, SessionView } from '../../../rules/sessions/sessions.schema.ts';
import { reachOf } from '../../../rules/access/permissions.ts';
import { load } from '../../app/load.ts';
import { usePage } from '../../app/page.tsx';
import { pageOf } from '../../app/page-context.ts';
import { attempt, problemResponse, type ProblemView } from '../../app/problem-view.ts';
import { ProvisionLink } from '../../design/facts.tsx';
import { useFormat, useT } from '../../design/language.tsx';
import { NextStep } from '../../design/workflow.tsx';
import { actorOf } from '../acting.ts';
import { DoneNote } from '../done-note.tsx';
import { choiceOf, rawTextOf, textOf } from '../form-data.ts';
import { PageHead } from '../page-head.tsx';
import { ProblemNote } from '../problem-note.tsx';
import { enrolmentFrom, type Enrolment } from './enrolment.ts';
import { PasswordPart } from './password-part.tsx';
import { SecondFactorPart } from './second-factor-part.tsx';
import { AssurancePart } from './assurance-part.tsx';
import { levelOf } from './levels.ts';
import { SessionsPart } from './sessions-part.tsx';

interface AccountData {
  account: AccountView;
  sessions: SessionView[];
  pending: PendingDuty | null;
}

export async function loader({ context }: LoaderFunctionArgs): Promise<AccountData> {
  const { viewer } = pageOf(context).port;
  if (!viewer) throw problemResponse('sign-in-required');
  const { accountId } = viewer;
  const [account, { items }] = await Promise.all([
    load(context, getAccount, { id: accountId }),
    load(context, listSessions, { accountId }),
  ]);
  return { account, sessions: items, pending: viewer.pending };
}

interface Answer {
  problem?: ProblemView;
  /** Which form the problem belongs to. */
  intent?: string;
  enrolment?: Enrolment;
}

const INTENTS = ['password', 'enrol', 'confirm', 'end-session'] as const;
type Intent = (typeof INTENTS)[number];

export async function action({ context, request }: ActionFunctionArgs) {
  const { port } = pageOf(context);
  const form = await request.formData();
  const intent = choiceOf(form, 'intent', INTENTS) ?? 'enrol';
  const done = await attempt(act(port, intent, form));
  if (!done.ok) {
    const kept = intent === 'confirm' ? enrolmentFrom(form) : null;
    const refused: Answer = { problem: done.problem, intent, ...(kept && { enrolment: kept }) };
    return data(refused, { status: done.problem.status });
  }
  if (done.value) return data<Answer>({ enrolment: done.value });
  return redirect(`/console/account?done=${intent}`, 303);
}

async function act(port: Port, intent: Intent, form: FormData): Promise<Enrolment | null> {
  const code = textOf(form, 'code').replaceAll(/\s/g, '');
  switch (intent) {
    case 'password': {
      const [current, password] = [rawTextOf(form, 'current'), rawTextOf(form, 'password')];
      await port.call(changePassword, { current, password });
      return null;
    }
    case 'enrol':
      return port.call(enrolSecondFactor, code ? { code } : {});
    case 'confirm':
      await port.call(confirmSecondFactor, { enrolment: textOf(form, 'enrolment'), code });
      return null;
    case 'end-session':
      await port.call(endSession, { id: textOf(form, 'sessionId') });
      return null;
  }
}

export default function Account() {
  const { account, sessions, pending } = useLoaderData<AccountData>();
  const answer = useActionData<Answer>();
  const [search] = useSearchParams();
  const t = useT();
  const format = useFormat();
  const local = account.userName !== null;
  const { viewer } = usePage();
  const dataUser = viewer !== null && reachOf(actorOf(viewer), 'organisation.join') !== null;
  return (
    <>
      <PageHead
        title={t('console.place.account')}
        meta={account.userName === null ? account.name : format.beside(account.name, account.userName)}
      />
      {!answer && <DoneNote done={search.get('done')} />}
      {answer?.problem && <ProblemNote problem={answer.problem} />}
      {pending && !answer?.enrolment && (
        <NextStep turn={t('console.next.turn')} title={t(`console.account.pending-${pending}`)}>
          <p>{t('console.account.pending-text')}</p>
          <ProvisionLink id="xz-25-7" />
        </NextStep>
      )}
      {local && <PasswordPart problem={answer?.intent === 'password' ? answer.problem : undefined} />}
      {local && pending !== 'change-password' && (
        <SecondFactorPart enrolled={account.secondFactor} enrolment={answer?.enrolment ?? null} />
      )}
      {dataUser && <AssurancePart level={levelOf(account.assuranceLevel)} />}
      <SessionsPart sessions={sessions} />
    </>
  );
}
