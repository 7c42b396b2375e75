import {
  data,
  redirect,
  useActionData,
  useLoaderData,
  type ActionFunctionArgs,
  type LoaderFunctionArgs,
} from 'react-router';
import {
  enterDemonstration,
  listDemonstrationAccounts,
  type DemonstrationAccount,
} from '../../../rules/demonstration/demonstration.operations.ts';
import { getSession, signIn } from '../../../rules/sessions/sessions.operations.ts';
import { load } from '../../app/load.ts';
import { PageTitle } from '../../app/page-title.tsx';
import { pageOf } from '../../app/page-context.ts';
import { usePage } from '../../app/page.tsx';
import { attempt, type ProblemView } from '../../app/problem-view.ts';
import { Button, LinkButton } from '../../design/button.tsx';
import { classesOf } from '../../design/classes.ts';
import { TextField } from '../../design/field.tsx';
import { useT } from '../../design/language.tsx';
import { SiteFrame } from '../../design/site-frame.tsx';
import { rawTextOf, textOf } from '../form-data.ts';
import { ProblemNote } from '../problem-note.tsx';
import { Demonstration } from './demonstration.tsx';
import { wayBack } from './way-back.ts';
import styles from './sign-in.module.css';

const css = classesOf(styles);

interface SignInData {
  back: string;
  citySignOn: { name: string; path: string } | null;
  corporateCertificate: boolean;
  people: DemonstrationAccount[];
  /** City sign-on sent the person back without vouching for them. */
  signOnFailed: boolean;
}

export async function loader({ context, request }: LoaderFunctionArgs): Promise<SignInData> {
  const { port } = pageOf(context);
  const asked = new URL(request.url).searchParams;
  const back = wayBack(asked.get('back'));
  const signOnFailed = asked.get('problem') === 'sign-on-failed';
  if (port.viewer) throw redirect(back);
  const { citySignOn, corporateCertificate } = await load(context, getSession, {});
  const listed = port.city.demonstration ? await attempt(port.call(listDemonstrationAccounts, {})) : null;
  const people = listed?.ok ? listed.value.items : [];
  return { back, citySignOn, corporateCertificate, people, signOnFailed };
}

interface Refused {
  problem: ProblemView;
  userName: string;
}

export async function action({ context, request }: ActionFunctionArgs) {
  const { port } = pageOf(context);
  const form = await request.formData();
  const back = wayBack(textOf(form, 'back'));
  const accountId = textOf(form, 'accountId');
  const userName = textOf(form, 'userName');
  const code = textOf(form, 'code').replaceAll(/\s/g, '');
  const entered = await attempt(
    accountId
      ? port.call(enterDemonstration, { accountId })
      : port.call(signIn, { userName, password: rawTextOf(form, 'password'), ...(code && { code }) }),
  );
  if (!entered.ok) {
    const refused: Refused = { problem: entered.problem, userName };
    return data(refused, { status: entered.problem.status });
  }
  return redirect(entered.value.pending === null ? back : '/console/account', 303);
}

export default function SignIn() {
  const { back, citySignOn, corporateCertificate, people, signOnFailed } = useLoaderData<SignInData>();
  const refused = useActionData<Refused>();
  const t = useT();
  return (
    <SiteFrame page={usePage()}>
      <PageTitle title={t('console.sign-in.title')} />
      <div className={css('layout', people.length > 0 && 'with-people')}>
        <div className={css('own')}>
          <h1>{t('console.sign-in.title')}</h1>
          <p className={css('lead')}>{t('console.sign-in.lead')}</p>
          {refused && <ProblemNote problem={refused.problem} />}
          {!refused && signOnFailed && <ProblemNote problem={{ code: 'sign-on-failed', status: 401 }} />}
          <Password back={back} refused={refused} />
          {citySignOn && (
            <section className={css('city')} aria-label={citySignOn.name}>
              <p>{t('console.sign-in.city-lead')}</p>
              <LinkButton to={`${citySignOn.path}?to=${encodeURIComponent(back)}`} plainLink wide>
                {t('console.sign-in.city', { name: citySignOn.name })}
              </LinkButton>
            </section>
          )}
          {corporateCertificate && (
            <section className={css('city')} aria-label={t('certificate.sign-in.link')}>
              <p>{t('certificate.sign-in.link-lead')}</p>
              <LinkButton to={`/sign-in/certificate?back=${encodeURIComponent(back)}`} wide>
                {t('certificate.sign-in.link')}
              </LinkButton>
            </section>
          )}
        </div>
        {people.length > 0 && <Demonstration people={people} back={back} />}
      </div>
    </SiteFrame>
  );
}

function Password({ back, refused }: { back: string; refused: Refused | undefined }) {
  const t = useT();
  const codeMissing = refused?.problem.code === 'second-factor-required';
  return (
    <form method="post" className={css('form')}>
      <input type="hidden" name="back" value={back} />
      <TextField
        label={t('console.sign-in.user-name')}
        name="userName"
        autoComplete="username"
        autoCapitalize="none"
        defaultValue={refused?.userName}
        required
      />
      <TextField
        label={t('console.sign-in.password')}
        name="password"
        type="password"
        autoComplete="current-password"
        required
      />
      <TextField
        label={t('console.sign-in.code')}
        hint={t('console.sign-in.code-hint')}
        error={codeMissing ? t('console.sign-in.code-missing') : undefined}
        name="code"
        inputMode="numeric"
        autoComplete="one-time-code"
      />
      <Button kind="primary">{t('console.sign-in.enter')}</Button>
    </form>
  );
}
