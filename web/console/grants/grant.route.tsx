import {
  data,
  redirect,
  useActionData,
  useLoaderData,
  useSearchParams,
  type ActionFunctionArgs,
  type LoaderFunctionArgs,
} from 'react-router';
import type { OutputOf } from '../../../rules/api/operation.ts';
import {
  createGrantSecret,
  getGrant,
  GRANT_STEPS,
  revokeGrantSecret,
  stepGrant,
} from '../../../rules/grants/grants.operations.ts';
import { load } from '../../app/load.ts';
import { pageOf } from '../../app/page-context.ts';
import { usePage } from '../../app/page.tsx';
import { attempt, type ProblemView } from '../../app/problem-view.ts';
import { useT } from '../../design/language.tsx';
import { Banner } from '../../design/note.tsx';
import { History } from '../datasets/history.tsx';
import { DoneNote } from '../done-note.tsx';
import { choiceOf, integerOf, textOf } from '../form-data.ts';
import { PageHead } from '../page-head.tsx';
import { ProblemNote } from '../problem-note.tsx';
import { HowToCall, NewSecret, Secrets } from './grant-calls.tsx';
import { CheckGrantForm } from '../spot-checks/open-forms.tsx';
import { GrantMeasures } from './grant-measures.tsx';
import { GrantScope, GrantUsed } from './grant-scope.tsx';

const PATH = '/console/grants';
type Grant = OutputOf<typeof getGrant>;

export const loader = ({ context, params }: LoaderFunctionArgs): Promise<Grant> =>
  load(context, getGrant, { id: params['id'] ?? '' });

interface Answer {
  problem?: ProblemView;
  secret?: string;
}
const refuse = (problem: ProblemView) => {
  const refused: Answer = { problem };
  return data(refused, { status: problem.status });
};
const done = (id: string, what: string) => redirect(`${PATH}/${id}?done=grant-${what}`, 303);

export async function action({ context, params, request }: ActionFunctionArgs) {
  const id = params['id'] ?? '';
  const form = await request.formData();
  const { port } = pageOf(context);
  const event = choiceOf(form, 'event', GRANT_STEPS);
  if (event !== null) {
    const [callsPerMinute, callsPerDay] = [integerOf(form, 'callsPerMinute'), integerOf(form, 'callsPerDay')];
    const limits = {
      ...(callsPerMinute !== null && { callsPerMinute }),
      ...(callsPerDay !== null && { callsPerDay }),
    };
    const stepped = await attempt(
      port.call(stepGrant, { id, event, reason: textOf(form, 'reason'), ...limits }),
    );
    return stepped.ok ? done(id, event) : refuse(stepped.problem);
  }
  const secretId = textOf(form, 'secretId');
  if (secretId) {
    const ended = await attempt(port.call(revokeGrantSecret, { id, secretId }));
    return ended.ok ? done(id, 'end-secret') : refuse(ended.problem);
  }
  const overlapHours = integerOf(form, 'overlapHours') ?? 0;
  const made = await attempt(port.call(createGrantSecret, { id, overlapHours }));
  if (!made.ok) return refuse(made.problem);
  const answer: Answer = { secret: made.value.clientSecret };
  return data(answer, { status: 201 });
}

/** One grant: for its holder what may be taken and how, for those who watch over it the means to stop it. */
export default function GrantPage() {
  const grant = useLoaderData<Grant>();
  const answer = useActionData<Answer>();
  const [search] = useSearchParams();
  const t = useT();
  const { origin } = usePage();
  const { dataset, publisher, holder, state, reason, terms, can, secrets } = grant;
  const stands = state === 'active' || state === 'preparing';
  const ended = state === 'revoked' || state === 'expired';
  return (
    <>
      <PageHead
        title={dataset.name}
        crumbs={[{ name: t('console.place.grants'), to: PATH }, { name: dataset.code }]}
        meta={`${t(`grant.state.${state}`)} · ${holder} · ${publisher.name}`}
      />
      {!answer && <DoneNote done={search.get('done')} />}
      {answer?.problem && <ProblemNote problem={answer.problem} />}
      {answer?.secret !== undefined && <NewSecret secret={answer.secret} />}
      {!stands && (
        <Banner kind={state === 'restricted' ? 'warning' : 'wrong'} title={t(`grant.note.${state}`)}>
          {reason !== null && <p>{t('grant.why', { reason })}</p>}
        </Banner>
      )}
      <GrantScope grant={grant} />
      <GrantUsed grant={grant} />
      {can['use'] === true && !ended && <HowToCall grant={grant} origin={origin} />}
      {can['use'] === true && !ended && terms.system !== null && <Secrets grant={grant} secrets={secrets} />}
      <GrantMeasures grant={grant} />
      {can['check'] === true && !ended && <CheckGrantForm grantId={grant.id} />}
      <History items={grant.history} />
    </>
  );
}
