import type { statistics as source } from '../zh-CN/statistics.ts';

export const statistics: Record<keyof typeof source, string> = {
  'statistics.title': 'Statistics',
  'statistics.sentence':
    '{publishers, plural, one {# public body has} other {# public bodies have}} {listed, plural, one {# dataset} other {# datasets}} on the list; {withData, number} can be taken at once, {rows, number} rows in all; {closed, number} are closed.',
  'statistics.sentence-uses':
    'In the last 30 days there were {calls, plural, one {# call} other {# calls}} and {downloads, plural, one {# download} other {# downloads}}.',
  'statistics.sentence-late':
    '{promised, plural, =0 {No data with a promised time of update yet.} other {Of {promised, number} with a promised time of update {late, plural, =0 {none is late.} one {# is late now.} other {# are late now.}}}}',
  'statistics.at': 'All figures are of one moment: ',
  'statistics.at-note':
    '. They come from the records of the system; nobody fills them in, and each table can be downloaded.',
  'statistics.csv': 'Download this table (CSV)',
  'statistics.listed': 'On the list',
  'statistics.with-data': 'Open with data',
  'statistics.rows': '{rows, plural, one {# row} other {# rows}} in all',
  'statistics.updates-30': 'Updates in 30 days',
  'statistics.on-time': 'On time',
  'statistics.on-time-note': 'last 30 days; {late, number} late now',
  'statistics.uses': 'Uses in 30 days',
  'statistics.uses-note': 'calls and downloads, from the records of access',
  'statistics.uses-none': 'No uses recorded yet',
  'statistics.uses-none-text':
    'Once the interface is called and files are downloaded, the datasets that are used most stand here.',
  'statistics.line-months': 'last 12 months',
  'statistics.line-days': 'last 30 days',
  'statistics.domains': 'Domains',
  'statistics.publishers': 'Public bodies',
  'statistics.districts': 'Districts',
  'statistics.districts-text':
    'Bodies of {count, plural, one {# district} other {# districts}} have data on the list.',
  'statistics.classes': 'How open',
  'statistics.days-head': 'Last 84 days',
  'statistics.late': 'Late now',
  'statistics.described': 'Fields described',
  'statistics.empty': 'Empty cells',
  'statistics.strip':
    'Of the last {days, number} days {updated, number} had updates, {late, number} had late data',
  'statistics.key.came': 'updated',
  'statistics.key.late': 'updated, and some late',
  'statistics.key.missed': 'some late, nothing updated',
  'statistics.key.note':
    'A cell is a day; the stronger, the more updates. Late when more than one in twenty was past its day.',
  'statistics.foremost-domain': '{name} has most, {listed, number} on the list; ',
  'statistics.foremost-publisher': '{name} has most, {listed, number} on the list; ',
  'statistics.foremost-late': 'most are late in {name}, {late, number}.',
  'statistics.foremost-none-late': 'none is late now.',
  'statistics.months': 'Growth and punctuality by month',
  'statistics.months-text':
    'Twelve months ago {before, number} were on the list, now {now, number}, of which {opened, number} have been opened with data. Punctuality goes by the frequency of today.',
  'statistics.month': 'Month',
  'statistics.listed-then': 'Listed at its end',
  'statistics.growth': 'Growth',
  'statistics.opened': 'Opened by then',
  'statistics.updates': 'Updates',
  'statistics.updates-bar': 'Updates, drawn',
  'statistics.used': 'Used most in 30 days',
  'statistics.used-text':
    'Since {since}: {calls, plural, one {# successful call} other {# successful calls}} and {downloads, plural, one {# download} other {# downloads}}. Looking at pages does not count.',
  'statistics.calls': 'Calls',
  'statistics.downloads': 'Downloads',
};
