/** Whole lines, in UTF-8. */
export interface Lines {
  parts: readonly Uint8Array<ArrayBuffer>[];
  bytes: number;
  count: number;
}

const PART_BYTES = 256 * 1024;
const MOST_SPARE = 8;
/** In UTF-8 a UTF-16 unit takes at most three. */
const BYTES_PER_UNIT = 3;
/** Lines that are put into bytes at one go: many share the cost, few are kept from the garbage collector. */
const AT_ONE_GO = 16;

/** Gathers lines as bytes: as texts they would have to be kept alive until they are written. */
export class LineBuffer {
  #text = '';
  #texts = 0;
  #part = Buffer.alloc(0);
  #used = 0;
  #parts: Uint8Array<ArrayBuffer>[] = [];
  readonly #spare: Buffer<ArrayBuffer>[] = [];
  #bytes = 0;
  /** Lines gathered. */
  count = 0;

  add(line: string): void {
    this.#text += line;
    this.#texts += 1;
    this.count += 1;
    if (this.#texts === AT_ONE_GO) this.#encode();
  }

  /** Takes out what was gathered. */
  take(): Lines {
    this.#encode();
    this.#endPart();
    const taken = { parts: this.#parts, bytes: this.#bytes, count: this.count };
    this.#part = Buffer.alloc(0);
    this.#parts = [];
    this.#bytes = 0;
    this.count = 0;
    return taken;
  }

  /** Takes back what has been written: memory that is new costs 1 µs a page. */
  reuse({ parts }: Lines): void {
    for (const { buffer } of parts)
      if (buffer.byteLength === PART_BYTES && this.#spare.length < MOST_SPARE)
        this.#spare.push(Buffer.from(buffer));
  }

  #encode(): void {
    const most = this.#text.length * BYTES_PER_UNIT;
    if (this.#used + most > this.#part.length) {
      this.#endPart();
      const spare = most <= PART_BYTES ? this.#spare.pop() : undefined;
      this.#part = spare ?? Buffer.allocUnsafeSlow(Math.max(PART_BYTES, most));
    }
    const written = this.#part.write(this.#text, this.#used);
    this.#used += written;
    this.#bytes += written;
    this.#text = '';
    this.#texts = 0;
  }

  #endPart(): void {
    if (this.#used > 0) this.#parts.push(this.#part.subarray(0, this.#used));
    this.#used = 0;
  }
}
