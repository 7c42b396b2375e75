import type { AddressOf, SourceAddress } from '../../../rules/sources/source.schema.ts';
import { classesOf } from '../../design/classes.ts';
import { Select, TextArea } from '../../design/field.tsx';
import { useT } from '../../design/language.tsx';
import styles from '../console.module.css';
import { DEFAULT_PORTS, PAGINGS } from './source-form.ts';
import { SourceText } from './source-text.tsx';

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
    case 'push':
      return null;
  }
}

function UrlFields({ address: { url, header } }: { address: Pick<AddressOf<'url'>, 'url' | 'header'> }) {
  return (
    <>
      <SourceText name="url" type="url" defaultValue={url} maxLength={2000} required />
      <SourceText name="header" defaultValue={header} maxLength={100} optional />
    </>
  );
}

function FolderFields({ address: { path, pattern } }: { address: AddressOf<'folder'> }) {
  return (
    <>
      <SourceText name="path" defaultValue={path} maxLength={1000} required />
      <SourceText name="pattern" defaultValue={pattern} maxLength={200} required />
    </>
  );
}

function DatabaseFields({ address }: { address: AddressOf<'postgresql'> | AddressOf<'mysql'> }) {
  const t = useT();
  const { kind, host, port, database, user, query } = address;
  return (
    <>
      <div className={css('pair')}>
        <SourceText name="host" defaultValue={host} maxLength={253} required />
        <SourceText
          name="port"
          type="number"
          min={1}
          max={65535}
          defaultValue={port || DEFAULT_PORTS[kind]}
          required
        />
      </div>
      <SourceText name="database" defaultValue={database} maxLength={100} required />
      <SourceText name="user" defaultValue={user} maxLength={100} autoComplete="off" required />
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
  const byPage = paging.kind === 'page' ? paging : { parameter: '', first: 1 };
  return (
    <>
      <UrlFields address={address} />
      <SourceText name="rows" defaultValue={rows} maxLength={300} optional />
      <Select
        label={t('source.paging')}
        name="paging"
        defaultValue={paging.kind}
        options={PAGINGS.map((value) => ({ value, label: t(`source.paging.${value}`) }))}
      />
      <div className={css('pair')}>
        <SourceText name="parameter" defaultValue={byPage.parameter} maxLength={100} optional />
        <SourceText name="first" type="number" min={0} defaultValue={byPage.first} />
      </div>
      <SourceText
        name="nextPath"
        defaultValue={paging.kind === 'next' ? paging.path : ''}
        maxLength={300}
        optional
      />
    </>
  );
}
