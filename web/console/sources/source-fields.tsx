import { LONGEST_INTERVAL_MINUTES, type SourceAddress } from '../../../rules/sources/source.schema.ts';
import { TextField } from '../../design/field.tsx';
import { useT } from '../../design/language.tsx';
import { AddressFields } from './address-fields.tsx';

export interface SourceValues {
  name: string;
  everyMinutes: number;
  address: SourceAddress;
}

/** Name, interval, address and secret of a source; the secret is never filled in. */
export function SourceFields({ values: { name, everyMinutes, address } }: { values: SourceValues }) {
  const t = useT();
  return (
    <>
      <TextField
        label={t('source.name')}
        hint={t('source.name-hint')}
        name="name"
        defaultValue={name}
        maxLength={200}
        required
      />
      <TextField
        label={t('source.every')}
        hint={t('source.every-hint', { most: LONGEST_INTERVAL_MINUTES })}
        name="everyMinutes"
        type="number"
        min={1}
        max={LONGEST_INTERVAL_MINUTES}
        defaultValue={everyMinutes}
        required
      />
      <AddressFields address={address} />
      {address.kind !== 'folder' && (
        <TextField
          label={t('source.secret')}
          hint={t('source.secret-hint')}
          name="secret"
          type="password"
          maxLength={4000}
          autoComplete="new-password"
          optional
        />
      )}
    </>
  );
}
