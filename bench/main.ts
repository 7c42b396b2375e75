import os from 'node:os';
import { accessRecords } from './access-records.ts';
import { apiOverhead } from './api-overhead.ts';
import { bigApplications } from './big-applications.ts';
import { bigCity } from './big-city.ts';
import { bigFile } from './big-file.ts';
import { chardet } from './chardet.ts';
import { conditions } from './conditions/conditions.ts';
import { exportFigure } from './export.ts';
import type { Figure, Measured } from './figure.ts';
import { fingerprint } from './fingerprint.ts';
import { hostile } from './hostile.ts';
import { ingestMemory } from './ingest-memory.ts';
import { ingest } from './ingest.ts';
import { lighthouse } from './lighthouse.ts';
import { pages } from './pages.ts';
import { previewFigure } from './preview.ts';
import { pollock } from './pollock.ts';
import { revocation } from './revocation.ts';
import { rowsFigure } from './rows.ts';
import { searchScale } from './search/scale.ts';
import { startUp } from './start-up.ts';
import { suggest } from './suggest.ts';
import { stalledClients } from './stalled-clients.ts';
import { tiles } from './tiles.ts';
import { workbook } from './workbook.ts';

const FIGURES: Record<string, Figure> = {
  'access-records': accessRecords,
  'api-overhead': apiOverhead,
  'start-up': startUp,
  suggest,
  'big-applications': bigApplications,
  'big-city': bigCity,
  'big-file': bigFile,
  pages,
  lighthouse,
  'stalled-clients': stalledClients,
  chardet,
  conditions,
  fingerprint,
  hostile,
  ingest,
  'ingest-memory': ingestMemory,
  workbook,
  pollock,
  export: exportFigure,
  rows: rowsFigure,
  preview: previewFigure,
  revocation,
  'search-scale': searchScale,
  tiles,
};

const asked = process.argv.slice(2);
const unknown = asked.filter((name) => !(name in FIGURES));
if (unknown.length > 0) {
  console.error(`no figure ${unknown.join(', ')}; there are: ${Object.keys(FIGURES).join(', ')}`);
  process.exit(2);
}

const [processor] = os.cpus();
console.log(
  `${new Date().toISOString()} · Node ${process.version} · ${os.cpus().length} × ${processor?.model ?? '?'} · ${Math.round(os.totalmem() / 2 ** 30)} GiB · load ${os.loadavg()[0]?.toFixed(2) ?? '?'}`,
);
for (const name of asked.length > 0 ? asked : Object.keys(FIGURES)) {
  const figure = FIGURES[name];
  if (!figure) continue;
  console.log(`\n${name} (yardstick: ${figure.yardstick})`);
  const measured = await figure.run((text) => console.error(`  … ${text}`));
  for (const each of measured) console.log(line(each));
}

function line({ work, ours, yardstick, unit, reach, note, ratio = ours / yardstick }: Measured): string {
  const numbers = `ours ${shown(ours)} ${unit} · yardstick ${shown(yardstick)} ${unit} · ratio ${ratio.toFixed(2)}`;
  return `  ${work}: ${numbers} · to reach: ${reach}${note === undefined ? '' : ` · ${note}`}`;
}

function shown(value: number): string {
  return value >= 100 ? value.toFixed(0) : value.toPrecision(3);
}
