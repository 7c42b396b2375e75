import { withoutEnding } from './file-name.ts';
import type { UploadView } from '../../../rules/uploads/uploads.operations.ts';
import { Button } from '../../design/button.tsx';
import { classesOf } from '../../design/classes.ts';
import { RadioGroup, Select, TextField } from '../../design/field.tsx';
import { ProvisionLink } from '../../design/facts.tsx';
import { useFormat, useT } from '../../design/language.tsx';
import { Panel } from '../../design/workflow.tsx';
import styles from './uploads.module.css';

const css = classesOf(styles);

export interface ConfirmTargets {
  datasets: { id: string; code: string; name: string }[];
  entries: { id: string; name: string }[];
  /** The dataset for which the file was sent. */
  wanted: string | null;
}

/** Takes the file as it was read: for a dataset that is there, or for a new one. */
export function ConfirmForm({ upload, targets }: { upload: UploadView; targets: ConfirmTargets }) {
  const t = useT();
  const { wanted, datasets } = targets;
  return (
    <Panel title={t('console.confirm.title')} lead={t('console.confirm.lead')}>
      <form id="confirm" method="post" className={css('confirm')}>
        {datasets.length > 0 && (
          <RadioGroup
            legend={t('console.confirm.target')}
            name="target"
            chosen={wanted === null ? 'new' : 'update'}
            options={[
              { value: 'new', label: t('console.confirm.new') },
              { value: 'update', label: t('console.confirm.update') },
            ]}
          />
        )}
        <ForUpdate targets={targets} carried={upload.carried !== null} />
        <ForNew upload={upload} targets={targets} />
        <Button kind="primary" name="intent" value="confirm" wide>
          {t('console.confirm.take')}
        </Button>
        <p className={css('quiet')}>{t('console.confirm.next')}</p>
        <ProvisionLink id="xz-16-1" />
      </form>
    </Panel>
  );
}

function ForUpdate({
  targets: { datasets, wanted },
  carried,
}: {
  targets: ConfirmTargets;
  carried: boolean;
}) {
  const t = useT();
  const format = useFormat();
  if (datasets.length === 0) return null;
  return (
    <div className={css('for-update')}>
      <Select
        label={t('console.confirm.dataset')}
        name="datasetId"
        defaultValue={wanted ?? ''}
        options={datasets.map(({ id, code, name }) => ({ value: id, label: format.list([name, code]) }))}
      />
      {!carried && (
        <>
          <Button name="intent" value="as-last" small>
            {t('console.confirm.as-last')}
          </Button>
          <p className={css('quiet')}>{t('console.confirm.as-last-hint')}</p>
        </>
      )}
    </div>
  );
}

function ForNew({ upload, targets: { entries } }: { upload: UploadView; targets: ConfirmTargets }) {
  const t = useT();
  return (
    <div className={css('for-new')}>
      <TextField
        label={t('console.confirm.name')}
        hint={t('console.confirm.name-hint')}
        name="name"
        defaultValue={withoutEnding(upload.fileName)}
      />
      <Select
        label={t('console.confirm.entry')}
        hint={t('console.confirm.entry-hint')}
        name="catalogueEntryId"
        none={t('console.confirm.entry-new')}
        options={entries.map(({ id, name }) => ({ value: id, label: name }))}
      />
    </div>
  );
}
