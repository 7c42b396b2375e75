import { createSegmenter } from '../server/search/segmenter.ts';
import { cityWords, type ListedText } from '../server/search/search-document.ts';
import { createSuggestions } from '../server/search/suggestions.ts';
import { shanghai } from '../rules/profile/shanghai.ts';
import type { Figure } from './figure.ts';
import { hasRealCatalogue, realCatalogue } from './search/real-catalogue.ts';

const DATASETS = 10_000;
const ROUNDS = 20;
/** A frame of a screen. */
const FRAME_MS = 16;
/** What people type, letter by letter. */
const TYPED = [
  '停车场信息',
  '徐汇区养老',
  'tingchechang',
  'xingzhengchufa',
  'tcc',
  'kqzl',
  'park',
  'PM2.5',
  '公共 卫生',
  '亭车厂',
];

/** As-you-type suggestions over 10,000 datasets; nothing that was answered is remembered. */
export const suggest: Figure = {
  yardstick: 'a frame of 16 ms',
  run: async (say) => {
    if (!hasRealCatalogue()) {
      say('left out: the catalogue is not here');
      return [];
    }
    const real = await realCatalogue();
    const datasets = Array.from({ length: DATASETS }, (_, at): ListedText => {
      const text = real[at % real.length];
      if (!text) throw new Error('the catalogue is empty');
      return at < real.length ? text : { ...text, id: `${text.id}-${String(at)}` };
    });
    const suggestions = createSuggestions(shanghai, createSegmenter(cityWords(shanghai)));
    const before = performance.now();
    for (const dataset of datasets) suggestions.put(dataset);
    say(`10,000 datasets put in ${Math.round(performance.now() - before)} ms`);
    const typed = TYPED.flatMap((text) => [...text].map((_, at) => text.slice(0, at + 1)));
    suggestions.suggest('x', 10, 'zh-CN');
    const times = Array.from({ length: ROUNDS }, (_, round) =>
      typed.map((text) => {
        // Another limit each time: a remembered answer costs nothing.
        const since = performance.now();
        suggestions.suggest(text, 20 - round * 0.01, 'zh-CN');
        return { text, time: performance.now() - since };
      }),
    )
      .flat()
      .toSorted((one, other) => one.time - other.time);
    const at = (share: number): number => times[Math.floor(share * (times.length - 1))]?.time ?? NaN;
    say(
      `dearest: ${times
        .slice(-5)
        .map(({ text, time }) => `${text} ${time.toFixed(1)} ms`)
        .join(', ')}`,
    );
    const unit = 'ms';
    return [
      {
        work: 'suggestions at 10,000 datasets, median',
        ours: at(0.5),
        yardstick: FRAME_MS,
        unit,
        reach: '≤ 1',
      },
      {
        work: 'suggestions at 10,000 datasets, 99 of 100',
        ours: at(0.99),
        yardstick: FRAME_MS,
        unit,
        reach: '≤ 1',
      },
    ];
  },
};
