import {
  data,
  redirect,
  useActionData,
  useLoaderData,
  type ActionFunctionArgs,
  type LoaderFunctionArgs,
} from 'react-router';
import {
  getCertificateChallenge,
  signInByCertificate,
  type ChallengeView,
} from '../../../rules/certificates/certificates.operations.ts';
import { load } from '../../app/load.ts';
import { pageOf } from '../../app/page-context.ts';
import { PageTitle } from '../../app/page-title.tsx';
import { usePage } from '../../app/page.tsx';
import { attempt, type ProblemView } from '../../app/problem-view.ts';
import { classesOf } from '../../design/classes.ts';
import { useT } from '../../design/language.tsx';
import { Breadcrumb } from '../../design/navigation.tsx';
import { SiteFrame } from '../../design/site-frame.tsx';
import { textOf } from '../form-data.ts';
import { ProblemNote } from '../problem-note.tsx';
import { wayBack } from '../sign-in/way-back.ts';
import styles from './certificates.module.css';
import { SignChallenge } from './sign-challenge.tsx';
import { handedIn, shownAgain, signedForTest, type TestSigned } from './sign-form.ts';

const css = classesOf(styles);

interface Shown {
  back: string;
  shown: ChallengeView;
}

export async function loader({ context, request }: LoaderFunctionArgs): Promise<Shown> {
  const { port } = pageOf(context);
  const back = wayBack(new URL(request.url).searchParams.get('back'));
  if (port.viewer) throw redirect(back);
  return { back, shown: await load(context, getCertificateChallenge, { purpose: 'sign-in' }) };
}

interface Answer {
  problem?: ProblemView;
  signed?: TestSigned;
  challenge?: string;
}

export async function action({ context, request }: ActionFunctionArgs) {
  const { port } = pageOf(context);
  const form = await request.formData();
  const given = handedIn(form);
  const signed = await attempt(signedForTest(port, form, given.challenge));
  if (!signed.ok) return data<Answer>({ problem: signed.problem }, { status: signed.problem.status });
  if (signed.value) return data<Answer>({ signed: signed.value, challenge: given.challenge });
  const entered = await attempt(port.call(signInByCertificate, given));
  if (!entered.ok) return data<Answer>({ problem: entered.problem }, { status: entered.problem.status });
  const { organisationId, registered } = entered.value;
  const first = `/console/organisations/${organisationId}?done=organisation-certified`;
  return redirect(registered ? first : wayBack(textOf(form, 'back')), 303);
}

/** Organisations come in by their corporate certificate, whose key never leaves them. */
export default function CertificateSignIn() {
  const { back, shown } = useLoaderData<Shown>();
  const answer = useActionData<Answer>();
  const t = useT();
  const title = t('certificate.sign-in.title');
  const again = answer?.challenge === undefined ? shown : shownAgain(answer.challenge, shown);
  return (
    <SiteFrame page={usePage()}>
      <PageTitle title={title} />
      <div className={css('page')}>
        <Breadcrumb crumbs={[{ name: t('console.sign-in.title'), to: '/sign-in' }, { name: title }]} />
        <h1>{title}</h1>
        <p className={css('lead')}>{t('certificate.sign-in.lead')}</p>
        {answer?.problem && <ProblemNote problem={answer.problem} />}
        <SignChallenge
          shown={again}
          signed={answer?.signed}
          act={t('certificate.sign-in.enter')}
          hidden={{ back }}
        />
      </div>
    </SiteFrame>
  );
}
