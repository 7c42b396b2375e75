import {
  data,
  redirect,
  useActionData,
  useLoaderData,
  useSearchParams,
  type ActionFunctionArgs,
  type LoaderFunctionArgs,
} from 'react-router';
import { RULE_KINDS, sameDemand, type FieldRule } from '../../../rules/field-rules/field-rule.schema.ts';
import {
  getFieldRules,
  previewFieldRules,
  saveFieldRules,
  type FieldRulesView,
  type RulesPreview,
} from '../../../rules/field-rules/field-rules.operations.ts';
import { load } from '../../app/load.ts';
import { pageOf } from '../../app/page-context.ts';
import { attempt, problemResponse, type ProblemView } from '../../app/problem-view.ts';
import { Button } from '../../design/button.tsx';
import { classesOf } from '../../design/classes.ts';
import { CheckboxGroup, Select } from '../../design/field.tsx';
import { useFormat, useT } from '../../design/language.tsx';
import { Note } from '../../design/note.tsx';
import { EmptyState } from '../../design/states.tsx';
import { DoneNote } from '../done-note.tsx';
import { choiceOf, integerOf } from '../form-data.ts';
import { PageHead, Part } from '../page-head.tsx';
import { ProblemNote } from '../problem-note.tsx';
import { RuleFields, useRuleWords } from './rule-fields.tsx';
import { emptyRule, rulesFrom } from './rule-form.ts';
import styles from './field-rules.module.css';

const css = classesOf(styles);

export const loader = ({ context, params }: LoaderFunctionArgs): Promise<FieldRulesView> =>
  load(context, getFieldRules, { id: params['id'] ?? '' });

/** Rules as they are being written, and what was found of them. */
interface Answer {
  rules: FieldRule[];
  problem?: ProblemView;
  preview?: RulesPreview;
}

const INTENTS = ['add', 'propose', 'preview', 'save'] as const;

export async function action({ context, params, request }: ActionFunctionArgs) {
  const { port } = pageOf(context);
  const form = await request.formData();
  const id = params['id'] ?? '';
  const rules = rulesFrom(form);
  const answer = (more: Partial<Answer>): Answer => ({ rules, ...more });
  switch (choiceOf(form, 'intent', INTENTS)) {
    case 'add': {
      const kind = choiceOf(form, 'add', RULE_KINDS);
      return data(answer({ rules: kind === null ? rules : [...rules, emptyRule(kind)] }));
    }
    case 'propose': {
      const { proposals } = await port.call(getFieldRules, { id });
      const chosen = new Set(form.getAll('proposal'));
      const taken = proposals.filter((rule) => chosen.has(JSON.stringify(rule)));
      return data(answer({ rules: [...rules, ...taken] }));
    }
    case 'preview': {
      const done = await attempt(port.call(previewFieldRules, { id, rules }));
      return done.ok
        ? data(answer({ preview: done.value }))
        : data(answer({ problem: done.problem }), { status: done.problem.status });
    }
    case 'save': {
      const revision = integerOf(form, 'revision') ?? 0;
      const done = await attempt(port.call(saveFieldRules, { id, revision, rules }));
      return done.ok
        ? redirect(`/console/datasets/${id}/rules?done=rules`, 303)
        : data(answer({ problem: done.problem }), { status: done.problem.status });
    }
    case null:
      throw problemResponse('invalid-input');
  }
}

export default function FieldRulesPage() {
  const found = useLoaderData<FieldRulesView>();
  const answer = useActionData<Answer>();
  const [search] = useSearchParams();
  const t = useT();
  const rules = answer?.rules ?? found.rules;
  const where = Object.fromEntries(
    rules.map((_, place) => [`/rules/${String(place)}`, `#rule-${String(place)}`]),
  );
  return (
    <>
      <Head found={found} />
      {!answer && <DoneNote done={search.get('done')} />}
      {answer?.problem && <ProblemNote problem={answer.problem} where={where} />}
      <p className={css('quiet')}>{t('console.rules.note')}</p>
      {found.can['save'] === true ? (
        <Editor key={JSON.stringify(rules)} found={found} rules={rules} answer={answer} />
      ) : (
        <Declared found={found} />
      )}
    </>
  );
}

function Head({
  found: { datasetId, datasetCode, name, revision, writtenBy, writtenAt },
}: {
  found: FieldRulesView;
}) {
  const t = useT();
  const format = useFormat();
  const written =
    writtenAt === null
      ? t('console.rules.never')
      : t('console.rules.written', { revision, by: writtenBy ?? '', at: format.dateTime(writtenAt) });
  return (
    <PageHead
      title={t('console.rules.title')}
      crumbs={[
        { name: t('console.place.datasets'), to: '/console/datasets' },
        { name: name || datasetCode, to: `/console/datasets/${datasetId}` },
        { name: t('console.rules.title') },
      ]}
      meta={written}
    />
  );
}

/** For who may read the rules and not write them. */
function Declared({ found: { rules, fields } }: { found: FieldRulesView }) {
  const t = useT();
  const words = useRuleWords(fields);
  return (
    <Part title={t('console.rules.declared')}>
      {rules.length === 0 ? (
        <EmptyState title={t('console.rules.none')} />
      ) : (
        <ul>
          {rules.map((rule) => (
            <li key={words(rule)}>
              {words(rule)}{' '}
              <span className={css('quiet')}>
                {t(`console.rules.blocks.${rule.blocks ? 'block' : 'advise'}`)}
              </span>
            </li>
          ))}
        </ul>
      )}
    </Part>
  );
}

interface EditorProps {
  found: FieldRulesView;
  rules: readonly FieldRule[];
  answer: Answer | undefined;
}

function Editor({ found, rules, answer }: EditorProps) {
  const t = useT();
  const { fields, revision } = found;
  return (
    <form method="post">
      <input type="hidden" name="revision" value={revision} />
      <input type="hidden" name="count" value={rules.length} />
      <Part title={t('console.rules.declared')}>
        <div className={css('rules')}>
          {answer?.preview && <Would preview={answer.preview} />}
          {rules.length === 0 && (
            <EmptyState title={t('console.rules.none')}>{t('console.rules.none-text')}</EmptyState>
          )}
          {rules.map((rule, place) => (
            <RuleFields
              key={`${String(place)}${rule.kind}`}
              rule={rule}
              place={place}
              fields={fields}
              count={answer?.preview?.counts[place]}
            />
          ))}
          <Add />
          <div className={css('acts')}>
            <Button kind="primary" name="intent" value="save">
              {t('console.rules.save')}
            </Button>
            <Button name="intent" value="preview">
              {t('console.rules.preview')}
            </Button>
            {answer && <span className={css('quiet')}>{t('console.rules.unsaved')}</span>}
          </div>
        </div>
      </Part>
      <Proposals found={found} rules={rules} />
    </form>
  );
}

function Add() {
  const t = useT();
  return (
    <div className={css('add')}>
      <Select
        label={t('console.rules.add-kind')}
        name="add"
        options={RULE_KINDS.map((value) => ({ value, label: t(`fieldRule.kind.${value}`) }))}
      />
      <Button icon="plus" name="intent" value="add">
        {t('console.rules.add')}
      </Button>
    </div>
  );
}

function Would({ preview: { number, rows, counts } }: { preview: RulesPreview }) {
  const t = useT();
  const broken = counts.filter((count) => count !== 0).length;
  const version =
    number === null ? t('console.rules.version-waiting') : t('console.rules.version', { number });
  return (
    <Note kind={broken === 0 ? 'done' : 'warning'} live title={t('console.rules.would', { version, rows })}>
      <p>{broken === 0 ? t('console.rules.would.all') : t('console.rules.would.some', { rules: broken })}</p>
    </Note>
  );
}

function Proposals({ found: { proposals, fields }, rules }: Pick<EditorProps, 'found' | 'rules'>) {
  const t = useT();
  const words = useRuleWords(fields);
  const left = proposals.filter((rule) => !rules.some((taken) => sameDemand(taken, rule)));
  if (left.length === 0) return null;
  return (
    <Part title={t('console.rules.proposals')}>
      <div className={css('rules')}>
        <CheckboxGroup
          legend={t('console.rules.proposals-text')}
          name="proposal"
          options={left.map((rule) => ({ value: JSON.stringify(rule), label: words(rule) }))}
        />
        <p>
          <Button name="intent" value="propose">
            {t('console.rules.propose')}
          </Button>
        </p>
      </div>
    </Part>
  );
}
