import type { RouterContextProvider } from 'react-router';
import { listCatalogueEntries } from '../../../rules/catalogue/catalogue.operations.ts';
import { pageOf } from '../../app/page-context.ts';

/** The id of the entry of exactly this name in the caller's catalogue; null without one. */
export async function findEntryByName(
  context: Readonly<RouterContextProvider>,
  name: string,
): Promise<string | null> {
  const { items } = await pageOf(context).port.call(listCatalogueEntries, { q: name, limit: 100 });
  return items.find((entry) => entry.name === name)?.id ?? null;
}
