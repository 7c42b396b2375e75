import { isMessageKey, translator } from '../../locales/index.ts';
import { ACTIONS, PERMISSIONS } from '../../rules/access/permissions.ts';
import { ROLES } from '../../rules/access/roles.ts';
import { code, page, table } from './markdown.ts';

const t = translator('zh-CN');
const words = (key: string): string => (isMessageKey(key) ? t(key) : '');

/** One row an action, one column a role: who reaches how far. An empty cell is a denial. */
export function permissionsPage(): string {
  const rows = ACTIONS.map((action) => [
    `${code(action)} ${words(`action.${action}`)}`,
    ...ROLES.map((role) => PERMISSIONS[role][action] ?? ''),
  ]);
  const head = ['action', ...ROLES.map((role) => `${code(role)} ${words(`role.${role}`)}`)];
  return page(
    'Permissions',
    'rules/access/permissions.ts',
    'How far each role reaches: `own`, `body`, `district` or `city`. An empty cell is a denial; what may not be read answers 404.',
    table(head, rows),
  );
}
