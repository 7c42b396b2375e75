import { Button } from '../../design/button.tsx';
import { classesOf } from '../../design/classes.ts';
import { TextField } from '../../design/field.tsx';
import { useT } from '../../design/language.tsx';
import { Panel } from '../../design/workflow.tsx';
import styles from '../console.module.css';
import { Part } from '../page-head.tsx';
import own from './account.module.css';
import type { Enrolment } from './enrolment.ts';

const css = classesOf({ ...styles, ...own });

/** Enrolling an authenticator: begin (showing the old one's code), scan, confirm by a code of the new one. */
export function SecondFactorPart({
  enrolled,
  enrolment,
}: {
  enrolled: boolean;
  enrolment: Enrolment | null;
}) {
  const t = useT();
  return (
    <Part
      id="second-factor"
      title={t('console.account.factor')}
      aside={t(enrolled ? 'console.members.enrolled' : 'console.members.not-enrolled')}
    >
      {enrolment ? <Confirm enrolment={enrolment} /> : <Begin enrolled={enrolled} />}
    </Part>
  );
}

function Begin({ enrolled }: { enrolled: boolean }) {
  const t = useT();
  return (
    <form method="post" className={css('form')}>
      <p className={css('prose')}>{t('console.account.factor-text')}</p>
      {enrolled && (
        <TextField
          label={t('console.account.old-code')}
          hint={t('console.account.old-code-hint')}
          name="code"
          inputMode="numeric"
          autoComplete="one-time-code"
          required
        />
      )}
      <p>
        <Button name="intent" value="enrol">
          {t(enrolled ? 'console.account.factor-change' : 'console.account.factor-begin')}
        </Button>
      </p>
    </form>
  );
}

/** The picture goes into the page as an image, so that nothing in it can run. */
const imageOf = (svg: string): string => `data:image/svg+xml;charset=utf-8,${encodeURIComponent(svg)}`;

function Confirm({ enrolment }: { enrolment: Enrolment }) {
  const t = useT();
  const { enrolment: sealed, secret, uri, qrSvg } = enrolment;
  return (
    <Panel title={t('console.account.scan')} lead={t('console.account.scan-text')}>
      <div className={css('scan')}>
        <img
          className={css('qr')}
          src={imageOf(qrSvg)}
          alt={t('console.account.qr')}
          width={200}
          height={200}
        />
        <form method="post" className={css('form')}>
          <input type="hidden" name="enrolment" value={sealed} />
          <input type="hidden" name="secret" value={secret} />
          <input type="hidden" name="uri" value={uri} />
          <input type="hidden" name="qrSvg" value={qrSvg} />
          <p className={css('quiet')}>{t('console.account.by-hand')}</p>
          <code className={css('secret')}>{secret}</code>
          <TextField
            label={t('console.account.new-code')}
            name="code"
            inputMode="numeric"
            autoComplete="one-time-code"
            minLength={6}
            required
          />
          <p>
            <Button kind="primary" name="intent" value="confirm">
              {t('console.account.confirm')}
            </Button>
          </p>
        </form>
      </div>
    </Panel>
  );
}
