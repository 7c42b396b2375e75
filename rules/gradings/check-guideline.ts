import { isStricter } from '../datasets/open-class.ts';
import type { Finding } from '../findings/finding.schema.ts';
import { levelOf, placeOf } from './guideline.ts';
import {
  LEVEL_TEXTS,
  type GuidelineContent,
  type GuidelineDimension,
  type GuidelineLevel,
  type Text,
} from './guideline.schema.ts';

const finding = (code: string, pointer: string, args: Finding['args'] = {}): Finding => ({
  code: `guideline-${code}`,
  pointer,
  args,
  provision: 'xz-13',
  blocks: true,
});

const lacks = (text: Text): boolean => text['zh-CN'].trim() === '' || text.en.trim() === '';

/**
 * Everything that keeps a draft from being put in force, all at once. `before` is the version in force: levels that both
 * have must stand in the same order, so that a grade keeps its meaning.
 */
export function checkGuideline(content: GuidelineContent, before: GuidelineContent | null): Finding[] {
  const codes = content.dimensions.map(({ code }) => code);
  const found = content.dimensions.flatMap((dimension, place) => [
    ...(codes.indexOf(dimension.code) < place
      ? [finding('dimension-twice', `/dimensions/${place}`, { dimension: dimension.code })]
      : []),
    ...checkDimension(dimension, `/dimensions/${place}`),
    ...checkOrder(dimension, before, `/dimensions/${place}`),
  ]);
  if (content.dimensions.length === 0) found.push(finding('no-dimension', '/dimensions'));
  if (lacks(content.source)) found.push(finding('text-missing', '/source', { part: 'source' }));
  if (lacks(content.method)) found.push(finding('text-missing', '/method', { part: 'method' }));
  return [...found, ...checkCombinations(content)];
}

function checkDimension({ question, levels, code }: GuidelineDimension, at: string): Finding[] {
  const found: Finding[] = [];
  if (lacks(question)) found.push(finding('question-missing', `${at}/question`, { dimension: code }));
  if (levels.length < 2) found.push(finding('too-few-levels', `${at}/levels`, { dimension: code }));
  for (const [place, level] of levels.entries()) {
    const here = `${at}/levels/${place}`;
    found.push(...checkLevel(level, here));
    const earlier = levels.slice(0, place);
    if (earlier.some((each) => each.code === level.code))
      found.push(finding('level-twice', here, { level: level.code }));
    if (earlier.some((each) => isStricter(each.gives, level.gives)))
      found.push(finding('level-more-open', `${here}/gives`, { level: level.code }));
  }
  return found;
}

function checkLevel(level: GuidelineLevel, at: string): Finding[] {
  const args = { level: level.code };
  const found: Finding[] = [];
  if (lacks(level.name)) found.push(finding('level-name-missing', `${at}/name`, args));
  if (level.examples.length === 0) found.push(finding('example-missing', `${at}/examples`, args));
  if (LEVEL_TEXTS.some((part) => level[part].some(lacks))) found.push(finding('language-missing', at, args));
  if (level.gives === 'conditional' && level.conditions.length === 0)
    found.push(finding('conditions-missing', `${at}/conditions`, args));
  if (level.gives === 'conditional' && level.supervision.length === 0)
    found.push(finding('supervision-missing', `${at}/supervision`, args));
  return found;
}

function checkOrder(dimension: GuidelineDimension, before: GuidelineContent | null, at: string): Finding[] {
  const last = before?.dimensions.find(({ code }) => code === dimension.code);
  if (!last) return [];
  const places = dimension.levels.map(({ code }) => placeOf(last, code)).filter((place) => place >= 0);
  const isKept = places.every((place, i) => i === 0 || place > (places[i - 1] ?? -1));
  return isKept ? [] : [finding('order-changed', `${at}/levels`, { dimension: dimension.code })];
}

function checkCombinations({ combinations, dimensions }: GuidelineContent): Finding[] {
  return combinations.flatMap(({ when, why }, place) => {
    const at = `/combinations/${place}`;
    const unknown = Object.entries(when).find(([code, level]) => {
      const dimension = dimensions.find((each) => each.code === code);
      return !dimension || !levelOf(dimension, level);
    });
    const found: Finding[] = [];
    if (unknown) found.push(finding('combination-unknown', at, { level: unknown[1] }));
    if (Object.keys(when).length < 2) found.push(finding('combination-of-one', at, { number: place + 1 }));
    if (lacks(why)) found.push(finding('combination-why', `${at}/why`, { number: place + 1 }));
    return found;
  });
}
