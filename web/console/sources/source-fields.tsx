import { SEAL_PERIODS, type LiveSetting } from '../../../rules/sources/live.ts';
import { LONGEST_INTERVAL_SECONDS } from '../../../rules/sources/schedule.ts';
import type { SourceAddress } from '../../../rules/sources/source.schema.ts';
import { Select } from '../../design/field.tsx';
import { useT } from '../../design/language.tsx';
import { AddressFields } from './address-fields.tsx';
import { livesOf } from './source-form.ts';
import { SourceText } from './source-text.tsx';

export interface SourceValues {
  name: string;
  everySeconds: number | null;
  live: LiveSetting | null;
  address: SourceAddress;
}
const KINDS_WITHOUT_SECRET: readonly SourceAddress['kind'][] = ['folder', 'push'];

/** Name, interval, address, secret of a source and how it is live; the secret is never filled in. */
export function SourceFields({ values: { name, everySeconds, live, address } }: { values: SourceValues }) {
  return (
    <>
      <SourceText name="name" defaultValue={name} maxLength={200} required />
      <AddressFields address={address} />
      {!KINDS_WITHOUT_SECRET.includes(address.kind) && (
        <SourceText name="secret" type="password" maxLength={4000} autoComplete="new-password" optional />
      )}
      {address.kind !== 'push' && (
        <SourceText
          name="everySeconds"
          args={{ most: LONGEST_INTERVAL_SECONDS }}
          type="number"
          min={5}
          max={LONGEST_INTERVAL_SECONDS}
          defaultValue={everySeconds ?? ''}
          required
        />
      )}
      <LiveFields kind={address.kind} live={live} />
    </>
  );
}

function LiveFields({ kind, live }: { kind: SourceAddress['kind']; live: LiveSetting | null }) {
  const t = useT();
  const modes = livesOf(kind);
  return (
    <>
      <Select
        label={t('source.live')}
        hint={t('source.live-hint')}
        name="live"
        defaultValue={live?.mode ?? modes[0]}
        options={modes.map((value) => ({ value, label: t(`source.live.${value}`) }))}
      />
      <Select
        label={t('source.sealEvery')}
        hint={t('source.sealEvery-hint')}
        name="sealEvery"
        defaultValue={live?.sealEvery ?? 'day'}
        options={SEAL_PERIODS.map((value) => ({ value, label: t(`source.seal.${value}`) }))}
      />
    </>
  );
}
