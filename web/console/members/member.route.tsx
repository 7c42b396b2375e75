import {
  data,
  redirect,
  useActionData,
  useLoaderData,
  useSearchParams,
  type ActionFunctionArgs,
  type LoaderFunctionArgs,
} from 'react-router';
import { ROLES } from '../../../rules/access/roles.ts';
import {
  closeAccount,
  getAccount,
  grantMembership,
  resetPassword,
  revokeMembership,
  unlockAccount,
  type AccountView,
} from '../../../rules/accounts/accounts.operations.ts';
import type { Port } from '../../../rules/api/port.ts';
import { listPublishers, type PublicBodyView } from '../../../rules/bodies/bodies.operations.ts';
import { load } from '../../app/load.ts';
import { pageOf } from '../../app/page-context.ts';
import { attempt, type ProblemView } from '../../app/problem-view.ts';
import { DefinitionList } from '../../design/facts.tsx';
import { useFormat, useT } from '../../design/language.tsx';
import { DoneNote } from '../done-note.tsx';
import { choiceOf, textOf } from '../form-data.ts';
import { PageHead } from '../page-head.tsx';
import { ProblemNote } from '../problem-note.tsx';
import { AccountActs, GrantForm, Memberships } from './member-acts.tsx';
import { OneTimePassword } from './one-time-password.tsx';

interface MemberData {
  account: AccountView;
  bodies: PublicBodyView[];
}

export async function loader({ context, params }: LoaderFunctionArgs): Promise<MemberData> {
  const [account, { items }] = await Promise.all([
    load(context, getAccount, { id: params['id'] ?? '' }),
    load(context, listPublishers, {}),
  ]);
  return { account, bodies: items };
}

const INTENTS = ['grant', 'revoke', 'close', 'unlock'] as const;

interface Answer {
  problem?: ProblemView;
  password?: string;
}

export async function action({ context, params, request }: ActionFunctionArgs) {
  const { port } = pageOf(context);
  const form = await request.formData();
  const id = params['id'] ?? '';
  if (textOf(form, 'intent') === 'reset-password') return reset(port, id, form);
  const intent = choiceOf(form, 'intent', INTENTS) ?? 'unlock';
  const done = await attempt<unknown>(act(port, id, intent, form));
  if (done.ok) return redirect(`/console/members/${id}?done=${intent}`, 303);
  const answer: Answer = { problem: done.problem };
  return data(answer, { status: done.problem.status });
}

async function reset(port: Port, id: string, form: FormData) {
  const secondFactor = textOf(form, 'secondFactor') === 'true';
  const done = await attempt(port.call(resetPassword, { id, secondFactor }));
  const answer: Answer = done.ok ? { password: done.value.password } : { problem: done.problem };
  return data(answer, { status: done.ok ? 200 : done.problem.status });
}

function act(port: Port, id: string, intent: (typeof INTENTS)[number], form: FormData): Promise<unknown> {
  switch (intent) {
    case 'grant': {
      const bodyId = textOf(form, 'bodyId');
      const district = textOf(form, 'district');
      const role = choiceOf(form, 'role', ROLES) ?? 'person';
      return port.call(grantMembership, {
        id,
        role,
        ...(bodyId && { bodyId }),
        ...(district && { district }),
      });
    }
    case 'revoke':
      return port.call(revokeMembership, { id: textOf(form, 'membershipId') });
    case 'close':
      return port.call(closeAccount, { id });
    case 'unlock':
      return port.call(unlockAccount, { id });
  }
}

export default function Member() {
  const { account, bodies } = useLoaderData<MemberData>();
  const answer = useActionData<Answer>();
  const [search] = useSearchParams();
  const t = useT();
  return (
    <>
      <PageHead
        title={account.name}
        crumbs={[{ name: t('console.place.members'), to: '/console/members' }, { name: account.name }]}
      />
      {!answer && <DoneNote done={search.get('done')} />}
      {answer?.problem && <ProblemNote problem={answer.problem} />}
      {answer?.password && <OneTimePassword name={account.name} password={answer.password} />}
      <About account={account} />
      <Memberships account={account} />
      {account.can['grant'] === true && <GrantForm bodies={bodies} />}
      <AccountActs account={account} />
    </>
  );
}

function About({ account }: { account: AccountView }) {
  const t = useT();
  const format = useFormat();
  const { userName, email, assuranceLevel, secondFactor, lockedUntil, createdAt, closedAt } = account;
  return (
    <DefinitionList
      facts={[
        { term: t('console.sign-in.user-name'), value: userName ?? t('console.members.by-sign-on') },
        ...(email === null ? [] : [{ term: t('console.members.email'), value: email }]),
        { term: t('console.members.assurance'), value: t(`console.assurance.${levelOf(assuranceLevel)}`) },
        {
          term: t('console.members.second-factor'),
          value: t(secondFactor ? 'console.members.enrolled' : 'console.members.not-enrolled'),
        },
        { term: t('console.members.since'), value: format.dateTime(createdAt) },
        ...(lockedUntil === null
          ? []
          : [{ term: t('console.members.locked-until'), value: format.dateTime(lockedUntil) }]),
        ...(closedAt === null
          ? []
          : [{ term: t('console.members.closed'), value: format.dateTime(closedAt) }]),
      ]}
    />
  );
}

const levelOf = (level: number): 0 | 1 | 2 | 3 => (level === 1 || level === 2 || level === 3 ? level : 0);
