import { describe, expect, it } from 'vitest';
import type { Role } from '../../rules/access/roles.ts';
import type { Viewer } from '../../rules/sessions/sessions.schema.ts';
import { shanghai } from '../../rules/profile/shanghai.ts';
import { placesOf } from './rail.ts';

const aViewer = (role: Role | null, bodyId: string | null = null): Viewer => {
  const acting = role && {
    ...{ id: 'm1', role, bodyId, bodyName: null, district: null },
    ...{ organisationId: null, organisationName: null, organisationRole: null },
  };
  return { accountId: 'a1', name: '某人', acting, memberships: acting ? [acting] : [], pending: null };
};
const keys = (viewer: Viewer): string[] => placesOf(viewer, shanghai).map(({ key }) => key);

describe('the rail of the console', () => {
  it('given an editor, when shown, then files, datasets, work orders and the catalogue are there, access records are not', () => {
    expect(keys(aViewer('publisher-editor', 'b1'))).toEqual([
      'tasks',
      'messages',
      'uploads',
      'sources',
      'datasets',
      'work-orders',
      'catalogue',
      'reconciliation',
      'guidelines',
      'reviews',
      'applications',
      'systems',
      'agreements',
      'grants',
      'use-reports',
      'spot-checks',
      'misconduct',
      'members',
      'settings',
      'tokens',
      'account',
    ]);
  });

  it('given an operator, who is of no body, when shown, then no body’s files are there', () => {
    expect(keys(aViewer('operator'))).not.toContain('uploads');
  });

  it.each(['operator', 'system-administrator'] as const)(
    '[xz-9] given one who may import catalogues, as %s, when shown, then the place for it is there',
    (role) => expect(keys(aViewer(role))).toContain('catalogue-imports'),
  );

  it('[xz-25-7] given the audit administrator, when shown, then access records are there and drafts are not', () => {
    const shown = keys(aViewer('audit-administrator'));
    expect(shown).toContain('access-records');
    expect(shown).not.toContain('datasets');
  });

  it('given someone without a role, when shown, then what data users do is there and no publisher’s or operator’s place', () => {
    const shown = keys(aViewer(null));
    expect(shown).toEqual(expect.arrayContaining(['tasks', 'organisations', 'platform-rules', 'account']));
    expect(shown).not.toContain('datasets');
    expect(shown).not.toContain('organisation-reviews');
  });
});
