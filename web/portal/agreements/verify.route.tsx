import { data, useActionData, type ActionFunctionArgs } from 'react-router';
import { verifyAgreement, type Verification } from '../../../rules/agreements/agreements.operations.ts';
import { pageOf } from '../../app/page-context.ts';
import { PageTitle } from '../../app/page-title.tsx';
import { attempt } from '../../app/problem-view.ts';
import { Button } from '../../design/button.tsx';
import { classesOf } from '../../design/classes.ts';
import { TextField } from '../../design/field.tsx';
import { useT } from '../../design/language.tsx';
import { Note } from '../../design/note.tsx';
import { Verdict } from './verdict.tsx';
import styles from './verify.module.css';

const css = classesOf(styles);
/** Sealed agreements take less than a tenth of it. */
const LARGEST_BYTES = 2_900_000;

type Answer = { verification: Verification } | { wrong: 'one-of' | 'too-large' };

export async function action({ context, request }: ActionFunctionArgs) {
  const form = await request.formData();
  const [file, digest] = [form.get('file'), form.get('digest')];
  const isFile = file instanceof Blob && file.size > 0;
  const text = typeof digest === 'string' ? digest.trim() : '';
  if (isFile === (text !== '') || (!isFile && !/^[0-9a-f]{64}$/i.test(text)))
    return data<Answer>({ wrong: 'one-of' }, { status: 400 });
  if (isFile && file.size > LARGEST_BYTES) return data<Answer>({ wrong: 'too-large' }, { status: 413 });
  const asked = isFile ? { content: await base64Of(file) } : { digest: text };
  const done = await attempt(pageOf(context).port.call(verifyAgreement, asked));
  if (!done.ok) return data<Answer>({ wrong: 'one-of' }, { status: done.problem.status });
  return data<Answer>({ verification: done.value });
}

async function base64Of(file: Blob): Promise<string> {
  return Buffer.from(await file.arrayBuffer()).toString('base64');
}

/** For anyone who holds a file of an agreement: is it as it was sealed, and how does the agreement stand now. */
export default function Verify() {
  const answer = useActionData<Answer>();
  const t = useT();
  return (
    <>
      <PageTitle title={t('agreement.verify.title')} description={t('agreement.verify.lead')} />
      <h1>{t('agreement.verify.title')}</h1>
      <p className={css('lead')}>{t('agreement.verify.lead')}</p>
      {answer && 'wrong' in answer && (
        <Note kind="wrong" live title={t(`agreement.verify.${answer.wrong}`)} />
      )}
      {answer && 'verification' in answer && <Verdict verification={answer.verification} />}
      <form method="post" encType="multipart/form-data" className={css('form')}>
        <TextField label={t('agreement.verify.file')} name="file" type="file" accept=".pdf,.jsonld,.json" />
        <TextField
          label={t('agreement.verify.digest')}
          hint={t('agreement.verify.digest-hint')}
          name="digest"
          autoComplete="off"
          spellCheck={false}
          maxLength={64}
        />
        <p>
          <Button kind="primary">{t('agreement.verify.act')}</Button>
        </p>
      </form>
      <p className={css('lead')}>{t('agreement.verify.how')}</p>
    </>
  );
}
