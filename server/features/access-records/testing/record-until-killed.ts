import { writeSync } from 'node:fs';
import { pino } from 'pino';
import { v7 as newId } from 'uuid';
import { systemClock } from '../../../../rules/time/clock.ts';
import { connect } from '../../../store/database.ts';
import { createAccessRecorder } from '../access-recorder.ts';
import { anAccess } from './an-access.ts';

// Records groups of accesses for ever; says `<group> <records>` once all of a group are acknowledged as durable.
const [url = '', journal = '', life = ''] = process.argv.slice(2);
const { pool } = connect({ connectionString: url });
const log = pino({ level: 'silent' });
const recorder = createAccessRecorder({ pool, journal, log, clock: systemClock, newId });

for (let group = 0; ; group += 1) {
  const records = 1 + ((group * 397) % 1500);
  for (let each = 0; each < records; each += 1) {
    recorder.record(anAccess({ traceId: `${life}-${group}`, bytes: each }));
  }
  await recorder.flushed();
  writeSync(1, `${group} ${records}\n`);
}
