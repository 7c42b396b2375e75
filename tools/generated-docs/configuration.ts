import { CONFIGURATION_FILE, CONFIGURATION_KEYS } from '../../server/configuration.ts';
import { code, page, table } from './markdown.ts';

/** Every key that can be set, where, and what it is without being set. */
export function configurationPage(): string {
  const rows = Object.entries(CONFIGURATION_KEYS).map(([name, { schema, variable, words }]) => [
    code(name),
    code(variable),
    'default' in schema ? code(JSON.stringify(schema.default)) : '',
    words['zh-CN'],
    words.en,
  ]);
  return page(
    'Configuration',
    'server/configuration.ts',
    `Set in ${code(CONFIGURATION_FILE)} in the data directory, by an environment variable, or by a flag of the same name; a flag wins over the environment, that over the file.`,
    table(['key', 'variable', 'default', '含义', 'meaning'], rows),
  );
}
