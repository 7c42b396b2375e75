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
  AGREEMENT_STEPS,
  getAgreement,
  signAgreement,
  stepAgreement,
  type AgreementView,
} from '../../../rules/agreements/agreements.operations.ts';
import type { Stepped } from '../../../rules/api/views.ts';
import type { HistoryItem } from '../../../rules/events/event.schema.ts';
import { load } from '../../app/load.ts';
import { pageOf } from '../../app/page-context.ts';
import { attempt, type Attempt, type ProblemView } from '../../app/problem-view.ts';
import { useT } from '../../design/language.tsx';
import { History } from '../datasets/history.tsx';
import { DoneNote } from '../done-note.tsx';
import { choiceOf, linesOf, rawTextOf, textOf } from '../form-data.ts';
import { PageHead } from '../page-head.tsx';
import { ProblemNote } from '../problem-note.tsx';
import { AgreementFiles } from './agreement-files.tsx';
import { AgreementText } from './agreement-text.tsx';
import { AgreementTurn } from './agreement-turn.tsx';
import { DestructionPart } from './destruction.tsx';
import { Negotiation } from './negotiation.tsx';
import { negotiate, NEGOTIATION_ACTS } from './negotiation-form.ts';
import { OtherWay } from './other-way.tsx';
import { Signatures } from './signatures.tsx';

const PATH = '/console/agreements';

interface AgreementData {
  agreement: AgreementView;
  history: HistoryItem[];
}

export const loader = ({ context, params }: LoaderFunctionArgs): Promise<AgreementData> =>
  load(context, getAgreement, { id: params['id'] ?? '' });

interface Refused {
  problem: ProblemView;
}

export async function action({ context, params, request }: ActionFunctionArgs) {
  const id = params['id'] ?? '';
  const form = await request.formData();
  const { port } = pageOf(context);
  const act = choiceOf(form, 'act', NEGOTIATION_ACTS);
  if (act !== null) return answered(await attempt(negotiate(port, id, act, form)), act);
  const event = choiceOf(form, 'event', AGREEMENT_STEPS);
  const done = await attempt(
    event === null
      ? port.call(signAgreement, { id, ...signedIn(form) })
      : port.call(stepAgreement, { id, event, reasons: linesOf(form, 'reasons') }),
  );
  return answered(done, event ?? 'sign');
}

/** To the agreement as it is then, or back to the form with what was wrong. */
function answered(done: Attempt<Stepped>, act: string) {
  if (done.ok) return redirect(`${PATH}/${done.value.id}?done=agreement-${act}`, 303);
  const refused: Refused = { problem: done.problem };
  return data(refused, { status: done.problem.status });
}

/** What was read, and who one is. */
function signedIn(form: FormData) {
  const code = textOf(form, 'code').replaceAll(/\s/g, '');
  const password = rawTextOf(form, 'password');
  const seal = textOf(form, 'seal');
  const proof = { ...(code && { code }), ...(password && { password }), ...(seal && { seal }) };
  return { odrlDigest: textOf(form, 'odrlDigest'), ...proof };
}

/** One agreement: whose turn it is, the text with what was agreed in it, who signed, its files. */
export default function Agreement() {
  const { agreement, history } = useLoaderData<AgreementData>();
  const refused = useActionData<Refused>();
  const [search] = useSearchParams();
  const t = useT();
  const { dataset, code, user, publisher, document, signatures } = agreement;
  return (
    <>
      <PageHead
        title={dataset.name}
        crumbs={[{ name: t('console.place.agreements'), to: PATH }, { name: code }]}
        meta={
          <>
            <span>{user.name}</span>
            <span>{publisher.name}</span>
          </>
        }
      />
      {!refused && <DoneNote done={search.get('done')} />}
      {refused && <ProblemNote problem={refused.problem} />}
      <AgreementTurn agreement={agreement} />
      <Negotiation agreement={agreement} />
      <AgreementText document={document} />
      <DestructionPart agreement={agreement} />
      <Signatures signatures={signatures} />
      <AgreementFiles agreement={agreement} />
      <OtherWay can={agreement.can} />
      <History items={history} />
    </>
  );
}
