import type { catalogue as source } from '../../zh-CN/console/catalogue.ts';

export const catalogue: Record<keyof typeof source, string> = {
  'console.catalogue.title': '{total, plural, one {# catalogue entry} other {# catalogue entries}}',
  'console.catalogue.internal':
    'What each body holds: internal, never public. The open list is drawn from it.',
  'console.catalogue.new': 'New entry',
  'console.catalogue.find': 'Find by name',
  'console.catalogue.none': 'No entries found',
  'console.catalogue.none-text': 'An entry can be made from an uploaded file, or written here first.',
  'console.catalogue.name': 'Name',
  'console.catalogue.name-hint': 'For example: parking management system, register',
  'console.catalogue.body': 'Body',
  'console.catalogue.openness': 'Openness',
  'console.catalogue.openness-hint': 'Declared here; listing needs a grade besides',
  'console.catalogue.origin': 'Arises from',
  'console.catalogue.fields': 'Fields',
  'console.catalogue.fields-note': 'Three rows at the end are for new fields; an emptied name removes one',
  'console.catalogue.field-name': 'Field name',
  'console.catalogue.field-number': 'Field {number}',
  'console.catalogue.field-part': '{part} of field {number}',
  'console.catalogue.enter': 'Enter',
  'console.catalogue.save': 'Save',
  'console.catalogue.conflict':
    'All you wrote is in the form below. To keep yours, save once more; to take theirs, open the entry again.',
};
