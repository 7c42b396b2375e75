import type { AgreementView } from '../../../rules/agreements/agreements.operations.ts';
import { fileCommands, SIGNING_WAYS } from '../../../rules/certificates/signing-commands.ts';
import { classesOf } from '../../design/classes.ts';
import { TextArea } from '../../design/field.tsx';
import { useT } from '../../design/language.tsx';
import styles from './certificates.module.css';
import { CodeText } from './code-text.tsx';

const css = classesOf(styles);

/** In the form of signing: how to seal the agreement with the certificate that the organisation bound. */
export function SealField({
  agreement: { id, code },
  sealWith,
}: {
  agreement: AgreementView;
  sealWith: string;
}) {
  const t = useT();
  const commands = fileCommands(`${code}.odrl.jsonld`);
  return (
    <div className={css('test')}>
      <p>{t('certificate.seal.field-lead', { subject: sealWith })}</p>
      <p>
        <a href={`/api/v1/agreements/${id}/odrl`} download>
          {t('certificate.seal.field-file')}
        </a>
      </p>
      {SIGNING_WAYS.map((way) => (
        <CodeText key={way} label={t(`certificate.step.sign-${way}`)} text={commands[way]} />
      ))}
      <TextArea
        label={t('certificate.seal.field')}
        hint={t('certificate.seal.field-hint')}
        name="seal"
        rows={6}
        spellCheck={false}
        autoComplete="off"
        required
      />
    </div>
  );
}
