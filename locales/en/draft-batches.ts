import type { draftBatches as source } from '../zh-CN/draft-batches.ts';

export const draftBatches: Record<keyof typeof source, string> = {
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
    'Your body has no dataset with the code {code}. Check the code; only your own body’s list can be changed',
  'draftBatch.refusal.under-way':
    'A list change of {code} is under way; until it is decided nothing can be changed. Wait for its work order, or cancel it first',
  'draftBatch.refusal.withdrawn': '{code} was withdrawn and is changed no more',
  'draftBatch.refusal.state-secret':
    '{code} was found to hold a state secret: it is not graded, listed or opened, and so cannot be changed',
};
