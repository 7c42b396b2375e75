import { RHYTHMS } from '../../../rules/messages/delivery.ts';
import type { MessageSettings } from '../../../rules/messages/messages.operations.ts';
import { Button } from '../../design/button.tsx';
import { classesOf } from '../../design/classes.ts';
import { RadioGroup, TextField } from '../../design/field.tsx';
import { useT } from '../../design/language.tsx';
import styles from '../console.module.css';
import { Part } from '../page-head.tsx';
import own from './messages.module.css';

const css = classesOf(styles);
const mine = classesOf(own);

export function ConfirmPart({ address }: { address: string }) {
  const t = useT();
  return (
    <Part title={t('messages.settings.confirm')}>
      <form method="post" className={css('form')}>
        <TextField
          label={t('messages.settings.code', { address })}
          name="code"
          inputMode="numeric"
          autoComplete="one-time-code"
          required
        />
        <p>
          <Button kind="primary" name="act" value="confirm">
            {t('messages.settings.confirm')}
          </Button>
        </p>
      </form>
    </Part>
  );
}

export function DeliveryPart({ settings }: { settings: MessageSettings }) {
  const t = useT();
  const { language, mail, mailOffered, address, unconfirmed, hook, hookUrl } = settings;
  return (
    <Part title={t('messages.settings.how')}>
      <form method="post" className={css('form')}>
        <RadioGroup
          legend={t('messages.settings.mail')}
          name="mail"
          chosen={mail}
          options={RHYTHMS.map((value) => ({ value, label: t(`messages.rhythm.${value}`) }))}
          {...(!mailOffered && { hint: t('messages.settings.mail-off') })}
        />
        {mailOffered && (
          <TextField
            label={t('messages.settings.address')}
            hint={t('messages.settings.address-hint')}
            name="address"
            type="email"
            autoComplete="email"
            defaultValue={unconfirmed ?? address ?? ''}
            optional
          />
        )}
        <RadioGroup
          legend={t('messages.settings.language')}
          name="language"
          chosen={language}
          boxed
          options={[
            { value: 'zh-CN', label: '中文' },
            { value: 'en', label: 'English' },
          ]}
        />
        <HookFields hook={hook} hookUrl={hookUrl} />
        <p>
          <Button kind="primary" name="act" value="save">
            {t('messages.settings.save')}
          </Button>
        </p>
      </form>
    </Part>
  );
}

function HookFields({ hook, hookUrl }: Pick<MessageSettings, 'hook' | 'hookUrl'>) {
  const t = useT();
  return (
    <>
      <RadioGroup
        legend={t('messages.settings.hook')}
        name="hook"
        chosen={hook}
        boxed
        options={[
          { value: 'off', label: t('messages.settings.hook-off') },
          { value: 'at-once', label: t('messages.settings.hook-on') },
        ]}
      />
      <TextField
        label={t('messages.settings.hook-url')}
        hint={t('messages.settings.hook-hint')}
        name="hookUrl"
        type="url"
        defaultValue={hookUrl ?? ''}
        optional
      />
    </>
  );
}

interface OnceProps {
  has: boolean;
  /** Shown this once. */
  made: string | undefined;
}

export function HookSecretPart({ has, made }: OnceProps) {
  const t = useT();
  return (
    <Part title={t('messages.settings.hook-secret')}>
      <form method="post" className={css('form')}>
        {made !== undefined && <Once words={t('messages.settings.secret-once')} made={made} />}
        <p className={css('quiet')}>
          {t(has ? 'messages.settings.hook-has-secret' : 'messages.settings.hook-no-secret')}
        </p>
        <p>
          <Button name="act" value="hook-secret">
            {t('messages.settings.make-secret')}
          </Button>
        </p>
      </form>
    </Part>
  );
}

export function CalendarPart({ has, made }: OnceProps) {
  const t = useT();
  return (
    <Part title={t('messages.settings.calendar')}>
      <form method="post" className={css('form')}>
        {made !== undefined && <Once words={t('messages.settings.calendar-once')} made={made} />}
        <p className={css('quiet')}>{t('messages.settings.calendar-text')}</p>
        {has && <p className={css('quiet')}>{t('messages.settings.calendar-has')}</p>}
        <p className={mine('acts')}>
          <Button name="act" value="calendar">
            {t('messages.settings.make-calendar')}
          </Button>
          {has && (
            <Button name="act" value="end-calendar" kind="danger">
              {t('messages.settings.end-calendar')}
            </Button>
          )}
        </p>
      </form>
    </Part>
  );
}

function Once({ words, made }: { words: string; made: string }) {
  return (
    <div className={css('notes')} role="status">
      <p>{words}</p>
      <code className={css('secret')}>{made}</code>
    </div>
  );
}
