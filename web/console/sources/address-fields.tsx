import type { AddressOf, SourceAddress } from '../../../rules/sources/source.schema.ts';
import { classesOf } from '../../design/classes.ts';
import { Select, TextArea, TextField } from '../../design/field.tsx';
import { useT } from '../../design/language.tsx';
import styles from '../console.module.css';
import { DEFAULT_PORTS, PAGINGS } from './source-form.ts';

const css = classesOf(styles);

/** The controls for one kind of address. */
export function AddressFields({ address }: { address: SourceAddress }) {
  switch (address.kind) {
    case 'url':
      return <UrlFields address={address} />;
    case 'folder':
      return <FolderFields address={address} />;
    case 'postgresql':
    case 'mysql':
      return <DatabaseFields address={address} />;
    case 'http-api':
      return <ApiFields address={address} />;
  }
}

function UrlFields({ address: { url, header } }: { address: Pick<AddressOf<'url'>, 'url' | 'header'> }) {
  const t = useT();
  return (
    <>
      <TextField
        label={t('source.url')}
        hint={t('source.url-hint')}
        name="url"
        type="url"
        defaultValue={url}
        maxLength={2000}
        required
      />
      <TextField
        label={t('source.header')}
        hint={t('source.header-hint')}
        name="header"
        defaultValue={header}
        maxLength={100}
        optional
      />
    </>
  );
}

function FolderFields({ address: { path, pattern } }: { address: AddressOf<'folder'> }) {
  const t = useT();
  return (
    <>
      <TextField
        label={t('source.path')}
        hint={t('source.path-hint')}
        name="path"
        defaultValue={path}
        maxLength={1000}
        required
      />
      <TextField
        label={t('source.pattern')}
        hint={t('source.pattern-hint')}
        name="pattern"
        defaultValue={pattern}
        maxLength={200}
        required
      />
    </>
  );
}

function DatabaseFields({ address }: { address: AddressOf<'postgresql'> | AddressOf<'mysql'> }) {
  const t = useT();
  const { kind, host, port, database, user, query } = address;
  return (
    <>
      <div className={css('pair')}>
        <TextField label={t('source.host')} name="host" defaultValue={host} maxLength={253} required />
        <TextField
          label={t('source.port')}
          name="port"
          type="number"
          min={1}
          max={65535}
          defaultValue={port || DEFAULT_PORTS[kind]}
          required
        />
      </div>
      <TextField
        label={t('source.database')}
        name="database"
        defaultValue={database}
        maxLength={100}
        required
      />
      <TextField
        label={t('source.user')}
        hint={t('source.user-hint')}
        name="user"
        defaultValue={user}
        maxLength={100}
        autoComplete="off"
        required
      />
      <TextArea
        label={t('source.query')}
        hint={t('source.query-hint')}
        name="query"
        defaultValue={query}
        rows={3}
        maxLength={10_000}
        required
      />
    </>
  );
}

function ApiFields({ address }: { address: AddressOf<'http-api'> }) {
  const t = useT();
  const { rows, paging } = address;
  return (
    <>
      <UrlFields address={address} />
      <TextField
        label={t('source.rows')}
        hint={t('source.rows-hint')}
        name="rows"
        defaultValue={rows}
        maxLength={300}
        optional
      />
      <Select
        label={t('source.paging')}
        name="paging"
        defaultValue={paging.kind}
        options={PAGINGS.map((value) => ({ value, label: t(`source.paging.${value}`) }))}
      />
      <div className={css('pair')}>
        <TextField
          label={t('source.parameter')}
          name="parameter"
          defaultValue={paging.kind === 'page' ? paging.parameter : ''}
          maxLength={100}
          optional
        />
        <TextField
          label={t('source.first')}
          name="first"
          type="number"
          min={0}
          defaultValue={paging.kind === 'page' ? paging.first : 1}
        />
      </div>
      <TextField
        label={t('source.next-path')}
        name="nextPath"
        defaultValue={paging.kind === 'next' ? paging.path : ''}
        maxLength={300}
        optional
      />
    </>
  );
}
