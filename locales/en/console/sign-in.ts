import type { signIn as source } from '../../zh-CN/console/sign-in.ts';

export const signIn: Record<keyof typeof source, string> = {
  'console.sign-in.title': 'Sign in to the console',
  'console.sign-in.lead':
    'For staff of public bodies. Nobody needs an account to find, view or download data.',
  'console.sign-in.user-name': 'User name',
  'console.sign-in.password': 'Password',
  'console.sign-in.code': 'Code',
  'console.sign-in.code-hint': 'The six digits of your authenticator. Leave empty if you have none yet.',
  'console.sign-in.code-missing':
    'Enter the six digits that your authenticator shows now, and your password again',
  'console.sign-in.enter': 'Sign in',
  'console.sign-in.city-lead': "Citizens and firms sign in with the city's own identity service:",
  'console.sign-in.city': 'Sign in with {name}',
  'console.demonstration.title': 'Demonstration city: pick someone and walk in',
  'console.demonstration.lead': 'People and bodies are invented; nothing you do reaches a real system.',
  'console.demonstration.enter': 'Enter as {name}',
};
