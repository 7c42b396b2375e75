import type {
  CatalogueImportView,
  ImportChange,
} from '../../../../rules/catalogue/catalogue-imports.operations.ts';
import { eventually, type Platform } from '../../../testing/platform.ts';

type Asker = Pick<Platform, 'ask' | 'tokens'>;

/** Sends an export as a client does, in two parts, and waits until it is compared or refused. */
export async function sendCatalogue(
  { ask, tokens }: Asker,
  fileName: string,
  bytes: Uint8Array,
): Promise<CatalogueImportView> {
  const { operator } = tokens;
  const announced = { fileName, bytes: bytes.length };
  const { id } = await ask<CatalogueImportView>(operator, 'POST', '/catalogue-imports', {
    body: announced,
    status: 201,
  });
  const half = Math.floor(bytes.length / 2);
  for (const [from, to] of [
    [0, half],
    [half, bytes.length],
  ] as const) {
    const content = Buffer.from(bytes.subarray(from, to)).toString('base64');
    await ask(operator, 'PUT', `/catalogue-imports/${id}/parts`, { body: { offset: from, content } });
  }
  return reached({ ask, tokens }, id, 'comparing');
}

/** A whole city's catalogue takes half a minute on a quiet machine. */
const LONGEST_SECONDS = 300;

const reached = ({ ask, tokens }: Asker, id: string, leaves: string): Promise<CatalogueImportView> =>
  eventually(
    () => ask<CatalogueImportView>(tokens.operator, 'GET', `/catalogue-imports/${id}`),
    ({ state }) => state !== leaves,
    LONGEST_SECONDS,
  );

/** Takes it over and answers what became of it. */
export async function importCatalogue(
  platform: Asker,
  fileName: string,
  bytes: Uint8Array,
): Promise<CatalogueImportView> {
  const { id } = await sendCatalogue(platform, fileName, bytes);
  await platform.ask(platform.tokens.operator, 'POST', `/catalogue-imports/${id}/take`, { body: {} });
  return reached(platform, id, 'taking');
}

/** All that an import changes, page by page. */
export async function changesOf({ ask, tokens }: Asker, id: string): Promise<ImportChange[]> {
  const changes: ImportChange[] = [];
  for (let cursor: string | null = ''; cursor !== null;) {
    const after: string = cursor === '' ? '' : `&cursor=${cursor}`;
    const page: { items: ImportChange[]; next: string | null } = await ask(
      tokens.operator,
      'GET',
      `/catalogue-imports/${id}/changes?limit=100${after}`,
    );
    changes.push(...page.items);
    cursor = page.next;
  }
  return changes;
}

/** A table as the portal would export it. */
export const csvOf = (rows: readonly Readonly<Record<string, string>>[]): Buffer => {
  const headers = [...new Set(rows.flatMap((row) => Object.keys(row)))];
  const cell = (text: string): string => `"${text.replaceAll('"', '""')}"`;
  const lines = [headers, ...rows.map((row) => headers.map((header) => row[header] ?? ''))];
  return Buffer.from(lines.map((line) => line.map(cell).join(',')).join('\r\n'));
};
