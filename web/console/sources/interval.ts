import { useT } from '../../design/language.tsx';

const UNITS = [
  ['days', 86_400],
  ['hours', 3600],
  ['minutes', 60],
  ['seconds', 1],
] as const;

/** An interval in the largest unit that divides it: `1天`, `90秒`. */
export function largestUnit(seconds: number): { unit: (typeof UNITS)[number][0]; count: number } {
  const [unit, size] = UNITS.find(([, each]) => seconds % each === 0) ?? ['seconds', 1];
  return { unit, count: seconds / size };
}

/** How often a source is pulled, in words. */
export function useInterval(): (everySeconds: number | null) => string {
  const t = useT();
  return (everySeconds) => {
    if (everySeconds === null) return t('source.every-push');
    const { unit, count } = largestUnit(everySeconds);
    return t(`source.every-${unit}`, { count });
  };
}
