/** Messages as they leave the platform: mail, web-hooks, calendars. */
export const sentMessages = {
  'act.message.retry': 'Tried a message again',
  'act.message-settings.save': 'Changed how messages come',
  'act.message-settings.confirm-address': 'Confirmed an address for messages',
  'act.message-settings.make-hook-secret': 'Made a web-hook secret',
  'act.message-settings.make-calendar': 'Made a calendar address',
  'act.message-settings.end-calendar': 'Revoked the calendar address',
  'act.saved-search.save': 'Followed a search',
  'act.saved-search.drop': 'Stopped following a search',
  'act.saved-search.find': 'New data was listed',
  'act.calendar.ending':
    'The calendar of working days ends soon: upgrade once the State Council has announced the next year',
  'console.thing.saved-search': 'Saved search',
  'console.thing.message-delivery': 'Delivery of a message',
  'message.title': '{what}: {act}',
  'message.hook-url-needed': 'No web-hook address is given; enter one to turn web-hooks on',
  'message.hook-url-wrong':
    'This is no address for a web-hook; enter a full http or https address without a user name',
  'message.hook-url-refused':
    '{host} is not found, or lies in an internal network that the platform does not reach; use a public address, or ask the administrator to list it in hookNetworks',
  'message.no-mail-server':
    'This platform has no mail server and cannot send mail yet; ask the administrator to set smtpUrl',
  'message.code-not-sent': 'The code could not be sent to this address; check it and try again',
  'message.mail.code-subject': '{platform}: confirm your address',
  'message.mail.code':
    'Your code is {code}. It is good for 30 minutes.\n\nEnter it under My messages, Settings. If you did not ask for it, ignore this mail: {platform} will not write here again.',
  'message.mail.digest-subject': '{platform}: {count, plural, one {# message} other {# messages}}',
  'message.mail.link': 'See: {url}',
  'message.mail.at': 'At: {at}',
  'message.mail.basis': 'Basis: {basis}',
  'message.mail.more': '{count} more are on the platform.',
  'message.mail.foot':
    'Reasons and documents are shown on the platform only; this mail holds no personal details. {platform} sends it by itself; change how often under My messages, Settings.',
  'message.calendar.name': '{platform}: what is due',
  'message.calendar.entry': '{kind}: {title}',
  'message.calendar.dates': 'Due by law {due}, target {target}',
};
