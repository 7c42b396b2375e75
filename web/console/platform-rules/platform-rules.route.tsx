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
import { reachOf } from '../../../rules/access/permissions.ts';
import type { Port } from '../../../rules/api/port.ts';
import {
  acceptPlatformRules,
  getRulesDraft,
  getRulesStanding,
  listPlatformRules,
  publishPlatformRules,
  saveRulesDraft,
  type PlatformRules,
  type RulesDraft,
  type RulesStanding,
} from '../../../rules/platform-rules/platform-rules.operations.ts';
import { load } from '../../app/load.ts';
import { pageOf } from '../../app/page-context.ts';
import { attempt, problemResponse, type ProblemView } from '../../app/problem-view.ts';
import { useT } from '../../design/language.tsx';
import { EmptyState } from '../../design/states.tsx';
import { RulesChanges, RulesText } from '../../portal/rules/rules-text.tsx';
import { actorOf } from '../acting.ts';
import { DoneNote } from '../done-note.tsx';
import { choiceOf, integerOf, rawTextOf, textOf } from '../form-data.ts';
import { PageHead, Part } from '../page-head.tsx';
import { ProblemNote } from '../problem-note.tsx';
import { AcceptBox } from './accept-box.tsx';
import { DraftForm } from './draft-form.tsx';

interface RulesData {
  rules: PlatformRules[];
  standing: RulesStanding | null;
  /** undefined: the viewer writes none. */
  draft?: RulesDraft | null;
}

export async function loader({ context }: LoaderFunctionArgs): Promise<RulesData> {
  const { viewer } = pageOf(context).port;
  const may = (action: 'rules.write' | 'rules.accept'): boolean =>
    viewer !== null && reachOf(actorOf(viewer), action) !== null;
  if (!may('rules.write') && !may('rules.accept'))
    throw problemResponse('not-permitted', { provision: 'xz-26' });
  const { items } = await load(context, listPlatformRules, {});
  const standing = may('rules.accept') ? await load(context, getRulesStanding, {}) : null;
  if (!may('rules.write')) return { rules: items, standing };
  return { rules: items, standing, draft: (await load(context, getRulesDraft, {})).draft };
}

const ACTS = ['accept', 'save', 'publish'] as const;

export async function action({ context, request }: ActionFunctionArgs) {
  const form = await request.formData();
  const act = choiceOf(form, 'act', ACTS) ?? 'save';
  const done = await attempt(actOn(pageOf(context).port, act, form));
  if (done.ok) return redirect(`/console/platform-rules?done=rules-${act}`, 303);
  return data(
    { problem: done.problem, written: act === 'save' ? draftFrom(form) : null },
    { status: done.problem.status },
  );
}

const draftFrom = (form: FormData): RulesDraft => ({
  title: textOf(form, 'title'),
  text: rawTextOf(form, 'text').replaceAll('\r\n', '\n').trim(),
  note: rawTextOf(form, 'note').trim(),
  revision: integerOf(form, 'revision') ?? 0,
});

async function actOn(port: Port, act: (typeof ACTS)[number], form: FormData): Promise<void> {
  if (act === 'accept') await port.call(acceptPlatformRules, { version: integerOf(form, 'version') ?? 1 });
  else if (act === 'publish') await port.call(publishPlatformRules, {});
  else await port.call(saveRulesDraft, draftFrom(form));
}

/** For data users what is to be accepted and what changed; for the operator the next version. */
export default function ConsoleRules() {
  const { rules, standing, draft } = useLoaderData<RulesData>();
  const answer = useActionData<{ problem: ProblemView; written: RulesDraft | null }>();
  const [search] = useSearchParams();
  const t = useT();
  const newest = rules[0];
  const before = rules.find(({ version }) => version === standing?.accepted);
  const changed = newest && before && before.version !== newest.version;
  return (
    <>
      <PageHead
        title={t('console.place.platform-rules')}
        meta={t('platformRules.lead')}
        aside={<Link to="/rules">{t('platformRules.versions')}</Link>}
      />
      {!answer && <DoneNote done={search.get('done')} />}
      {answer && <ProblemNote problem={answer.problem} />}
      {!newest && <EmptyState title={t('platformRules.none')}>{t('platformRules.none-text')}</EmptyState>}
      {newest && standing && <AcceptBox standing={standing} />}
      {changed && (
        <Part title={t('platformRules.changes', { version: before.version })} aside={newest.note}>
          <RulesChanges before={before.text} after={newest.text} />
        </Part>
      )}
      {draft !== undefined && <DraftForm draft={answer?.written ?? draft} newest={newest} />}
      {newest && !changed && (
        <Part title={newest.title} aside={t('platformRules.version', { version: newest.version })}>
          <RulesText text={newest.text} />
        </Part>
      )}
    </>
  );
}
