import { setFlagsFromString } from 'node:v8';
import { runInNewContext } from 'node:vm';
import { shanghai } from '../../rules/profile/shanghai.ts';
import { planOf } from '../../server/search/query-plan.ts';
import { cityWords } from '../../server/search/search-document.ts';
import {
  createSearchIndex,
  type SearchDocument,
  type SearchIndex,
} from '../../server/search/search-index.ts';
import { createSegmenter, type Segmenter } from '../../server/search/segmenter.ts';
import { termsOf } from '../../server/search/terms.ts';
import { plainText } from '../../server/search/text.ts';
import type { Concept, Lexicon } from '../../server/search/ways-to-say.ts';
import type { Figure, Measured } from '../figure.ts';
import { indexedWords, type IndexedWords, type WordRow } from '../yardsticks/indexed-words.ts';
import { FACETS, manyDatasets } from './many-datasets.ts';
import { queries } from './queries.ts';
import { hasRealCatalogue } from './real-catalogue.ts';

const SIZES = (process.env['KAISHU_SEARCH_SIZES'] ?? '10000,100000,1000000').split(',').map(Number);
const SHARES = { p50: 0.5, p95: 0.95, p99: 0.99 } as const;
const MIB = 2 ** 20;
/** The quickest of so many counts, so that what else the machine does is in neither: slow queries stay slow. */
const ROUNDS = 3;

/** Searches with five facets over the real catalogue, and over more like it. */
export const searchScale: Figure = {
  yardstick:
    'PostgreSQL, a GIN index over the same words: the best 20 and the same facets of what has them all',
  run: async (say) => {
    if (!hasRealCatalogue()) return [];
    const documentAt = await manyDatasets();
    const segmenter = createSegmenter(cityWords(shanghai));
    const before = usedBytes();
    const index = createSearchIndex(segmenter, { facets: FACETS });
    const words = await indexedWords();
    try {
      const measured: Measured[] = [];
      for (const size of SIZES) {
        say(`${size} datasets into the index`);
        const added = size - index.size();
        const seconds = put(index, documentAt, size);
        const bytes = usedBytes() - before;
        say(`${size} datasets into PostgreSQL`);
        const loaded = await words.load(rowsOf(documentAt, size, segmenter));
        say(`asking both`);
        measured.push(...(await ask(index, words, size)));
        measured.push({
          work: `${size} datasets, built`,
          ours: added / seconds,
          yardstick: size / loaded,
          unit: 'datasets/s',
          reach: '≥ 20,000 of ours',
          note: `index ${(bytes / MIB).toFixed(0)} MiB (goal ≤ 830 at a million), process ${(process.memoryUsage().rss / MIB).toFixed(0)} MiB`,
        });
      }
      return measured;
    } finally {
      await words.end();
    }
  },
};

setFlagsFromString('--expose-gc');
const collectGarbage = runInNewContext('gc') as () => void;

function usedBytes(): number {
  collectGarbage();
  const { heapUsed, external } = process.memoryUsage();
  return heapUsed + external;
}

/** Seconds that putting took; what makes the datasets up is left out. */
function put(index: SearchIndex, documentAt: (number: number) => SearchDocument, size: number): number {
  let ms = 0;
  const portion = 1000;
  for (let from = index.size(); from < size; from += portion) {
    const length = Math.min(portion, size - from);
    const documents = Array.from({ length }, (_, at) => documentAt(from + at));
    const since = performance.now();
    for (const document of documents) index.put(document);
    ms += performance.now() - since;
  }
  return ms / 1000;
}

function* rowsOf(
  documentAt: (number: number) => SearchDocument,
  size: number,
  segmenter: Segmenter,
): Generator<WordRow> {
  for (let number = 0; number < size; number += 1) {
    const { id, texts, facets } = documentAt(number);
    const tokens = new Set(Object.values(texts).flatMap((text) => termsOf(plainText(text), segmenter)));
    yield { id, tokens: [...tokens], facets: FACETS.map((name) => facets?.[name] ?? '') };
  }
}

async function ask(index: SearchIndex, words: IndexedWords, size: number): Promise<Measured[]> {
  const times: { ours: number[]; yardstick: number[] } = { ours: [], yardstick: [] };
  const found = { ours: 0, yardstick: 0 };
  const all = (await queries('tuned')).map(({ query }) => query);
  for (const query of all) {
    const inWords = tsqueryOf(planOf(query, index.lexicon), index.lexicon);
    if (inWords === '') continue;
    const quickest = { ours: Infinity, yardstick: Infinity };
    for (let round = 0; round < ROUNDS; round += 1) {
      const theirs = await words.find(inWords);
      const since = performance.now();
      const { total } = index.answer(query, { limit: 20 });
      quickest.ours = Math.min(quickest.ours, performance.now() - since);
      quickest.yardstick = Math.min(quickest.yardstick, theirs.ms);
      if (round > 0) continue;
      found.ours += total;
      found.yardstick += theirs.total;
    }
    times.ours.push(quickest.ours);
    times.yardstick.push(quickest.yardstick);
  }
  const note = `${times.ours.length} queries; found on average ours ${Math.round(found.ours / times.ours.length)}, yardstick ${Math.round(found.yardstick / times.ours.length)}`;
  return Object.entries(SHARES).map(([name, share]) => {
    const [ours, yardstick] = [quantile(times.ours, share), quantile(times.yardstick, share)];
    const ratio = yardstick / ours;
    return {
      ...{ work: `${size} datasets, 5 facets, ${name}`, ours, yardstick, unit: 'ms', ratio },
      reach: name === 'p99' ? '≥ 20 times as quick' : '-',
      note,
    };
  });
}

const quantile = (values: readonly number[], share: number): number =>
  values.toSorted((a, b) => a - b)[Math.min(values.length - 1, Math.floor(values.length * share))] ?? NaN;

/** All that is asked for and is there, each in any of its ways; nothing asks for what has no word of it. */
function tsqueryOf(concepts: readonly Concept[], { frequency }: Lexicon): string {
  const asked = concepts.map(({ alternatives }) => {
    const ways = alternatives.filter(({ terms }) => terms.every((term) => frequency(term) > 0));
    return ways.map(({ terms }) => `(${terms.map((term) => `'${term}'`).join(' & ')})`).join(' | ');
  });
  return asked
    .filter((each) => each !== '')
    .map((each) => `(${each})`)
    .join(' & ');
}
