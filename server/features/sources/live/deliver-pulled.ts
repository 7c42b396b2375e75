import { createHash } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import { translator } from '../../../../locales/index.ts';
import { refusalDetail } from '../../../../rules/reading/present-reading.ts';
import { refusedBy } from '../../../../rules/reading/refusal.ts';
import { Problem } from '../../../../rules/problems/problems.ts';
import { readDelivery } from '../../../../rules/sources/delivery.ts';
import { LIVE_LIMITS } from '../../../../rules/sources/live.ts';
import type { PullOutcome } from '../../../../rules/sources/pull.ts';
import type { Services } from '../../../context.ts';
import { inspectFile, writeTable } from '../../../ingest/index.ts';
import { systemCall } from '../../../system-call.ts';
import type { Fetched } from '../fetching.ts';
import { PullFailure } from '../pull-failure.ts';
import { saveSeen, type Source } from '../source.queries.ts';
import { deliver } from './deliver.ts';
import { shapeOf } from './shape.ts';

interface Pulled extends Exclude<Fetched, 'unchanged'> {
  file: string;
}

/** Takes what a live source was polled for as one delivery; the same content again is none. */
export async function deliverPulled(
  services: Services,
  source: Source,
  { file, fileName, validators }: Pulled,
): Promise<{ outcome: PullOutcome; digest: string; bytes: number }> {
  const content = await readFile(file);
  const seen = { digest: createHash('sha256').update(content).digest('hex'), bytes: content.length };
  if (seen.digest === source.lastDigest) return { outcome: 'unchanged', ...seen };
  const rows = await rowsOf(file, fileName);
  const shape = await shapeOf(services, source.datasetId);
  const read = readDelivery(rows, shape.columns, { missing: shape.version.choices.missing ?? [] });
  if ('faults' in read) {
    const { row = 0, column = '', value = '' } = read.faults[0] ?? {};
    throw new PullFailure('rows-refused', { count: read.count, row, column, value });
  }
  if (rows.length === 0 && source.live?.mode === 'append') return { outcome: 'unchanged', ...seen };
  try {
    await deliver(systemCall(services), source.id, {
      read,
      shape,
      along: async (trx, now) => {
        // While it was being fetched somebody wrote another address: what came is nobody's any more.
        if (now.revision !== source.revision) throw new PullFailure('changed-meanwhile');
        await saveSeen(trx, source.id, { digest: seen.digest, validators });
      },
    });
  } catch (error) {
    throw error instanceof Problem ? new PullFailure('changed-meanwhile') : error;
  }
  return { outcome: 'delivered', ...seen };
}

/** The rows of a file of any kind, every cell as it is written. */
async function rowsOf(file: string, fileName: string): Promise<unknown[]> {
  try {
    const reading = await inspectFile(file, fileName);
    if (reading.rows > LIVE_LIMITS.deliveryRows) {
      throw new PullFailure('too-many-rows', { rows: reading.rows, most: LIVE_LIMITS.deliveryRows });
    }
    const lines: string[] = [];
    await writeTable(file, reading, {}, { to: 'ndjson', typed: false }, (text) =>
      Promise.resolve(lines.push(text)),
    );
    return lines
      .join('')
      .split('\n')
      .filter((line) => line !== '')
      .map((line): unknown => JSON.parse(line));
  } catch (error) {
    const refused = refusedBy(error);
    throw refused
      ? new PullFailure('unreadable', { detail: refusalDetail(refused, translator('zh-CN')) })
      : error;
  }
}
