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
  createToken,
  listTokens,
  LONGEST_TOKEN_DAYS,
  revokeToken,
  type TokenView,
} from '../../../rules/tokens/tokens.operations.ts';
import { load } from '../../app/load.ts';
import { pageOf } from '../../app/page-context.ts';
import { usePage } from '../../app/page.tsx';
import { attempt, type ProblemView } from '../../app/problem-view.ts';
import { Button } from '../../design/button.tsx';
import { classesOf } from '../../design/classes.ts';
import { Select, TextField } from '../../design/field.tsx';
import { Time } from '../../design/facts.tsx';
import { useFormat, useT } from '../../design/language.tsx';
import { EmptyState } from '../../design/states.tsx';
import { Table, type Column } from '../../design/table.tsx';
import { Panel } from '../../design/workflow.tsx';
import styles from '../console.module.css';
import { DoneNote } from '../done-note.tsx';
import { integerOf, textOf } from '../form-data.ts';
import { PageHead, Part } from '../page-head.tsx';
import { ProblemNote } from '../problem-note.tsx';
import { useRoleName } from '../role-name.ts';

const css = classesOf(styles);

interface TokensData {
  items: TokenView[];
  now: string;
}

export async function loader({ context }: LoaderFunctionArgs): Promise<TokensData> {
  const { items } = await load(context, listTokens, {});
  return { items, now: new Date().toISOString() };
}

interface Answer {
  problem?: ProblemView;
  made?: { token: string; view: TokenView };
}

const DEFAULT_DAYS = 90;

export async function action({ context, request }: ActionFunctionArgs) {
  const { port } = pageOf(context);
  const form = await request.formData();
  const id = textOf(form, 'tokenId');
  if (id) {
    const done = await attempt(port.call(revokeToken, { id }));
    if (done.ok) return redirect('/console/tokens?done=revoke-token', 303);
    const refused: Answer = { problem: done.problem };
    return data(refused, { status: done.problem.status });
  }
  const membershipId = textOf(form, 'membershipId');
  const made = await attempt(
    port.call(createToken, {
      name: textOf(form, 'name'),
      days: integerOf(form, 'days') ?? DEFAULT_DAYS,
      ...(membershipId && { membershipId }),
    }),
  );
  const answer: Answer = made.ok ? { made: made.value } : { problem: made.problem };
  return data(answer, { status: made.ok ? 201 : made.problem.status });
}

export default function Tokens() {
  const { items, now } = useLoaderData<TokensData>();
  const answer = useActionData<Answer>();
  const [search] = useSearchParams();
  const t = useT();
  return (
    <>
      <PageHead title={t('console.place.tokens')} meta={t('console.tokens.lead')} />
      {!answer && <DoneNote done={search.get('done')} />}
      {answer?.problem && <ProblemNote problem={answer.problem} />}
      {answer?.made && <Made made={answer.made} />}
      <Table
        caption={t('console.place.tokens')}
        captionUnseen
        columns={useColumns(now)}
        rows={items}
        rowKey={({ id }) => id}
        empty={<EmptyState title={t('console.tokens.none')}>{t('console.tokens.none-text')}</EmptyState>}
      />
      <NewToken />
    </>
  );
}

function Made({ made: { token, view } }: { made: NonNullable<Answer['made']> }) {
  const t = useT();
  return (
    <div className={css('notes')} role="status">
      <Panel title={t('console.tokens.made', { name: view.name })} lead={t('console.tokens.once')}>
        <code className={css('secret')}>{token}</code>
        <p className={css('quiet')}>{t('console.tokens.use')}</p>
        <code className={css('secret')}>Authorization: Bearer {view.hint}</code>
      </Panel>
    </div>
  );
}

function useColumns(now: string): Column<TokenView>[] {
  const t = useT();
  const format = useFormat();
  const roleName = useRoleName();
  const ended = ({ revokedAt, expiresAt }: TokenView): boolean => revokedAt !== null || expiresAt <= now;
  return [
    { key: 'name', head: t('console.tokens.name'), cell: ({ name }) => name },
    { key: 'hint', head: t('console.tokens.begins'), cell: ({ hint }) => <code>{hint}</code> },
    { key: 'who', head: t('console.tokens.whose'), minor: true, cell: ({ accountName }) => accountName },
    {
      key: 'role',
      head: t('console.tokens.acting'),
      minor: true,
      cell: ({ acting }) => (acting ? roleName(acting) : t('role.person')),
    },
    {
      key: 'used',
      head: t('console.tokens.last-used'),
      minor: true,
      cell: ({ lastUsedAt }) =>
        lastUsedAt === null ? t('console.tokens.never') : format.dateTime(lastUsedAt),
    },
    {
      key: 'expires',
      head: t('console.tokens.expires'),
      cell: (token) =>
        token.revokedAt === null ? <Time at={token.expiresAt} /> : t('console.tokens.revoked'),
    },
    {
      key: 'acts',
      head: null,
      numeric: true,
      cell: (token) => !ended(token) && <Revoke token={token} />,
    },
  ];
}

function Revoke({ token: { id, name } }: { token: TokenView }) {
  const t = useT();
  return (
    <form method="post">
      <Button small kind="danger" name="tokenId" value={id}>
        {t('console.tokens.revoke')}
        <span className={css('unseen')}>{name}</span>
      </Button>
    </form>
  );
}

function NewToken() {
  const t = useT();
  const roleName = useRoleName();
  const { viewer } = usePage();
  return (
    <Part title={t('console.tokens.new')}>
      <form method="post" className={css('form')}>
        <TextField
          label={t('console.tokens.name')}
          hint={t('console.tokens.name-hint')}
          name="name"
          maxLength={100}
          required
        />
        <TextField
          label={t('console.tokens.days')}
          hint={t('console.tokens.days-hint', { most: LONGEST_TOKEN_DAYS })}
          name="days"
          type="number"
          min={1}
          max={LONGEST_TOKEN_DAYS}
          defaultValue={DEFAULT_DAYS}
          required
        />
        <Select
          label={t('console.tokens.acting')}
          name="membershipId"
          none={t('console.tokens.no-role')}
          options={(viewer?.memberships ?? []).map((membership) => ({
            value: membership.id,
            label: roleName(membership),
          }))}
        />
        <p>
          <Button kind="primary">{t('console.tokens.create')}</Button>
        </p>
      </form>
    </Part>
  );
}
