const MIB = 1024 * 1024;

/** What a file may hold at most. Over them it is refused early, with the limit named; the settings page shows them. */
export const READING_LIMITS = {
  /** Bytes of the file as it was sent. */
  fileBytes: 64 * 1024 * MIB,
  columns: 4096,
  /** Characters of one cell after decoding. */
  cellCharacters: 4 * MIB,
  /** Characters of one row after decoding. */
  rowCharacters: 16 * MIB,
  /** Sheets of one workbook. */
  tables: 256,
  /** Bytes that one part of a workbook may unpack to. */
  expandedBytes: 4096 * MIB,
  /** Unpacked : packed, counted once a part has unpacked to more than `expansionGrace`. */
  expansionRatio: 200,
  expansionGrace: 64 * MIB,
  /** Characters of a workbook's shared texts, which are held in memory. */
  sharedCharacters: 128 * MIB,
  /** Parts inside a workbook. */
  archiveEntries: 4096,
  /** Levels of JSON or XML inside one another. */
  depth: 128,
  /** Megabytes of heap, and seconds, that one reading may take in its thread. */
  memoryMegabytes: 1536,
  seconds: 1800,
  /** Files that at this pace take longer than `seconds` are given that time. */
  bytesPerSecond: 2 * MIB,
  /** Rows named in one warning; the rest are counted. */
  listedRows: 20,
} as const;
