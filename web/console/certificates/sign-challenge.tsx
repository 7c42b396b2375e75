import type { ReactNode } from 'react';
import type { ChallengeView } from '../../../rules/certificates/certificates.operations.ts';
import { SIGNING_WAYS } from '../../../rules/certificates/signing-commands.ts';
import { Button } from '../../design/button.tsx';
import { classesOf } from '../../design/classes.ts';
import { TextArea } from '../../design/field.tsx';
import { useFormat, useT } from '../../design/language.tsx';
import styles from './certificates.module.css';
import { CodeText } from './code-text.tsx';
import type { TestSigned } from './sign-form.ts';

const css = classesOf(styles);

interface SignChallengeProps {
  shown: ChallengeView;
  /** Of the demonstration: what an invented organisation signed, already filled in. */
  signed?: TestSigned | undefined;
  /** Of the one button. */
  act: string;
  hidden?: Record<string, string>;
}

/** A challenge to be signed with a certificate somewhere else, and the place to hand the signature in; needs no scripts. */
export function SignChallenge({ shown, signed, act, hidden = {} }: SignChallengeProps) {
  const t = useT();
  const format = useFormat();
  const { challenge, expiresAt, commands, testHolders } = shown;
  const kept = Object.entries({ ...hidden, challenge }).map(([name, value]) => (
    <input key={name} type="hidden" name={name} value={value} />
  ));
  return (
    <div className={css('steps')}>
      <section className={css('step')} aria-labelledby="challenge">
        <h2 id="challenge">{t('certificate.step.challenge')}</h2>
        <p className={css('quiet')}>
          {t('certificate.step.challenge-hint', { time: format.dateTime(expiresAt) })}
        </p>
        <CodeText label={t('certificate.step.challenge-label')} text={challenge} />
      </section>
      <section className={css('step')} aria-labelledby="sign">
        <h2 id="sign">{t('certificate.step.sign')}</h2>
        <p className={css('quiet')}>{t('certificate.step.sign-lead')}</p>
        {SIGNING_WAYS.map((way) => (
          <CodeText key={way} label={t(`certificate.step.sign-${way}`)} text={commands[way]} />
        ))}
        <p className={css('quiet')}>{t('certificate.step.sign-chain')}</p>
        {testHolders.length > 0 && <TestHolders holders={testHolders} kept={kept} signed={signed} />}
      </section>
      <section className={css('step')} aria-labelledby="hand-in">
        <h2 id="hand-in">{t('certificate.step.paste')}</h2>
        <form method="post" className={css('form')}>
          {kept}
          <TextArea
            key={challenge}
            label={t('certificate.step.paste-label')}
            hint={t('certificate.step.paste-hint')}
            name="signature"
            rows={8}
            spellCheck={false}
            autoComplete="off"
            defaultValue={signed?.signature}
            required
          />
          <p>
            <Button kind="primary" name="act" value="hand-in">
              {act}
            </Button>
          </p>
        </form>
      </section>
    </div>
  );
}

function TestHolders({
  holders,
  kept,
  signed,
}: {
  holders: ChallengeView['testHolders'];
  kept: ReactNode;
  signed: TestSigned | undefined;
}) {
  const t = useT();
  return (
    <div className={css('test')}>
      <h3>{t('certificate.test.title')}</h3>
      <p className={css('quiet')}>{t('certificate.test.lead')}</p>
      <form method="post" className={css('holders')}>
        {kept}
        {holders.map(({ holder, name }) => (
          <Button key={holder} kind="secondary" name="holder" value={holder}>
            {t(`certificate.test.${holder}`, { name })}
          </Button>
        ))}
      </form>
      {signed && (
        <details>
          <summary>{t('certificate.test.key')}</summary>
          <CodeText label="cert.pem" text={signed.certificate} />
          <CodeText label="key.pem" text={signed.key} />
        </details>
      )}
    </div>
  );
}
