import { grown } from './growing.ts';

/** Documents in ascending order, and beside each how much is said of it, as a step of {@link weightOf}. */
export interface Found {
  documents: Uint32Array;
  weights: Uint8Array;
}

/** Where every term stands. Terms and documents are numbers from 0. */
export interface Postings {
  /** `document` must come after all that the term has. */
  append(term: number, document: number, weight: number): void;
  /** In how many documents a term stands, those that have gone included. */
  lengthOf(term: number): number;
  /** Writes where a term stands into what has room for it, and says how much that is. */
  read(term: number, into: Found): number;
  /** Of the first `count` of `found` keeps those that have the term, too, with the less of both weights; says how many. */
  keep(term: number, found: Found, count: number): number;
}

const LEAST = 0.01;
const STEP = 1.035;
export const STEPS = 256;

/** The byte that a weight from 0.01 to 64 is kept as, within 2 %. */
export const stepOf = (weight: number): number =>
  Math.min(STEPS - 1, Math.max(0, Math.round(Math.log(weight / LEAST) / Math.log(STEP))));
export const weightOf = (step: number): number => LEAST * STEP ** step;

/** An address is the number of a slab and a place in it; no block crosses slabs. */
const SLAB_BITS = 20;
const SLAB = 1 << SLAB_BITS;
const SMALLEST = 16;
const LARGEST = 4096;
/** Of a block: the address of the next (4 bytes), its first document (4), and its size as a power of two (1). */
const HEAD = { next: 0, document: 4, size: 8, bytes: 9 };
/** The bytes of the longest gap with a weight. */
const WIDEST = 6;

/** Of each term side by side, as they are needed together: its blocks, the bytes used of the last, its last document, and how many it has. */
const CHAIN = { first: 0, last: 1, used: 2, document: 3, length: 4, parts: 5 };

/**
 * A chain of blocks for each term. A document is the gap since the one before it, in as few bytes as it needs, and a byte
 * for its weight; no gap is 0, so a 0 ends a block.
 */
export function createPostings(): Postings {
  const slabs = createSlabs();
  let chains = new Uint32Array(1024 * CHAIN.parts);
  const block: Found = { documents: new Uint32Array(LARGEST), weights: new Uint8Array(LARGEST) };
  const firstOf = (term: number): number => chains[term * CHAIN.parts + CHAIN.first] ?? 0;

  function begin(chain: number, document: number, weight: number): void {
    const before = chains[chain + CHAIN.last] ?? 0;
    const address = slabs.newBlock(before === 0 ? SMALLEST : Math.min(LARGEST, 2 * slabs.sizeOf(before)));
    slabs.write(address, HEAD.document, document);
    if (before === 0) chains[chain + CHAIN.first] = address;
    else slabs.write(before, HEAD.next, address);
    slabs.bytesAt(address)[(address & (SLAB - 1)) + HEAD.bytes] = weight;
    chains[chain + CHAIN.last] = address;
    chains[chain + CHAIN.used] = HEAD.bytes + 1;
  }

  return {
    append(term, document, weight) {
      const chain = term * CHAIN.parts;
      chains = grown(chains, chain + CHAIN.parts - 1);
      const address = chains[chain + CHAIN.last] ?? 0;
      const used = chains[chain + CHAIN.used] ?? 0;
      if (address === 0 || used + WIDEST > slabs.sizeOf(address)) begin(chain, document, weight);
      else {
        const gap = document - (chains[chain + CHAIN.document] ?? 0);
        chains[chain + CHAIN.used] = used + slabs.writeGap(address, used, gap, weight);
      }
      chains[chain + CHAIN.document] = document;
      chains[chain + CHAIN.length] = (chains[chain + CHAIN.length] ?? 0) + 1;
    },
    lengthOf: (term) => chains[term * CHAIN.parts + CHAIN.length] ?? 0,
    read(term, into) {
      let count = 0;
      for (let at = firstOf(term); at !== 0; at = slabs.read(at, HEAD.next))
        count = slabs.readBlock(at, into, count);
      return count;
    },
    keep(term, found, count) {
      const place = { kept: 0, next: 0 };
      let at = firstOf(term);
      while (at !== 0 && place.next < count) {
        const after = slabs.read(at, HEAD.next);
        const wanted = found.documents[place.next] ?? 0;
        // What is wanted next may be in none of this block.
        if (after === 0 || slabs.read(after, HEAD.document) > wanted)
          keepCommon(found, count, place, block, slabs.readBlock(at, block, 0));
        at = after;
      }
      return place.kept;
    },
  };
}

/** Goes on in `found` to the end of the block, keeping what both have. */
function keepCommon(
  found: Found,
  count: number,
  place: { kept: number; next: number },
  block: Found,
  inBlock: number,
): void {
  let { kept, next } = place;
  for (let at = 0; at < inBlock && next < count; at += 1) {
    const document = block.documents[at] ?? 0;
    while (next < count && (found.documents[next] ?? 0) < document) next += 1;
    if (next >= count || found.documents[next] !== document) continue;
    found.documents[kept] = document;
    found.weights[kept] = Math.min(block.weights[at] ?? 0, found.weights[next] ?? 0);
    kept += 1;
    next += 1;
  }
  Object.assign(place, { kept, next });
}

interface Slabs {
  /** Address 0 is none. */
  newBlock(size: number): number;
  sizeOf(address: number): number;
  bytesAt(address: number): Uint8Array;
  read(address: number, part: number): number;
  write(address: number, part: number, value: number): void;
  /** Says how many bytes that took. */
  writeGap(address: number, used: number, gap: number, weight: number): number;
  /** Writes the documents of a block from place `count` on, and says where they end. */
  readBlock(address: number, into: Found, count: number): number;
}

function createSlabs(): Slabs {
  const slabs: Uint8Array[] = [];
  const views: DataView[] = [];
  const none = new Uint8Array(0);
  let free = 0;

  function addSlab(): void {
    const slab = new Uint8Array(SLAB);
    free = slabs.push(slab) * SLAB - SLAB;
    views.push(new DataView(slab.buffer));
  }
  addSlab();
  free = SMALLEST;
  const bytesAt = (address: number): Uint8Array => slabs[address >>> SLAB_BITS] ?? none;
  const viewAt = (address: number): DataView | undefined => views[address >>> SLAB_BITS];

  return {
    newBlock(size) {
      if (free + size > slabs.length * SLAB) addSlab();
      const address = free;
      free += size;
      bytesAt(address)[(address & (SLAB - 1)) + HEAD.size] = Math.log2(size);
      return address;
    },
    sizeOf: (address) => 1 << (bytesAt(address)[(address & (SLAB - 1)) + HEAD.size] ?? 0),
    bytesAt,
    read: (address, part) => viewAt(address)?.getUint32((address & (SLAB - 1)) + part) ?? 0,
    write: (address, part, value) => viewAt(address)?.setUint32((address & (SLAB - 1)) + part, value),
    writeGap(address, used, gap, weight) {
      const bytes = bytesAt(address);
      const start = (address & (SLAB - 1)) + used;
      let at = start;
      let rest = gap;
      for (; rest > 127; rest >>>= 7) bytes[at++] = (rest & 127) | 128;
      bytes[at++] = rest;
      bytes[at++] = weight;
      return at - start;
    },
    readBlock(address, { documents, weights }, from) {
      const bytes = bytesAt(address);
      const start = address & (SLAB - 1);
      const end = start + (1 << (bytes[start + HEAD.size] ?? 0));
      let document = viewAt(address)?.getUint32(start + HEAD.document) ?? 0;
      let at = start + HEAD.bytes;
      let count = from;
      for (;;) {
        documents[count] = document;
        weights[count++] = bytes[at++] ?? 0;
        let byte = at < end ? (bytes[at++] ?? 0) : 0;
        if (byte === 0) return count;
        let gap = byte & 127;
        for (let shift = 7; byte > 127; shift += 7) {
          byte = bytes[at++] ?? 0;
          gap |= (byte & 127) << shift;
        }
        document += gap;
      }
    },
  };
}
