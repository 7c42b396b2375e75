import type { openList as source } from '../zh-CN/open-list.ts';

export const openList: Record<keyof typeof source, string> = {
  'openClass.unconditional': 'Unconditional',
  'openClass.conditional': 'Conditional',
  'openClass.closed': 'Closed',
  'datasetState.drafted': 'Draft',
  'datasetState.listing-requested': 'List change under way',
  'datasetState.returned': 'Returned',
  'datasetState.listed': 'Listed',
  'datasetState.open': 'Open',
  'datasetState.suspended': 'Suspended',
  'datasetState.withdrawn': 'Withdrawn',
  'versionState.inspected': 'Being validated',
  'versionState.validated': 'Validated, to be published',
  'versionState.quarantined': 'Failed validation',
  'versionState.published': 'Published',
  'versionState.discarded': 'Discarded',
  'workOrderState.prepared': 'To be reviewed and submitted',
  'workOrderState.submitted': 'To be decided',
  'workOrderState.returned': 'Returned',
  'workOrderState.accepted': 'Accepted',
  'workOrderState.cancelled': 'Cancelled',
  'returnGround.no-good-reason': 'No good reason for the change',
  'returnGround.incomplete': 'Incomplete',
  'returnGround.against-grading': 'Against the grading rules',
  'returnGround.other': 'Other',
  'updateFrequency.realtime': 'Real time',
  'updateFrequency.hourly': 'Hourly',
  'updateFrequency.daily': 'Daily',
  'updateFrequency.weekly': 'Weekly',
  'updateFrequency.monthly': 'Monthly',
  'updateFrequency.quarterly': 'Quarterly',
  'updateFrequency.half-yearly': 'Every half year',
  'updateFrequency.yearly': 'Yearly',
  'updateFrequency.irregular': 'Irregular',
  'updateFrequency.static': 'Static data',
  'fieldType.text': 'Text',
  'fieldType.integer': 'Integer',
  'fieldType.decimal': 'Decimal',
  'fieldType.boolean': 'Yes or no',
  'fieldType.date': 'Date',
  'fieldType.datetime': 'Date and time',
  'fieldType.time': 'Time',
  'fieldType.geometry': 'Geometry',
  'origin.system': 'Information system',
  'origin.daily-work': 'Daily work without a system',
  'origin.disclosure': 'Information disclosure',
  'catalogue.name-exists':
    'The catalogue has an entry named “{name}”: choose another name, or choose that entry',
  'catalogue.sharer-unknown': 'Choose another body of this platform as the one that shared it',
  'catalogue.shared-on-list':
    'Dataset {code} is on this body’s list. What was got by sharing is not: withdraw it first, the body that produces the data lists it',
  'catalogue.import.kind.new': 'New',
  'catalogue.import.kind.changed': 'Changed',
  'catalogue.import.kind.disputed': 'For its body to decide',
  'catalogue.import.kind.vanished': 'No longer at the source',
  'catalogue.import.kind.repeated': 'Repeated',
  'catalogue.import.kind.unusable': 'Unusable',
  'catalogue.import.lacking-count': '{count, plural, one {# thing} other {# things}} to complete',
  'catalogue.import.no-lines':
    'The file has column names and not one dataset. Export the whole catalogue again',
  'catalogue.import.lacking':
    'The file lacks columns that every catalogue has: {columns}. Export the whole catalogue, or have the platform learn this form',
  'finding.name-missing': 'Give it a name: which data, which time, which area',
  'finding.name-too-short':
    'The name is too short: at least {least} characters that show key fields, time and area',
  'finding.name-taken': 'A dataset named “{name}” exists: say how this one differs',
  'finding.time-coverage-missing': 'State the time covered, such as “since 2016”',
  'finding.area-missing': 'State the area covered, such as “whole city”',
  'finding.name-without-time': 'The name of static data had better show its time, such as “{time}”',
  'finding.name-without-area': 'The name had better show the area, such as “{area}”',
  'finding.name-against-area': 'The name says “{named}”, the area is “{area}”: check which is right',
  'finding.name-abbreviation':
    '“{word}” in the name is a short form: write it out, or explain it in the summary',
  'finding.summary-missing':
    'Write a summary of at least {least} characters: what a row is, what is in and what is not',
  'finding.domain-missing': 'Choose a domain',
  'finding.relations-missing': 'State relations to other data in time and place; if there are none, say so',
  'finding.fields-missing': 'No fields: upload a data file first',
  'finding.description-missing': 'Field “{field}” is not described yet',
  'finding.abbreviation-unexplained': 'Field “{field}” is an abbreviation: say what it stands for',
  'finding.binding-missing': 'Field “{field}” is not bound to the catalogue yet',
  'finding.grade-missing': 'A grading dimension is not answered yet',
  'finding.class-too-open':
    'The grade gives “{graded, select, conditional {conditional} closed {closed} other {unconditional}}”; a more open class is not possible',
  'finding.stricter-than-grade':
    'Stricter than the grade “{graded, select, conditional {conditional} closed {closed} other {unconditional}}”: explain why',
  'finding.evidence-missing': 'State the evidence for the grade',
  'finding.static-reason-missing': 'It was updated before: say why it no longer is, to make it static data',
  'finding.static-source-running':
    'The source “{source}” still updates this dataset; pause or end it before making the dataset static',
  'finding.explanation-missing': 'A stricter class needs an explanation',
  'finding.conditions-missing': 'Conditional data needs its conditions stated',
  'finding.materials-missing': 'Conditional data needs its required materials listed',
  'finding.condition-answers-no-risk':
    'The condition “{condition}” answers no risk that the grade found; drop it unless it is needed',
  'finding.risk-unanswered':
    'No condition answers the risk graded {level}; add one, or say why none is needed',
  'finding.binding-lost':
    'Field “{field}” is bound to “{binding}”, which the catalogue no longer has; bind it again or take the field off the list',
  'finding.binding-renamed':
    'Field “{field}” is bound to “{binding}”, which the catalogue no longer has; it may be “{to}” now: please bind it again',
  'finding.source-vanished':
    'The catalogue entry “{entry}” is not in the newest imported catalogue; if the data is still held, check and save the entry, if not, make the dataset static or withdraw it',
  'finding.source-now-closed':
    'The catalogue entry “{entry}” is closed now while the list still opens it; propose a list change with its explanation, or correct the catalogue',
  'finding.source-now-conditional':
    'The catalogue entry “{entry}” is conditional now while the list still opens it unconditionally; propose a list change with its explanation, or correct the catalogue',
  'catalogue.bindings-more': '{count, plural, one {# more} other {# more}}',
  'finding.shared-in':
    'This was got from {body} by sharing and does not go on this body’s open list; only {body} can list it',
  'finding.static-yet-updated':
    'The source calls it static, covering “{timeCoverage}”, yet updated it on {updated}: check the update frequency and the time covered',
  'finding.fields-doubled':
    'Fields are listed twice: {count} Chinese names do not say which field they belong to. Make them labels of those fields, not fields of their own',
  'finding.source-date-missing': 'The source does not say when it was first published',
  'finding.source-dates-reversed':
    'The source says that it was updated ({updated}) before it was first published ({firstPublished})',
  'finding.conditions-against-class':
    'The source calls it unconditional but states conditions: check which holds',
  'finding.no-rows': 'The file has no data rows',
  'finding.field-gone': 'Field “{field}” is on the list but not in the file',
  'finding.field-new': 'Field “{field}” is in the file but not on the list: change the list first',
  'finding.type-changed': 'Field “{field}” is {listed} on the list, but {found} in this file',
  'finding.personal-information-new':
    'The field “{field}” now holds what looks like {kind} ({count, number} of {looked, number} values looked at), which the published version does not. If it is personal, remove it and send the file again; to open it, change the grade first; if it only looks so, the body’s reviewer releases it with a reason',
  'finding.field-empty': 'The field “{field}” has no value in any row',
  'finding.rows-repeated':
    '{rows, number} rows are the same as another one in every field; check whether they are meant',
  'finding.rows-left-out': '{rows} rows were left out',
  'finding.conversion-failed': 'The data could not be converted: {detail}',
  'task.submit-list-change': 'Review and submit a list change',
  'task.decide-list-change': 'Accept or return a list change',
  'task.mend-returned': 'Mend what was returned',
  'task.publish-version': 'Review and publish a new version',
  'task.mend-quarantined': 'Deal with data that failed validation',
  'task.confirm-reading': 'Confirm how a file is read',
  'task.mend-imported': 'Complete what an import left out',
  'task.mend-binding': 'The catalogue changed and listed data lost its source: bind it again',
  'task.decide-disputed': 'Decide between an import and what was written here',
  'task.finish-draft': 'Finish a draft',
};
