import { randomUUID } from 'node:crypto';
import { rm } from 'node:fs/promises';
import { join } from 'node:path';
import { translator } from '../../../locales/index.ts';
import { SYSTEM } from '../../../rules/access/roles.ts';
import type { Finding } from '../../../rules/findings/finding.schema.ts';
import { step } from '../../../rules/machine/machine.ts';
import { refusal } from '../../../rules/machine/refusal.ts';
import { refusalDetail } from '../../../rules/reading/present-reading.ts';
import { shownLabels } from '../../../rules/reading/saved-reading.ts';
import { refusedBy } from '../../../rules/reading/refusal.ts';
import { checkVersion } from '../../../rules/versions/check-version.ts';
import { versionMachine } from '../../../rules/versions/version.machine.ts';
import type { VersionManifest } from '../../../rules/versions/version.schema.ts';
import type { Services } from '../../context.ts';
import { convertFile } from '../../ingest/index.ts';
import { failPoint } from '../../store/fail-points.ts';
import { indexPlaces } from '../../places/version-places.ts';
import { systemCall } from '../../system-call.ts';
import { recordEvent } from '../events/index.ts';
import { lookAtVersion } from './look-at-version.ts';
import { findVersion, lockVersion, saveValidation, type DataVersion } from './version.queries.ts';
import { versionThing } from './version-thing.ts';

export const VALIDATE_VERSION = 'validate-version';

/** Makes the Parquet of an inspected version and judges it: validated or quarantined. Idempotent: done once, it stays. */
export async function validateVersion(services: Services, versionId: string): Promise<void> {
  const version = await findVersion(services.db, versionId);
  if (version?.state !== 'inspected') return;
  const { manifest, findings: found } = await convert(services, version);
  const contents = manifest && (await lookAtVersion(services, version, manifest));
  const findings = [...found, ...(contents?.findings ?? [])];
  failPoint('version.converted');
  const { coordinateSystem } = version.reading;
  if (manifest) await indexPlaces(services, { id: versionId, manifest, coordinateSystem });
  const call = systemCall(services);
  await services.db.transaction().execute(async (trx) => {
    const locked = await lockVersion(trx, versionId);
    if (locked?.state !== 'inspected') return;
    const event = findings.some(({ blocks }) => blocks) ? 'quarantine' : 'validate';
    const outcome = step(versionMachine, versionThing(locked), event, SYSTEM);
    if (!outcome.ok) throw refusal(outcome);
    const state = event === 'validate' ? 'validated' : 'quarantined';
    const at = services.clock.now();
    const { scan = null, distributions = null } = contents ?? {};
    await saveValidation(trx, { id: versionId, state, manifest, scan, distributions, findings, at });
    await recordEvent(trx, call, {
      action: `version.${event}`,
      thing: 'version',
      thingId: versionId,
      provision: outcome.basis,
      reasons: findings.map(({ code }) => code),
      data: {
        datasetId: locked.datasetId,
        rows: manifest?.rows ?? null,
        rules: contents?.rulesRevision ?? null,
      },
    });
  });
}

interface Converted {
  manifest: VersionManifest | null;
  findings: Finding[];
}

async function convert(services: Services, version: DataVersion): Promise<Converted> {
  const { objects, directory } = services;
  const { reading, choices } = version;
  using original = await objects.hold(version.originalDigest);
  const parquet = join(directory.paths.temporary, `${randomUUID()}.parquet`);
  try {
    const converted = await convertFile(original.path, reading, choices, parquet);
    const data = await objects.put({ file: parquet, move: true });
    const labels = shownLabels(reading);
    const columns = reading.columns.map(({ name, type, unit }, i) => ({
      name,
      label: labels[i] ?? '',
      type,
      unit: unit ?? '',
      profile: converted.profile[name] ?? { nulls: 0, distinct: 0, min: null, max: null },
    }));
    const manifest: VersionManifest = {
      rows: converted.rows,
      columns,
      original: { name: version.originalName, digest: version.originalDigest, bytes: version.originalBytes },
      data,
    };
    return {
      manifest,
      findings: checkVersion(manifest, version.dataset.entry?.fields ?? [], converted.leftOut),
    };
  } catch (error) {
    const refused = refusedBy(error);
    if (!refused) throw error;
    const args = { detail: refusalDetail(refused, translator('zh-CN')) };
    return {
      manifest: null,
      findings: [{ code: 'conversion-failed', pointer: '', args, provision: 'xz-16-1', blocks: true }],
    };
  } finally {
    await rm(parquet, { force: true });
  }
}
