import { writeSync } from 'node:fs';
import { connect } from '../../../store/database.ts';
import { anAccess } from './an-access.ts';
import { recorderIn } from '../../../testing/access-recorder.ts';

// Records groups of accesses for ever; says `<group> <records>` once all of a group are acknowledged as durable.
const [url = '', folder = '', life = ''] = process.argv.slice(2);
const { db } = connect({ connectionString: url });
// Small segments, so that one is being sealed most of the time.
const { recorder } = await recorderIn(folder, db, { segmentBytes: 100_000 });

for (let group = 0; ; group += 1) {
  const records = 1 + ((group * 397) % 1500);
  for (let each = 0; each < records; each += 1) {
    recorder.record(anAccess({ traceId: `${life}-${group}`, bytes: each }));
  }
  await recorder.flushed();
  writeSync(1, `${group} ${records}\n`);
}
