/** How deep an answer is judged. */
export const DEPTH = 10;

const gain = (grade: number): number => 2 ** grade - 1;

const discounted = (grades: readonly number[]): number =>
  grades.slice(0, DEPTH).reduce((sum, grade, at) => sum + gain(grade) / Math.log2(at + 2), 0);

/** nDCG@10 of an answer's grades, of all grades that were given; null when nothing judged is of any use. */
export function ndcg(answered: readonly number[], judged: readonly number[]): number | null {
  const ideal = discounted(judged.toSorted((one, other) => other - one));
  return ideal === 0 ? null : discounted(answered) / ideal;
}
