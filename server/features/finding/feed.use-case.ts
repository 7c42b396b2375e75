import { createHash } from 'node:crypto';
import type { FoundDataset } from '../../../rules/datasets/datasets.operations.ts';
import type { followDatasets } from '../../../rules/finding/feed.operations.ts';
import type { Call } from '../../context.ts';
import type { UseCase } from '../../plugins/operations.ts';
import { findDatasets } from '../datasets/index.ts';
import { cacheHeaders, entityTag, notModified } from '../records/index.ts';
import { atomOf, type AtomEntry } from './atom.ts';

/** Entries of a feed: what changed last. */
const ENTRIES = 50;

export const feed: UseCase<typeof followDatasets> = async (call, asked) => {
  const { items } = await findDatasets(call, { ...asked, sort: 'updated', limit: ENTRIES });
  const given = Object.entries(asked)
    .filter(([, value]) => value !== '')
    .map(([name, value]): [string, string] => [name, String(value)]);
  const query = given.length > 0 ? `?${new URLSearchParams(given).toString()}` : '';
  const { origin } = call.transport;
  const author = call.services.profile.platform['zh-CN'];
  const words = [asked.q, asked.field].filter(Boolean).join('，');
  const body = atomOf({
    title: words === '' ? author : `${words}｜${author}`,
    self: `${origin}/api/v1/datasets.atom${query}`,
    page: `${origin}/datasets${query}`,
    author,
    entries: items.map((dataset) => entryOf(dataset, call)),
  });
  const tag = entityTag(createHash('sha256').update(body).digest('base64url').slice(0, 32));
  const known = notModified(call, tag);
  return known ?? { contentType: 'application/atom+xml; charset=utf-8', headers: cacheHeaders(tag), body };
};

/** Its id is the dataset's own, not its address: it stays the same when the platform moves. */
function entryOf(dataset: FoundDataset, { services, transport }: Call): AtomEntry {
  const { id, code, name, domain, publisher, listedAt, dataUpdatedAt, openClass, ground } = dataset;
  const published = listedAt ?? dataUpdatedAt ?? services.clock.now().toISOString();
  return {
    id: `urn:uuid:${id}`,
    title: name,
    link: `${transport.origin}/datasets/${code}`,
    updated: dataUpdatedAt ?? published,
    published,
    summary: openClass === 'closed' ? ground : dataset.summary,
    author: publisher.name,
    category: services.profile.domains.find((each) => each.code === domain)?.name['zh-CN'] ?? domain,
  };
}
