import type { tokens as source } from '../../zh-CN/console/tokens.ts';

export const tokens: Record<keyof typeof source, string> = {
  'console.tokens.lead':
    'Keys for programs that act as you. One for each program; revoke it when it is lost.',
  'console.tokens.none': 'No tokens yet',
  'console.tokens.none-text': 'Open data needs no token; with one the limits are higher.',
  'console.tokens.name': 'Name',
  'console.tokens.name-hint': 'Which program on which machine, for example: daily upload (intranet)',
  'console.tokens.begins': 'Begins with',
  'console.tokens.whose': 'Whose',
  'console.tokens.acting': 'Acts as',
  'console.tokens.no-role': 'No role, as myself',
  'console.tokens.last-used': 'Last used',
  'console.tokens.never': 'never',
  'console.tokens.expires': 'Expires',
  'console.tokens.revoked': 'Revoked',
  'console.tokens.revoke': 'Revoke',
  'console.tokens.new': 'New token',
  'console.tokens.create': 'Make the token',
  'console.tokens.days': 'Days until it expires',
  'console.tokens.days-hint': '1 to {most}',
  'console.tokens.made': 'Token “{name}”',
  'console.tokens.once':
    'Shown only now: keep it safe. The platform keeps a digest and cannot show it again.',
  'console.tokens.use': 'Send it in the header:',
};
