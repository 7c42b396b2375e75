import { data, useActionData, type ActionFunctionArgs, type LoaderFunctionArgs } from 'react-router';
import { reachOf } from '../../../rules/access/permissions.ts';
import { ASSURANCE_LEVELS } from '../../../rules/access/roles.ts';
import { createAccount } from '../../../rules/accounts/accounts.operations.ts';
import { pageOf } from '../../app/page-context.ts';
import { attempt, problemResponse, type ProblemView } from '../../app/problem-view.ts';
import { Button, LinkButton } from '../../design/button.tsx';
import { classesOf } from '../../design/classes.ts';
import { Select, TextField } from '../../design/field.tsx';
import { useT } from '../../design/language.tsx';
import { actorOf } from '../acting.ts';
import styles from '../console.module.css';
import { integerOf, textOf } from '../form-data.ts';
import { PageHead } from '../page-head.tsx';
import { ProblemNote } from '../problem-note.tsx';
import { OneTimePassword } from './one-time-password.tsx';

const css = classesOf(styles);

export function loader({ context }: LoaderFunctionArgs): null {
  const { viewer } = pageOf(context).port;
  if (!viewer || reachOf(actorOf(viewer), 'account.manage') === null) {
    throw problemResponse('not-permitted', { provision: 'xz-25-7' });
  }
  return null;
}

interface Answer {
  problem?: ProblemView;
  made?: { id: string; name: string; password: string };
  userName?: string;
  name?: string;
  email?: string;
}

export async function action({ context, request }: ActionFunctionArgs) {
  const form = await request.formData();
  const written = { userName: textOf(form, 'userName'), name: textOf(form, 'name') };
  const email = textOf(form, 'email');
  const made = await attempt(
    pageOf(context).port.call(createAccount, {
      ...written,
      assuranceLevel: integerOf(form, 'assuranceLevel') ?? 0,
      ...(email && { email }),
    }),
  );
  const answer: Answer = made.ok
    ? { made: { id: made.value.account.id, name: made.value.account.name, password: made.value.password } }
    : { problem: made.problem, ...written, email };
  return data(answer, { status: made.ok ? 201 : made.problem.status });
}

export default function NewMember() {
  const answer = useActionData<Answer>();
  const t = useT();
  return (
    <>
      <PageHead
        title={t('console.members.new')}
        crumbs={[
          { name: t('console.place.members'), to: '/console/members' },
          { name: t('console.members.new') },
        ]}
      />
      {answer?.problem && <ProblemNote problem={answer.problem} />}
      {answer?.made ? (
        <OneTimePassword name={answer.made.name} password={answer.made.password}>
          <LinkButton to={`/console/members/${answer.made.id}`}>{t('console.members.to-person')}</LinkButton>
        </OneTimePassword>
      ) : (
        <NewMemberForm answer={answer} />
      )}
    </>
  );
}

function NewMemberForm({ answer }: { answer: Answer | undefined }) {
  const t = useT();
  return (
    <form method="post" className={css('form')}>
      <TextField
        label={t('console.sign-in.user-name')}
        hint={t('console.members.user-name-hint')}
        name="userName"
        pattern="[a-z][a-z0-9._\-]{2,49}"
        autoComplete="off"
        autoCapitalize="none"
        defaultValue={answer?.userName}
        required
      />
      <TextField
        label={t('console.members.name')}
        name="name"
        autoComplete="off"
        maxLength={100}
        defaultValue={answer?.name}
        required
      />
      <TextField
        label={t('console.members.email')}
        name="email"
        type="email"
        autoComplete="off"
        defaultValue={answer?.email}
        optional
      />
      <Select
        label={t('console.members.assurance')}
        name="assuranceLevel"
        options={ASSURANCE_LEVELS.map((level) => ({
          value: String(level),
          label: t(`console.assurance.${level}`),
        }))}
      />
      <p className={css('quiet')}>{t('console.members.new-text')}</p>
      <p>
        <Button kind="primary">{t('console.members.create')}</Button>
      </p>
    </form>
  );
}
