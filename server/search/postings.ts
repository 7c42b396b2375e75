/** Where a term stands: documents in ascending order, and how much the term says about each. */
export interface Postings {
  documents: Uint32Array;
  weights: Float32Array;
  length: number;
}

export const noPostings = (): Postings => ({
  documents: new Uint32Array(2),
  weights: new Float32Array(2),
  length: 0,
});

/** `document` must come after all that are there. */
export function append(postings: Postings, document: number, weight: number): void {
  const { length } = postings;
  if (length === postings.documents.length) {
    const documents = new Uint32Array(length * 2);
    const weights = new Float32Array(length * 2);
    documents.set(postings.documents);
    weights.set(postings.weights);
    Object.assign(postings, { documents, weights });
  }
  postings.documents[length] = document;
  postings.weights[length] = weight;
  postings.length += 1;
}

/** Where a document stands in the list; negative when it does not. */
export function placeOf({ documents, length }: Postings, document: number): number {
  let low = 0;
  let high = length - 1;
  while (low <= high) {
    const middle = (low + high) >> 1;
    const at = documents[middle] ?? 0;
    if (at === document) return middle;
    if (at < document) low = middle + 1;
    else high = middle - 1;
  }
  return -1;
}

/** The same of the documents that have a new number; they keep their order. */
export function renumbered(postings: Postings, numbers: ReadonlyMap<number, number>): Postings {
  const moved = noPostings();
  for (let at = 0; at < postings.length; at += 1) {
    const number = numbers.get(postings.documents[at] ?? -1);
    if (number !== undefined) append(moved, number, postings.weights[at] ?? 0);
  }
  return moved;
}
