import type { fieldRules as source } from '../zh-CN/field-rules.ts';

export const fieldRules: Record<keyof typeof source, string> = {
  'finding.rule-required': 'The field “{field}” must not be empty, but has no value in {count, number} rows',
  'finding.rule-unique':
    'The field “{field}” must not repeat, but {count, number} rows repeat an earlier one',
  'finding.rule-range':
    'The field “{field}” must be within {demand}, but is beyond it in {count, number} rows',
  'finding.rule-pattern': 'The field “{field}” must fit {demand}, but does not in {count, number} rows',
  'finding.rule-allowed':
    'The field “{field}” allows {demand} only, but is something else in {count, number} rows',
  'finding.rule-length':
    'The field “{field}” must have {demand} characters, but has fewer or more in {count, number} rows',
  'finding.rule-unasked':
    'The rule of the field “{field}” could not be checked: this file lacks the field or has it in another type. Mend the data or the rule',
  'finding.dates-unlikely':
    '{count, number} dates of the field “{field}” are not within {demand}; check whether they are errors or fillers',
  'finding.shape-wrong-company-code':
    '{count, number} values of the field “{field}” are not valid unified social credit codes (check character or form)',
  'finding.shape-wrong-id-number':
    '{count, number} values of the field “{field}” do not look like identity numbers (check character or form)',
  'finding.shape-wrong-phone':
    '{count, number} values of the field “{field}” do not look like telephone numbers',
  'finding.shape-wrong-region-code':
    '{count, number} values of the field “{field}” do not look like codes of administrative divisions (6, 9 or 12 digits, the first two of a province)',
  'finding.example': 'row {row, number}: {value}',
  'finding.example-row': 'row {row, number}',
  'act.field-rules.save': 'Rules of fields changed',
  'fieldRule.fault.field-unknown': 'The list has no such field: choose another',
  'fieldRule.fault.type-unfit': 'This rule does not fit the type of the field: choose another rule or field',
  'fieldRule.fault.demand-missing':
    'Nothing is demanded yet: write at least one of the two ends, the expression or the allowed values',
  'fieldRule.fault.bounds-wrong':
    'The ends are wrong: numbers have at most 15 digits and 6 decimals, dates are written 2024-01-31, and the lower end is not above the upper one',
  'fieldRule.fault.doubled': 'The same as one before it: remove one of them',
  'fieldRule.fault.pattern-unreadable': 'The regular expression cannot be read: {reason}',
  'fieldRule.kind.required': 'Required',
  'fieldRule.kind.unique': 'Unique',
  'fieldRule.kind.range': 'Range',
  'fieldRule.kind.pattern': 'Pattern (regular expression)',
  'fieldRule.kind.allowed': 'Allowed values',
  'fieldRule.kind.length': 'Length',
  'console.rules.title': 'Rules of fields',
  'console.rules.link': 'Rules of fields',
  'console.rules.note':
    'Every new version is checked by these rules. One that breaks a rule that blocks is not opened, and the version before goes on serving; rules that advise only tell editor and reviewer.',
  'console.rules.written': 'Edit {revision}, {by}, {at}',
  'console.rules.never': 'Never declared yet',
  'console.rules.declared': 'Declared rules',
  'console.rules.none': 'No rules yet',
  'console.rules.none-text': 'Take from the proposals below, or add one yourself.',
  'console.rules.rule': 'Rule {number}: {kind}',
  'console.rules.field': 'Field',
  'console.rules.choose-field': 'Choose a field',
  'console.rules.fields': 'Fields (several together must not repeat)',
  'console.rules.least': 'At least',
  'console.rules.most': 'At most',
  'console.rules.bounds-hint': 'Both ends belong to it; leave an open end empty. Dates as 2024-01-31',
  'console.rules.length-hint': 'Both ends belong to it; leave an open end empty',
  'console.rules.pattern': 'Regular expression',
  'console.rules.pattern-hint':
    'Fits the whole value, such as [A-Z]\\d+. RE2: no look-around, no back-references, at most 1,000 repetitions and 500 characters',
  'console.rules.values': 'Allowed values',
  'console.rules.values-hint': 'One a line, at most 1,000',
  'console.rules.blocks': 'When broken',
  'console.rules.blocks.block': 'Block: this version is not opened',
  'console.rules.blocks.advise': 'Advise: opened all the same, and told',
  'console.rules.remove': 'Remove this rule',
  'console.rules.add': 'Add a rule',
  'console.rules.add-kind': 'Rule',
  'console.rules.preview': 'See what the data of today would do',
  'console.rules.save': 'Save the rules',
  'console.rules.proposals': 'Proposals',
  'console.rules.proposals-text':
    'Rules that the data of today keeps and nobody declared. Taken they advise; make them block before you save.',
  'console.rules.propose': 'Take those chosen',
  'console.rules.would': 'Under these rules, {version} ({rows, number} rows):',
  'console.rules.would.all':
    'No row breaks any. Once saved, data is checked by them from the next version on.',
  'console.rules.would.some':
    '{rules, plural, one {One rule is} other {# rules are}} broken; the number of rows stands under each.',
  'console.rules.count': '{count, number} rows of the present data break it',
  'console.rules.count-none': 'The present data keeps it',
  'console.rules.count-unasked': 'The present data lacks the field or has it in another type: not checked',
  'console.rules.unsaved': 'Not saved yet.',
  'console.rules.version': 'version {number}',
  'console.rules.version-waiting': 'the newest version (not published)',
  'console.rules.demand': '{kind}: {demand}',
  'console.done.rules': 'Rules saved; data is checked by them from the next version on',
};
