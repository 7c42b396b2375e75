import type { problems as source } from '../zh-CN/problems.ts';

export const problems: Record<keyof typeof source, string> = {
  'unreadable-request':
    'The request cannot be read. Chinese and spaces in the address must be encoded, for example by curl --get --data-urlencode.',
  'not-found.title': 'Not found',
  'not-found.remedy': 'Check the address or the id; it may also be that you may not see it.',
  'invalid-input.title': 'Something in the input is wrong',
  'invalid-input.remedy': 'Correct each part as the note beside it says, then send again.',
  'invalid-expression.title': 'The expression is wrong',
  'invalid-expression.remedy': 'Look at the position given; the grammar is on the developers page.',
  'unsuitable-format.title': 'This format cannot hold these data',
  'unsuitable-format.remedy': 'Choose another format; CSV, JSON and Parquet hold any data.',
  'invalid-cursor.title': 'The cursor is not valid',
  'invalid-cursor.remedy':
    'A cursor holds for one version and one query only: drop it and start from the first page.',
  'sign-in-required.title': 'Sign in first',
  'sign-in-required.remedy': 'Sign in and try again; programs send a token.',
  'wrong-credentials.title': 'User name, password or code is wrong',
  'wrong-credentials.remedy':
    'Check and enter them again. Several failures in a row lock the account for a while.',
  'second-factor-required.title': 'A one-time code is needed too',
  'second-factor-required.remedy': 'Enter the 6 digits that your authenticator shows.',
  'not-permitted.title': 'Your present role cannot do this',
  'not-permitted.remedy': 'Switch to a role that can, or ask the administrator of your body.',
  'cross-site-request.title': 'The request came from another site and was stopped',
  'cross-site-request.remedy': 'Act on a page of this platform; programs use a token, not a session.',
  'locked-out.title': 'The account is locked for a while',
  'locked-out.remedy':
    'Too many failures in a row. Wait until the time given, or ask the security administrator.',
  'wrong-state.title': 'This cannot be done in the present state',
  'wrong-state.remedy': 'Someone may have acted just now. Reload to see what can be done.',
  'four-eyes.title': 'Nobody approves what they prepared',
  'four-eyes.remedy': 'Another reviewer of the body has to do it.',
  'own-account.title': 'You cannot do this to your own account',
  'own-account.remedy': 'Another administrator has to do it.',
  'separated-roles.title': 'One person cannot be two kinds of administrator',
  'separated-roles.remedy':
    'System, security and audit administrators are three people. Choose someone else, or take the other role back first.',
  'weak-password.title': 'The password is too simple',
  'weak-password.remedy':
    'At least 12 characters of two kinds or more (small and capital letters, digits, signs), without the user name, unlike the old one.',
  'sign-on-failed.title': 'City sign-on was not completed',
  'sign-on-failed.remedy': 'Start again from the sign-in page; tell the operator if it keeps failing.',
  'no-data-yet.title': 'No data yet',
  'no-data-yet.remedy': 'The dataset is on the open list, but no data has been published. Come back later.',
  'no-places.title': 'No places to draw on a map',
  'no-places.remedy':
    'This dataset has neither coordinates nor geometry nor districts of the city. Look at its table, or take a dataset with longitude and latitude or a geometry.',
  'suspended.title': 'Opening is suspended',
  'suspended.remedy': 'The data is being verified; it can be taken again when it is resumed.',
  'shared-data.title': 'Data got by sharing is not on this body’s list',
  'shared-data.remedy':
    'The body that produces the data lists it. If your own body produces it, correct in the catalogue how it was got.',
  'already-exists.title': 'It exists already',
  'already-exists.remedy': 'Choose another name or code, or change the existing one.',
  'scheme-missing.title': 'No open-data scheme yet',
  'scheme-missing.remedy':
    'Say at planning which data the system will yield and how each is opened, then go on.',
  'system-incomplete.title': 'Catalogue and open list are not complete: the system is not accepted',
  'system-incomplete.remedy':
    'Add every catalogue and list entry that is named, then ask for acceptance again.',
  'review-incomplete.title': 'The review is not complete and cannot end',
  'review-incomplete.remedy': 'End it when the bodies listed have confirmed every item.',
  'changed-meanwhile.title': 'Someone else changed it meanwhile',
  'changed-meanwhile.remedy': 'Reload and make your change on the latest content.',
  'too-large.title': 'Too large',
  'too-large.remedy': 'Make it smaller and try again; the limit is stated.',
  'wrong-media-type.title': 'Wrong media type',
  'wrong-media-type.remedy': 'Set Content-Type as the reference says.',
  'unsupported-format.title': 'This kind of file is not supported yet',
  'unsupported-format.remedy': 'Save it as CSV or XLSX and upload again.',
  'unreadable-file.title': 'The file cannot be read',
  'unreadable-file.remedy': 'Check the file at the place given, then upload again.',
  'incomplete-entry.title': 'The list entry is incomplete',
  'incomplete-entry.remedy': 'Add the elements listed.',
  'against-grading.title': 'Against the grading rules',
  'against-grading.remedy': 'Adjust the open class to the grade, or grade again and say why.',
  'incomplete-guideline.title': 'The guideline is not complete',
  'incomplete-guideline.remedy': 'Fill in what is listed, then send it on.',
  'more-open-than-guideline.title': 'More open than the city’s guideline',
  'more-open-than-guideline.remedy':
    'A body may only be stricter: choose the city’s class or a stricter one.',
  'secrecy-review-missing.title': 'The secrecy and security review is missing',
  'secrecy-review-missing.remedy':
    'Somebody else in the body reviews the fields and data as they are now and records result and evidence; then submit.',
  'state-secret.title': 'A state secret: it is not graded, listed or opened',
  'state-secret.remedy':
    'Keep it by the rules of secrecy. Only declassified data, sent as a new version and reviewed anew, can go on.',
  'idempotency-key-reused.title': 'The same Idempotency-Key came with a different request',
  'idempotency-key-reused.remedy': 'Use a new Idempotency-Key for each new request.',
  'too-many-requests.title': 'Too many requests',
  'too-many-requests.remedy': 'Wait for the seconds in Retry-After; a token raises the limit.',
  'stopped-by-operator.title': 'Stopped by an operator',
  'stopped-by-operator.remedy':
    'Narrow it before you try again, or download the whole and work on it locally; the detail has the reason.',
  'query-timeout.title': 'The query took too long',
  'wider-than-agreed.title': 'Wider than agreed',
  'wider-than-agreed.remedy': 'A grant cannot be wider than its agreement: stay within it, or have the agreement changed first.',
  'query-timeout.remedy': 'Narrow it, add filters, or download the whole and work on it locally.',
  'request-under-way.title': 'The same request is being carried out',
  'request-under-way.remedy': 'Wait a moment, then ask again with the same Idempotency-Key.',
  'already-done.title': 'This request has been carried out; its answer is not given again',
  'already-done.remedy':
    'Look at what the thing is now. Passwords and tokens are answered once: if one did not arrive, revoke it and ask anew.',
  'store-in-use.title': 'Another process has the data folder open',
  'store-in-use.remedy':
    'Only one process opens a folder: stop the Kaishu that is running, or choose another --data.',
  'store-wrong-owner.title': 'The data folder belongs to another account',
  'store-wrong-owner.remedy': 'Run as its owner, or run the command given as root and start again.',
  'store-not-ours.title': 'The folder holds something else',
  'store-not-ours.remedy': 'Give --data an empty folder, or one that Kaishu made.',
  'store-not-empty.title': 'There is data here already',
  'store-not-empty.remedy':
    'A snapshot is restored into an empty installation only: give an empty data folder or database.',
  'snapshot-unusable.title': 'The snapshot cannot be used',
  'snapshot-unusable.remedy':
    'The part given is missing, damaged or of a later release. Take another snapshot, or bring Kaishu up to date first.',
  'postgres-not-installed.title': 'The carried PostgreSQL is not installed completely',
  'postgres-not-installed.remedy':
    'Run the command given and try again; or set DATABASE_URL to a PostgreSQL of yours.',
  'postgres-needs-account.title': 'PostgreSQL refuses root, and no other account can enter this folder',
  'postgres-needs-account.remedy':
    'Run the command given, or place program and data where others may enter (/srv, say), or run as an ordinary account.',
  'postgres-failed.title': 'PostgreSQL did not start',
  'postgres-failed.remedy':
    'See the last lines of its log as given; the data was not touched, so starting again is safe.',
  'objects-unusable.title': 'The object store cannot be used',
  'objects-unusable.remedy':
    'Check by the bucket, the address and the answer given: whether the address can be reached, the bucket exists, and the key is right and may list, read, write and delete.',
  'invalid-configuration.title': 'The configuration is wrong',
  'invalid-configuration.remedy':
    'Correct the file and key given; docs/generated/configuration.md explains each.',
  'port-in-use.title': 'The port is taken',
  'port-in-use.remedy': 'Choose another by --port, or stop what holds it.',
  'internal.title': 'Something failed on our side',
  'internal.remedy': 'It was recorded. Tell the operator the trace id.',
  'no-space.title': 'The server’s disk is full',
  'no-space.remedy':
    'What is published is not affected. Try again later; if that does not help, tell the operators to make room, after which unfinished work goes on by itself.',
  'unavailable.title': 'Not available for the moment',
  'unavailable.remedy': 'Try again later.',
};
