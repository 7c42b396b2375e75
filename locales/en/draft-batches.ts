import type { draftBatches as source } from '../zh-CN/draft-batches.ts';

export const draftBatches: Record<keyof typeof source, string> = {
  'datasets.list-file': 'The whole open list as a file:',
  'datasets.list-file-narrowed': 'This part of the list as a file:',
  'datasets.list-file.xlsx': 'XLSX',
  'datasets.list-file.csv-list': 'CSV (list)',
  'datasets.list-file.csv-fields': 'CSV (fields)',
  'datasets.list-file.csv-closed': 'CSV (closed)',
  'datasets.list-file.json': 'JSON',
  'listFile.column.code': 'Dataset code',
  'listFile.column.publisher': 'Publisher',
  'listFile.column.state': 'State',
  'listFile.column.check': 'Check code (leave as is)',
  'listFile.column.dataset': 'Dataset',
  'listFile.column.field': 'Column name',
  'listFile.column.ground': 'Why it is closed',
  'listFile.sheet.list': 'Open list',
  'listFile.sheet.fields': 'Fields',
  'listFile.sheet.closed': 'Closed',
  'listFile.sheet.choices': 'Choices',
  'listFile.no-list':
    'This file is no list that was exported here: the columns “Dataset code” and “Check code (leave as is)” are missing. Export the list, edit that file, and bring it back',
  'listFile.too-many-lines':
    'The file has more than {most, number} lines. Part it by body, and leave in it only the datasets to be changed',
  'draftBatch.too-many':
    'At most {most, number} datasets can be changed at once; these are {count, number}. Narrow the choice, or part the file',
  'draftBatch.no-such-mode': 'This element cannot be changed so; choose “Set to”',
  'draftBatch.value-missing': 'Write what is to be added',
  'draftBatch.refusal.code-missing':
    'Line {row} has no dataset code, so it cannot be told which dataset it changes. Write the code',
  'draftBatch.refusal.field-missing':
    'Line {row} has no column name, so it cannot be told which field it changes. Write the column name',
  'draftBatch.refusal.check-broken':
    'The check code of line {row} is missing, or belongs to another line: without it nobody can tell whether somebody else changed it meanwhile. Export again and copy the changes of this line',
  'draftBatch.refusal.repeated':
    'Line {row} is of the same thing as line {first}; only line {first} is taken. Delete one of them',
  'draftBatch.unfit.unknown-choice': '{element} cannot be “{text}”. It can be: {choices}',
  'draftBatch.unfit.too-long':
    '{element} would have {length, number} characters; {longest, number} at most. Write less',
  'draftBatch.unfit.too-many':
    '{element} would have {count, number} items; {most, number} at most. Take some out',
  'draftBatch.at-row': 'Line {row}: {detail}',
  'draftBatch.refusal.unknown-dataset':
    "Your body has no dataset with the code {code}. Check the code; only your own body's list can be changed",
  'draftBatch.refusal.under-way':
    'A list change of {code} is under way; until it is decided nothing can be changed. Wait for its work order, or cancel it first',
  'draftBatch.refusal.withdrawn': '{code} was withdrawn and is changed no more',
  'draftBatch.refusal.state-secret':
    '{code} was found to hold a state secret: it is not graded, listed or opened, and so cannot be changed',
  'draftBatch.title': 'List files and batch changes',
  'draftBatch.lead':
    'Edit the list in a spreadsheet, or one element of many datasets; look it over first, then write it into the drafts',
  'draftBatch.to': 'List files and batch changes',
  'draftBatch.choose': 'Choose “{name}”',
  'draftBatch.edit-chosen': 'Edit the chosen ones',
  'draftBatch.edit-all': 'Edit all {count, number}',
  'draftBatch.edit-label': 'Batch changes',
  'draftBatch.export': 'Export the list',
  'draftBatch.export-text':
    "With every element of article 9 and every field. Columns under dark headers can be edited; grey ones are the platform's. Leave the last column, “Check code”, as it is: it tells what you changed, and whether somebody else did too.",
  'draftBatch.export.xlsx': 'XLSX (list and fields)',
  'draftBatch.export.csv-list': 'CSV (list)',
  'draftBatch.export.csv-fields': 'CSV (fields)',
  'draftBatch.export.json': 'JSON',
  'draftBatch.bring-back': 'Bring an edited file back',
  'draftBatch.file': 'The edited list',
  'draftBatch.file-hint':
    'XLSX or CSV that was exported here, {size} at most; lines can be deleted, so that only the edited ones are left',
  'draftBatch.send-file': 'Send and preview',
  'draftBatch.so-far': 'Batches',
  'draftBatch.none': 'No batch changes yet',
  'draftBatch.none-text':
    'Export the list, edit it in a spreadsheet and bring it back; or choose several in the list of datasets.',
  'draftBatch.what': 'What changes',
  'draftBatch.counts': 'Datasets',
  'draftBatch.counts-short': '{looked, number} looked at, {change, number} changed',
  'draftBatch.by': 'By',
  'draftBatch.at': 'Proposed',
  'draftBatch.state.compared': 'To be confirmed',
  'draftBatch.state.taken': 'Written into drafts',
  'draftBatch.state.dropped': 'Dropped',
  'draftBatch.edit.set': '{element}: “{value}” for all',
  'draftBatch.edit.fill': '{element}: “{value}” where empty',
  'draftBatch.edit.append': '{element}: “{value}” added',
  'draftBatch.told':
    "{looked, plural, one {# dataset} other {# datasets}} looked at: {change, number} with changes, {same, number} that need none, {conflict, number} in conflict with somebody else's change, {refused, number} with something that cannot be taken.",
  'draftBatch.turn': 'You: decide when you have looked it over',
  'draftBatch.turn-other': 'The editor: decides when it is looked over',
  'draftBatch.would':
    '{change, plural, =0 {There is nothing to be written} one {The draft of # dataset will change} other {The drafts of # datasets will change}}',
  'draftBatch.not-public':
    'Only drafts are written. Each dataset still goes to the reviewer and to the operator before it is public.',
  'draftBatch.take': 'Write {count, plural, one {# draft} other {# drafts}}',
  'draftBatch.drop': 'Drop',
  'draftBatch.over.taken': 'Written into the drafts',
  'draftBatch.over.dropped': 'Dropped; nothing was changed',
  'draftBatch.no-changes': 'No changes',
  'draftBatch.no-changes-text': 'Nothing differs from the list as it is.',
  'draftBatch.now': 'Now',
  'draftBatch.then': 'Will be',
  'draftBatch.before': 'Before',
  'draftBatch.after': 'After',
  'draftBatch.theirs': "Now (somebody else's)",
  'draftBatch.mine': 'What you wrote',
  'draftBatch.row': 'Line {row}',
  'draftBatch.gone': 'This field is there no more',
  'draftBatch.not-taken': '{count, plural, one {# thing} other {# things}} cannot be taken',
  'draftBatch.conflict':
    'Somebody else changed {count, plural, one {# of these} other {# of these}} meanwhile; theirs is kept',
  'draftBatch.conflict-text':
    'To have yours, open the dataset and change it there, or export again and edit that.',
  'draftBatch.brought': '{count, plural, one {# thing} other {# things}} will then be missing',
  'draftBatch.effect':
    '{left, plural, =0 {Nothing is missing} other {# still missing}}{mended, plural, =0 {} other {, # mended}}',
  'draftBatch.edit-title': 'Edit {count, plural, one {# dataset} other {# datasets}} at once',
  'draftBatch.edit-crumb': 'Edit one element',
  'draftBatch.edit-lead':
    'Choose an element and write what it shall say; the next page shows each dataset, and nothing is written before you confirm',
  'draftBatch.none-chosen': 'No dataset is chosen',
  'draftBatch.none-chosen-text':
    'Tick those to be edited in the list of datasets, then “Edit the chosen ones”.',
  'draftBatch.to-datasets': 'Back to the datasets',
  'draftBatch.mode': 'How',
  'draftBatch.mode.set': 'Set it for all',
  'draftBatch.mode.fill': 'Only where it is empty',
  'draftBatch.mode.append': 'Add it at the end',
  'draftBatch.value': '{element}',
  'draftBatch.from-catalogue': 'Fill in from the catalogue, bindings too',
  'draftBatch.from-catalogue-text':
    'Each dataset from its own catalogue entry: an empty summary, domain or field description is filled in, and unbound fields are bound to the catalogue field with the same name, a like one, or the same initials. What is written stays.',
  'draftBatch.preview-catalogue': 'Preview what is filled in',
  'draftBatch.preview': 'Preview: {element}',
};
