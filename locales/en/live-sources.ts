import type { liveSources as live } from '../zh-CN/live-sources.ts';

export const liveSources: Record<keyof typeof live, string> = {
  'source.kind.push': 'Pushed to us (HTTP)',
  'source.state.pushed': 'Open to pushes',
  'source.live': 'Live',
  'source.live.none': 'Not live: each pull is a whole file and becomes a version',
  'source.live.append': 'Live, appending: each delivery is new rows, added to the period',
  'source.live.replace': 'Live, replacing: each delivery is all there is now, in place of the period’s rows',
  'source.live-hint':
    'Live rows are readable within seconds, under the same conditions and suspensions; at the end of each period they are sealed into a version',
  'source.live-value.append': 'Appending, sealed {every}',
  'source.live-value.replace': 'Replacing, sealed {every}',
  'source.live-value.none': 'Not live',
  'source.sealEvery': 'Sealed how often',
  'source.sealEvery-hint':
    'For live sources only. At the full hour, midnight or the first of the month, Beijing time; a period without data makes no version',
  'source.seal.hour': 'every hour',
  'source.seal.day': 'every day',
  'source.seal.month': 'every month',
  'source.every-seconds': '{count, plural, one {every second} other {every # seconds}}',
  'source.every-minutes': '{count, plural, one {every minute} other {every # minutes}}',
  'source.every-hours': '{count, plural, one {every hour} other {every # hours}}',
  'source.every-days': '{count, plural, one {every day} other {every # days}}',
  'source.every-push': 'Pushed when there is something',
  'source.schedule.push-is-live': 'What is pushed is always live: choose appending or replacing.',
  'source.schedule.push-has-no-interval':
    'What is pushed is not pulled by the platform: leave the interval empty.',
  'source.schedule.interval':
    'The interval must be {least} to {most} seconds; only live sources may have less than 60.',
  'source.static-dataset':
    'The dataset has become static data and is not updated. To update it again, change its frequency by a list change first.',
  'source.second-live': 'The dataset has a live source already. End that one first, or change it.',
  'source.push': 'Push to',
  'source.push-text':
    'With a token of an editor of the body, at most {rows} rows and 8 MB at a time, as JSON, NDJSON or CSV. One bad row refuses the whole delivery, and the answer says what is wrong row by row. What is answered with 201 is on the disk, and readable within 2 seconds. After a broken connection send again with the same Idempotency-Key: nothing is doubled.',
  'source.push-token': 'Make a token for the program here:',
  'source.push-example': 'Pushing one row (fields of the dataset’s present version)',
  'source.push-ndjson':
    'Many rows are best sent as NDJSON, one object a line; numbers keep all their digits:',
  'source.periods': 'Periods',
  'source.periods-none': 'Nothing has come yet. The period begins with the first delivery.',
  'source.period.starts': 'Period from',
  'source.period.state': 'State',
  'source.period.state.open': 'Under way, sealed at {at}',
  'source.period.state.sealing': 'Being sealed',
  'source.period.state.published': 'Sealed: a new version',
  'source.period.state.validated': 'Sealed: the version waits for a reviewer',
  'source.period.state.quarantined': 'Sealed: did not pass the checks',
  'source.period.state.waiting': 'Sealed: the file waits for a person to confirm its reading',
  'source.period.state.unreadable': 'Sealed: the file cannot be read',
  'source.period.state.empty': 'No rows in the end: no version',
  'source.period.deliveries': 'Deliveries',
  'source.period.rows': 'Rows',
  'source.period.last': 'Last delivery',
  'source.deliveries': 'Last deliveries',
  'source.delivery.at': 'Time',
  'source.delivery.revision': 'Number in the period',
  'source.delivery.rows': 'Rows',
  'source.outcome.delivered': 'Rows are in the period',
  'source.problem.rows-refused':
    '{count} faults: the delivery was refused whole. The first: row {row}, field “{column}”, value “{value}”. Mend it in the other system; the next pull tries again.',
  'source.problem.too-many-rows':
    '{rows} rows at once, {most} at most. Ask for less, or make it a source that is not live.',
  'source.problem.unreadable': 'What came cannot be read: {detail}',
  'source.rows-refused':
    '{count} faults: the delivery was refused whole; {listed} of them are listed. Mend them and send all of it again.',
  'source.row.not-an-object':
    'Row {row} is no object (“{value}”). Write a JSON object: keys are fields, values what they hold.',
  'source.row.unknown-column':
    'Row {row}: “{column}” is no field of this dataset. Use a field’s name or label, and leave out the rest.',
  'source.row.column-twice': 'Row {row}: “{column}” is the same field as another key. Keep one of them.',
  'source.row.no-values': 'Row {row} has no value at all. Leave it out.',
  'source.row.too-many-cells': 'Row {row} has “{value}” beyond its header. Check quotes and commas.',
  'source.row.nul-character': 'Row {row}: “{column}” holds the character U+0000. Take it out.',
  'source.row.not-integer':
    'Row {row}: “{column}” should be an integer of at most 18 digits, got “{value}”. Write null for no value.',
  'source.row.not-decimal':
    'Row {row}: “{column}” should be a number (at most 20 digits before and 18 after the point), got “{value}”. Write null for no value.',
  'source.row.not-boolean': 'Row {row}: “{column}” should be true or false, got “{value}”.',
  'source.row.not-date':
    'Row {row}: “{column}” should be a date, year first, like 2026-11-23, got “{value}”.',
  'source.row.not-datetime':
    'Row {row}: “{column}” should be a moment, year first, like 2026-11-23 08:30:00, got “{value}”.',
  'source.row.not-time': 'Row {row}: “{column}” should be a time of day like 08:30:00, got “{value}”.',
  'source.row.not-geometry': 'Row {row}: “{column}” should be WKT like POINT(121.47 31.23), got “{value}”.',
  'rows-refused.title': 'Rows do not fit: the delivery was refused whole',
  'rows-refused.remedy': 'Mend what is listed and send the whole delivery again.',
  'action.source.push': 'Push to live data sources',
  'act.source.deliver': 'Took a delivery of live data',
  'act.source.seal': 'Sealed a period of live data',
  'dataset.live': 'Live',
  'dataset.live-text':
    'This period from {from}, {rows} rows, the last at {at}; sealed into a version at {until}.',
  'dataset.live-note':
    'Queries and downloads give the rows of this period; ask for a version to get what is sealed. Pictures of the columns are those of the last version.',
  'dataset.preview-live': 'Live, this period, {total} rows',
};
