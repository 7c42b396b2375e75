/**
 * Values by key, of which at least the `most / 2` used last are kept and never more than `most`; counted, or weighed as
 * told, where each half may go over by one value. Kept in two halves, of
 * which the older goes as a whole: moving each key to the end of one map would leave holes that the search for the
 * oldest walks over, at every call of a busy hour.
 */
export class Recent<V> {
  readonly #half: number;
  readonly #weigh: (value: V) => number;
  /** What the younger half weighs. */
  #weight = 0;
  #younger = new Map<string, V>();
  #older = new Map<string, V>();

  constructor(most: number, weigh: (value: V) => number = () => 1) {
    this.#half = Math.max(1, most >> 1);
    this.#weigh = weigh;
  }

  get(key: string): V | undefined {
    const young = this.#younger.get(key);
    if (young !== undefined) return young;
    const old = this.#older.get(key);
    if (old !== undefined) this.set(key, old);
    return old;
  }

  set(key: string, value: V): void {
    const before = this.#younger.get(key);
    if (before !== undefined) this.#weight -= this.#weigh(before);
    else if (this.#weight >= this.#half) {
      this.#older = this.#younger;
      this.#younger = new Map();
      this.#weight = 0;
    }
    this.#weight += this.#weigh(value);
    this.#younger.set(key, value);
  }

  clear(): void {
    this.#weight = 0;
    this.#younger.clear();
    this.#older.clear();
  }
}
