import type { platformRules as source } from '../../zh-CN/console/platform-rules.ts';

export const platformRules: Record<keyof typeof source, string> = {
  'console.place.platform-rules': 'Platform rules',
  'console.done.rules-accept': 'Accepted: you can apply and sign now.',
  'console.done.rules-save': 'The draft is saved.',
  'console.done.rules-publish': 'Published; who accepted an older version is asked again.',
  'platformRules.title': 'Rules of the platform',
  'platformRules.lead':
    'How publishers and data users conduct themselves here, and what each is responsible for. Reading, and taking unconditional data, needs no acceptance.',
  'platformRules.none': 'No rules are published yet',
  'platformRules.none-text':
    'Once the operator publishes them, their text and what each version changes stand here.',
  'platformRules.version': 'Version {version}',
  'platformRules.published': 'published {date}',
  'platformRules.versions': 'Versions',
  'platformRules.changes': 'Compared with version {version}',
  'platformRules.added': 'Added',
  'platformRules.removed': 'Removed',
  'platformRules.full': 'Full text',
  'platformRules.note': 'What this version changes',
  'platformRules.to-accept': 'Accept version {version} of the rules of the platform first.',
  'platformRules.accept-title': 'Read what changed and accept version {version}',
  'platformRules.accept-first': 'Before you apply or sign, accept version {version}',
  'platformRules.accept': 'Accept version {version}',
  'platformRules.for-organisation': 'You accept for “{name}”, that is for all its members.',
  'platformRules.accepted': 'Version {version} accepted, {date}',
  'platformRules.turn': 'Your turn',
  'platformRules.turn-done': 'Accepted',
  'platformRules.write': 'Write the next version',
  'platformRules.field-title': 'Title',
  'platformRules.field-text': 'Text',
  'platformRules.text-hint': 'One paragraph a line: versions are compared by paragraphs.',
  'platformRules.note-hint': 'For the reader: what changed and why.',
  'platformRules.save': 'Save the draft',
  'platformRules.publish': 'Publish',
  'platformRules.publish-text':
    'Once published it stays as it is; who accepted an older version accepts again before applying or signing.',
};
