import { Link } from 'react-router';
import type { PublicBodyView } from '../../../rules/bodies/bodies.operations.ts';
import { usePage } from '../../app/page.tsx';
import { profileOf } from '../../app/profile.ts';
import { Button } from '../../design/button.tsx';
import { classesOf } from '../../design/classes.ts';
import { Select, TextField } from '../../design/field.tsx';
import { useFormat, useT } from '../../design/language.tsx';
import { EmptyState } from '../../design/states.tsx';
import { Table, type Column } from '../../design/table.tsx';
import styles from '../console.module.css';
import { Part } from '../page-head.tsx';
import type { WrittenBody } from './written-body.ts';

const css = classesOf(styles);

interface BodiesPartProps {
  bodies: readonly PublicBodyView[];
  mayManage: boolean;
  /** What was written when it was refused. */
  written: WrittenBody | null;
}

/** The public bodies that hold data; the system administrator enters new ones and closes empty ones. */
export function BodiesPart({ bodies, mayManage, written }: BodiesPartProps) {
  const t = useT();
  return (
    <Part
      id="bodies"
      title={t('console.settings.bodies')}
      count={t('console.reading.columns-count', { count: bodies.length })}
    >
      <Table
        caption={t('console.settings.bodies')}
        captionUnseen
        columns={useColumns(mayManage)}
        rows={bodies}
        rowKey={({ id }) => id}
        empty={
          <EmptyState title={t('console.settings.no-bodies')}>
            {t('console.settings.no-bodies-text')}
          </EmptyState>
        }
      />
      {mayManage && <NewBody written={written} />}
    </Part>
  );
}

function useColumns(mayManage: boolean): Column<PublicBodyView>[] {
  const t = useT();
  const format = useFormat();
  const columns: Column<PublicBodyView>[] = [
    { key: 'name', head: t('console.settings.body-name'), cell: ({ name }) => name },
    { key: 'code', head: t('console.settings.code'), cell: ({ code }) => <code>{code}</code> },
    { key: 'english', head: t('console.settings.name-en'), minor: true, cell: ({ nameEn }) => nameEn },
    { key: 'district', head: t('console.members.district'), minor: true, cell: ({ district }) => district },
    {
      key: 'open',
      head: t('console.settings.open-datasets'),
      numeric: true,
      cell: ({ code, openDatasets }) => (
        <Link to={`/datasets?publisher=${code}`}>{format.number(openDatasets)}</Link>
      ),
    },
  ];
  const close: Column<PublicBodyView> = {
    key: 'acts',
    head: null,
    numeric: true,
    cell: ({ id, name, openDatasets }) =>
      openDatasets === 0 && (
        <form method="post">
          <Button small kind="danger" name="bodyId" value={id}>
            {t('console.settings.close-body')}
            <span className={css('unseen')}>{name}</span>
          </Button>
        </form>
      ),
  };
  return mayManage ? [...columns, close] : columns;
}

function NewBody({ written }: { written: WrittenBody | null }) {
  const t = useT();
  const { districts } = profileOf(usePage());
  return (
    <Part title={t('console.settings.new-body')}>
      <form method="post" className={css('form')}>
        <div className={css('pair')}>
          <TextField
            label={t('console.settings.body-name')}
            name="name"
            defaultValue={written?.name}
            minLength={2}
            required
          />
          <TextField
            label={t('console.settings.name-en')}
            name="nameEn"
            defaultValue={written?.nameEn}
            minLength={2}
            required
          />
          <TextField
            label={t('console.settings.code')}
            hint={t('console.settings.code-hint')}
            name="code"
            pattern="[A-Za-z][A-Za-z0-9]{1,9}"
            defaultValue={written?.code}
            required
          />
          <Select
            label={t('console.members.district')}
            hint={t('console.settings.district-hint')}
            name="district"
            none={t('console.members.no-district')}
            defaultValue={written?.district}
            options={districts.map((name) => ({ value: name, label: name }))}
          />
        </div>
        <p>
          <Button>{t('console.settings.enter-body')}</Button>
        </p>
      </form>
    </Part>
  );
}
