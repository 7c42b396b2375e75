import type { accounts as source } from '../zh-CN/accounts.ts';

export const accounts: Record<keyof typeof source, string> = {
  'password-fault.short': 'At least 12 characters',
  'password-fault.uniform':
    'At least 6 different characters, of two kinds or more: small, capital, digit, sign',
  'password-fault.like-user-name': 'Without the user name in it',
  'password-fault.unchanged': 'Unlike the old one',
  'membership-fault.role': 'This role is not given to people',
  'membership-fault.bodyId': 'Editors and reviewers belong to a body, other roles to none',
  'membership-fault.organisationId': 'Members of an organisation are invited by it, not given the role here',
  'membership-fault.district': 'A district authority belongs to a district of this city, other roles to none',
  'membership-fault.last-administrator':
    'This is the last administrator of {organisation}. Let the organisation make another member administrator first, or sign in by its corporate certificate and take over; an account that is at risk can be closed.',
  'pending.change-password': 'First change the one-time password to one of your own',
  'pending.enrol-second-factor': 'First enrol an authenticator, then use your role',
  'city-sign-on.name': 'City sign-on',
  'city-sign-on.test-name': 'Demonstration sign-on',
  'test-sign-on.title': 'Demonstration sign-on',
  'test-sign-on.notice': 'This is a demonstration. The people below are invented: sign in as any of them.',
  'test-sign-on.level': 'Real-name level {level}',
  'test-sign-on.cancel': 'Cancel',
};
