import { data, Link, useActionData, useSearchParams, type ActionFunctionArgs } from 'react-router';
import { reportMisconduct } from '../../../rules/misconduct/misconduct.operations.ts';
import { pageOf } from '../../app/page-context.ts';
import { PageTitle } from '../../app/page-title.tsx';
import { attempt, type ProblemView } from '../../app/problem-view.ts';
import { textOf } from '../../console/form-data.ts';
import { Button } from '../../design/button.tsx';
import { classesOf } from '../../design/classes.ts';
import { ProvisionLink } from '../../design/facts.tsx';
import { TextArea, TextField } from '../../design/field.tsx';
import { useT } from '../../design/language.tsx';
import { Note, ProblemSummary } from '../../design/note.tsx';
import styles from './misconduct.module.css';

const css = classesOf(styles);

/** What is written here, and the receipt, are nobody else's. */
export const headers = () => ({ 'Cache-Control': 'private, no-store' });

interface Written {
  dataset: string;
  dataUser: string;
  words: string;
  link: string;
}
interface Answer {
  receipt?: string;
  code?: string;
  problem?: ProblemView;
  written?: Written;
}

export async function action({ context, request }: ActionFunctionArgs) {
  const form = await request.formData();
  const written: Written = {
    dataset: textOf(form, 'dataset'),
    dataUser: textOf(form, 'dataUser'),
    words: textOf(form, 'words'),
    link: textOf(form, 'link'),
  };
  const done = await attempt(pageOf(context).port.call(reportMisconduct, written));
  if (done.ok) return data<Answer>(done.value);
  return data<Answer>({ problem: done.problem, written }, { status: done.problem.status });
}

/** Anyone can report, without signing in; the receipt is shown once. */
export default function NewReport() {
  const answer = useActionData<Answer>();
  const t = useT();
  return (
    <div className={css('page')}>
      <PageTitle title={t('misconduct.report.title')} />
      <h1>{t('misconduct.report.title')}</h1>
      {answer?.receipt === undefined ? (
        <>
          <p className={css('lead')}>{t('misconduct.report.lead')}</p>
          <ReportForm answer={answer} />
        </>
      ) : (
        <Receipt receipt={answer.receipt} code={answer.code ?? ''} />
      )}
    </div>
  );
}

function Receipt({ receipt, code }: { receipt: string; code: string }) {
  const t = useT();
  return (
    <Note kind="done" live title={t('misconduct.receipt.title')}>
      <p>{code}</p>
      <p>{t('misconduct.receipt.once')}</p>
      <p className={css('receipt')}>
        <code>{`/reports/${receipt}`}</code>
      </p>
      <p>
        <Link to={`/reports/${receipt}`}>{t('misconduct.receipt.follow')}</Link>
      </p>
    </Note>
  );
}

function ReportForm({ answer }: { answer: Answer | undefined }) {
  const t = useT();
  const [search] = useSearchParams();
  const written = answer?.written;
  const problem = answer?.problem;
  const wrong = (name: keyof Written): string | undefined =>
    problem?.errors?.find(({ pointer }) => pointer === `/${name}`)?.detail;
  return (
    <form method="post" className={css('form')}>
      {problem && <Refused problem={problem} />}
      <TextField
        label={t('misconduct.report.dataset')}
        hint={t('misconduct.report.dataset-hint')}
        error={wrong('dataset')}
        optional
        name="dataset"
        defaultValue={written?.dataset ?? search.get('dataset') ?? ''}
        maxLength={100}
        spellCheck={false}
      />
      <TextField
        label={t('misconduct.report.who')}
        hint={t('misconduct.report.who-hint')}
        error={wrong('dataUser')}
        optional
        name="dataUser"
        defaultValue={written?.dataUser ?? ''}
        maxLength={200}
      />
      <TextArea
        label={t('misconduct.report.words')}
        hint={t('misconduct.report.words-hint')}
        error={wrong('words')}
        name="words"
        rows={8}
        defaultValue={written?.words ?? ''}
        required
        minLength={10}
        maxLength={4000}
      />
      <TextField
        label={t('misconduct.report.link')}
        error={wrong('link')}
        optional
        type="url"
        name="link"
        defaultValue={written?.link ?? ''}
        maxLength={500}
      />
      <p>{t('misconduct.report.privacy')}</p>
      <p>
        <Button kind="primary">{t('misconduct.report.send')}</Button>
      </p>
      <ProvisionLink id="xz-30" />
    </form>
  );
}

function Refused({ problem: { code, detail, errors = [] } }: { problem: ProblemView }) {
  const t = useT();
  return (
    <ProblemSummary title={t(`${code}.title`)} items={errors.map(({ detail: text }) => ({ text }))}>
      {errors.length === 0 && <p>{detail ?? t(`${code}.remedy`)}</p>}
    </ProblemSummary>
  );
}
