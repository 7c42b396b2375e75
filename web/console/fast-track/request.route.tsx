import {
  data,
  Link,
  redirect,
  useActionData,
  useLoaderData,
  useSearchParams,
  type ActionFunctionArgs,
  type LoaderFunctionArgs,
} from 'react-router';
import type { OutputOf } from '../../../rules/api/operation.ts';
import type { Port } from '../../../rules/api/port.ts';
import { FAST_TRACK_EVENTS } from '../../../rules/fast-track/fast-track.machine.ts';
import {
  askFastTrack,
  getFastTrack,
  listFastTrack,
  stepFastTrack,
  type FastTrackRequest,
  type FastTrackStanding,
} from '../../../rules/fast-track/fast-track.operations.ts';
import { load } from '../../app/load.ts';
import { pageOf } from '../../app/page-context.ts';
import { attempt, type ProblemView } from '../../app/problem-view.ts';
import { Button } from '../../design/button.tsx';
import { classesOf } from '../../design/classes.ts';
import { DefinitionList, ProvisionLink, Time } from '../../design/facts.tsx';
import { Select, TextArea } from '../../design/field.tsx';
import { useFormat, useT } from '../../design/language.tsx';
import { Note } from '../../design/note.tsx';
import { RulesText } from '../../portal/rules/rules-text.tsx';
import console from '../console.module.css';
import { DoneNote } from '../done-note.tsx';
import { Findings } from '../finding-words.tsx';
import { choiceOf, integerOf, linesOf, textOf } from '../form-data.ts';
import { PageHead, Part } from '../page-head.tsx';
import { ProblemNote } from '../problem-note.tsx';

const css = classesOf(console);
type Notice = OutputOf<typeof listFastTrack>['notice'];
interface Standing {
  id: string;
  standing: FastTrackStanding;
  notice: Notice;
}

export async function loader({ context, params }: LoaderFunctionArgs): Promise<Standing> {
  const id = params['id'] ?? '';
  const [standing, { notice }] = await Promise.all([
    load(context, getFastTrack, { id }),
    load(context, listFastTrack, {}),
  ]);
  return { id, standing, notice: standing.request?.notice ?? notice };
}

const ACTS = ['ask', ...FAST_TRACK_EVENTS] as const;

export async function action({ context, params, request }: ActionFunctionArgs) {
  const id = params['id'] ?? '';
  const form = await request.formData();
  const act = choiceOf(form, 'act', ACTS) ?? 'ask';
  const done = await attempt<unknown>(actOn(pageOf(context).port, id, act, form));
  if (done.ok) return redirect(`/console/applications/${id}/fast-track?done=fast-track-${act}`, 303);
  return data({ problem: done.problem }, { status: done.problem.status });
}

function actOn(port: Port, id: string, act: (typeof ACTS)[number], form: FormData): Promise<unknown> {
  if (act !== 'ask') return port.call(stepFastTrack, { id, event: act, reasons: linesOf(form, 'reasons') });
  return port.call(askFastTrack, {
    ...{ id, entryId: textOf(form, 'entry') },
    ...{ version: integerOf(form, 'version') ?? 0, hash: textOf(form, 'hash') },
  });
}

/** The notice in full with its digest, who signed it, what keeps an application from the fast track, and the next step. */
export default function FastTrack() {
  const { id, standing, notice } = useLoaderData<Standing>();
  const refused = useActionData<{ problem: ProblemView }>();
  const [search] = useSearchParams();
  const t = useT();
  const { code, request, findings, can } = standing;
  const isOpen = request === null || request.state === 'asked' || request.state === 'prepared';
  return (
    <>
      <PageHead
        title={t('fastTrack.title')}
        tab={code}
        crumbs={[
          { name: t('console.place.applications'), to: '/console/applications' },
          { name: code, to: `/console/applications/${id}` },
          { name: t('fastTrack.title') },
        ]}
        meta={t('fastTrack.lead')}
        aside={<ProvisionLink id="plan2023-2.4" />}
      />
      {!refused && <DoneNote done={search.get('done')} />}
      {refused && <ProblemNote problem={refused.problem} />}
      <Part title={t('fastTrack.request')}>
        {request === null ? <p>{t('fastTrack.none-asked')}</p> : <Asked request={request} />}
        {isOpen && findings.length > 0 && (
          <Note title={t('fastTrack.not-eligible')}>
            <Findings findings={findings} />
          </Note>
        )}
        {isOpen && findings.length === 0 && <p>{t('fastTrack.eligible')}</p>}
        <Steps can={can} />
        <p>
          <Link to={`/console/applications/${id}`}>{t('fastTrack.back')}</Link>
        </p>
      </Part>
      <Part title={t('fastTrack.notice')} aside={t('fastTrack.version', { version: notice.version })}>
        <RulesText text={notice.text} />
        <p className={css('meta')}>{t('fastTrack.hash', { hash: notice.hash })}</p>
        {can['ask'] === true && <Sign standing={standing} notice={notice} />}
      </Part>
    </>
  );
}

function Asked({ request }: { request: FastTrackRequest }) {
  const t = useT();
  const format = useFormat();
  const { state, entry, signedBy, signedAt, preparedBy, decidedBy, reasons } = request;
  return (
    <DefinitionList
      facts={[
        { term: t('fastTrack.state'), value: t(`fastTrack.state.${state}`) },
        { term: t('fastTrack.entry'), value: `${t(`fastTrack.kind.${entry.kind}`)} ${entry.name}` },
        {
          term: t('fastTrack.signed-by'),
          value: (
            <>
              {signedBy} <Time at={signedAt} show="date-time" />
            </>
          ),
        },
        ...(preparedBy === null ? [] : [{ term: t('fastTrack.prepared-by'), value: preparedBy }]),
        ...(decidedBy === null ? [] : [{ term: t('fastTrack.decided-by'), value: decidedBy }]),
        ...(reasons.length === 0 ? [] : [{ term: t('fastTrack.reasons'), value: format.list(reasons) }]),
      ]}
    />
  );
}

function Steps({ can }: Pick<FastTrackStanding, 'can'>) {
  const t = useT();
  const forward = (['prepare', 'approve'] as const).find((act) => can[act] === true);
  const back = (['decline', 'return'] as const).find((act) => can[act] === true);
  return (
    <>
      {forward && (
        <form method="post">
          <Button kind="primary" name="act" value={forward}>
            {t(`fastTrack.${forward}`)}
          </Button>
        </form>
      )}
      {back && (
        <form method="post" className={css('form')}>
          <TextArea label={t('fastTrack.reasons')} name="reasons" rows={3} required />
          <p>
            <Button kind="danger" name="act" value={back}>
              {t('fastTrack.return')}
            </Button>
          </p>
        </form>
      )}
    </>
  );
}

function Sign({ standing: { fitting }, notice }: { standing: FastTrackStanding; notice: Notice }) {
  const t = useT();
  if (fitting.length === 0) return null;
  return (
    <form method="post" className={css('form')}>
      <input type="hidden" name="version" value={notice.version} />
      <input type="hidden" name="hash" value={notice.hash} />
      <Select
        label={t('fastTrack.entry')}
        name="entry"
        options={fitting.map(({ id, name, kind }) => ({
          value: id,
          label: `${t(`fastTrack.kind.${kind}`)} ${name}`,
        }))}
      />
      <p>{t('fastTrack.promise')}</p>
      <p>{t('fastTrack.first-send')}</p>
      <p>
        <Button kind="primary" name="act" value="ask">
          {t('fastTrack.sign')}
        </Button>
      </p>
    </form>
  );
}
