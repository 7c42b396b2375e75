import type { GrantSecretView, GrantView } from '../../../rules/grants/grants.operations.ts';
import { Button } from '../../design/button.tsx';
import { classesOf } from '../../design/classes.ts';
import { Time } from '../../design/facts.tsx';
import { TextField } from '../../design/field.tsx';
import { useT } from '../../design/language.tsx';
import { EmptyState } from '../../design/states.tsx';
import { Table } from '../../design/table.tsx';
import { Panel } from '../../design/workflow.tsx';
import { CopyText } from '../../portal/copy-text.tsx';
import styles from '../console.module.css';
import { Part } from '../page-head.tsx';

const css = classesOf(styles);
const MOST_HOURS = 720;

/** Command lines that work once the secret or token is put in. */
export function HowToCall({ grant, origin }: { grant: GrantView; origin: string }) {
  const t = useT();
  const { id, dataset, terms } = grant;
  const bySystem = terms.system !== null;
  const at = `${origin}/api/v1/datasets/${dataset.code}`;
  const header = '-H "Authorization: Bearer $TOKEN"';
  const token = `curl -u "${id}:$SECRET" -d grant_type=client_credentials ${origin}/oauth/token`;
  return (
    <Part id="call" title={t('grant.call')}>
      <div className={css('stack')}>
        <p className={css('prose')}>{t(bySystem ? 'grant.call-system' : 'grant.call-person')}</p>
        {bySystem && <CopyText label={t('grant.call.token')} text={token} />}
        <CopyText label={t('grant.call.records')} text={`curl ${header} "${at}/records?limit=100"`} />
        <CopyText label={t('grant.call.export')} text={`curl ${header} -OJ "${at}/exports/csv"`} />
      </div>
    </Part>
  );
}

/** Secrets of the named system: made, replaced with an overlap, revoked. */
export function Secrets({ grant, secrets }: { grant: GrantView; secrets: readonly GrantSecretView[] }) {
  const t = useT();
  return (
    <Part id="secrets" title={t('grant.secrets')}>
      <div className={css('stack')}>
        <p className={css('prose')}>{t('grant.secrets-lead', { id: grant.id })}</p>
        <Table
          caption={t('grant.secrets')}
          captionUnseen
          columns={[
            { key: 'hint', head: t('grant.secret.begins'), cell: ({ hint }) => <code>{hint}</code> },
            {
              key: 'by',
              head: t('grant.secret.by'),
              minor: true,
              cell: ({ createdByName }) => createdByName,
            },
            {
              key: 'at',
              head: t('grant.secret.made-at'),
              minor: true,
              cell: ({ createdAt }) => <Time at={createdAt} show="date-time" />,
            },
            {
              key: 'ends',
              head: t('grant.secret.ends'),
              cell: ({ endsAt }) =>
                endsAt === null ? t('grant.secret.stays') : <Time at={endsAt} show="date-time" />,
            },
            {
              key: 'acts',
              head: null,
              numeric: true,
              cell: ({ id, hint }) => (
                <form method="post">
                  <Button small kind="danger" name="secretId" value={id}>
                    {t('grant.secret.revoke')}
                    <span className={css('unseen')}>{hint}</span>
                  </Button>
                </form>
              ),
            },
          ]}
          rows={secrets}
          rowKey={({ id }) => id}
          empty={<EmptyState title={t('grant.secrets.none')}>{t('grant.secrets.none-text')}</EmptyState>}
        />
        <MakeSecret />
      </div>
    </Part>
  );
}

function MakeSecret() {
  const t = useT();
  return (
    <form method="post" className={css('form')}>
      <TextField
        label={t('grant.secret.overlap')}
        name="overlapHours"
        type="number"
        min={0}
        max={MOST_HOURS}
        defaultValue={24}
        required
      />
      <p>
        <Button kind="primary" name="act" value="make-secret">
          {t('grant.secret.make')}
        </Button>
      </p>
    </form>
  );
}

export function NewSecret({ secret }: { secret: string }) {
  const t = useT();
  return (
    <div className={css('notes')} role="status">
      <Panel title={t('grant.secret.made')} lead={t('grant.secret.once')}>
        <code className={css('secret')}>{secret}</code>
      </Panel>
    </div>
  );
}
