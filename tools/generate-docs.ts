import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { configurationPage } from './generated-docs/configuration.ts';
import { openApiDocument, operationsPage } from './generated-docs/operations.ts';
import { permissionsPage } from './generated-docs/permissions.ts';
import { problemsPage } from './generated-docs/problems.ts';
import { provisionsPage } from './generated-docs/provisions.ts';
import { PresentedReading } from '../rules/reading/present-reading.ts';
import { transitionsPage } from './generated-docs/transitions.ts';

const FOLDER = 'docs/generated';
const pages: Record<string, string> = {
  'configuration.md': configurationPage(),
  'openapi.json': await openApiDocument(),
  'operations.md': await operationsPage(),
  'permissions.md': permissionsPage(),
  'problems.md': problemsPage(),
  'provisions.md': provisionsPage(),
  'reading.schema.json': `${JSON.stringify({ $schema: 'https://json-schema.org/draft/2020-12/schema', ...PresentedReading }, null, 2)}\n`,
  'transitions.md': await transitionsPage(),
};

const differing = Object.entries(pages).filter(([name, text]) => {
  const path = join(FOLDER, name);
  return !existsSync(path) || readFileSync(path, 'utf8') !== text;
});

if (!process.argv.includes('--check')) {
  mkdirSync(FOLDER, { recursive: true });
  for (const [name, text] of differing) writeFileSync(join(FOLDER, name), text);
} else if (differing.length > 0) {
  console.error(
    `out of date: ${differing.map(([name]) => join(FOLDER, name)).join(', ')}; run: npm run docs`,
  );
  process.exitCode = 1;
}
