import { FIELD_WORDS } from './field-words.ts';

/** Short forms that everybody knows, or that are names themselves. */
const KNOWN = new Set(
  `AED AI APP AQI BRT CAD CBD CCC CDN CET CFDA CNG CO CO2 COD CPI CPU CT DNA DVD EMS ETC FM GB GDP GIS GPS GSP GMP HIV IOT MRI HTML ICU ID
  IP ISBN ISO ISSN IT KTV LED LNG LOGO LPG MPA MBA NO2 O3 P2P PDF PE PH PM PM10 PM25 POI PPI PPP PVC QQ RFID SO2 SUV TV URL USB VIP VOC
  VR WGS84 WIFI WTO XML CSV JSON XLS XLSX`.split(/\s+/),
);

const SHORT_FORM = /(?<![A-Za-z0-9])[A-Z][A-Za-z]?[A-Z0-9]{1,7}(?![A-Za-z0-9])/g;
/** 3A, 5G, B2: grades and numbers rather than short forms. */
const LEAST_LETTERS = 2;

/** Short forms of Latin capitals in a text that are not commonly known, each once, as they stand. */
export function abbreviationsIn(text: string): string[] {
  const found = text.normalize('NFKC').replaceAll('.', '').match(SHORT_FORM) ?? [];
  return [...new Set(found)].filter(
    (word) =>
      !KNOWN.has(word.toUpperCase()) &&
      !/^[IVX]+$/.test(word) &&
      word.replace(/[^A-Za-z]/g, '').length >= LEAST_LETTERS,
  );
}

/** True when `text` says what the short form stands for: next to it in brackets, or by “指”, “即”, “是”, “：”, `=`. */
export function explains(text: string, word: string): boolean {
  const plain = text.normalize('NFKC').replaceAll('.', '');
  const at = plain.indexOf(word);
  if (at < 0) return false;
  const before = plain.slice(Math.max(0, at - 40), at);
  const after = plain.slice(at + word.length, at + word.length + 40);
  return (
    /^["”’'」]?\s*(?:\(|是|指|即|为|:|=|,?全称|,?简称|代表)/.test(after) ||
    /[\p{L})][("“]\s*$|简称["“]?\s*$/u.test(before)
  );
}

const SYLLABLES =
  /^(?:(?:[bpmfdtnlgkhjqxrzcsyw]|zh|ch|sh)(?:iang|iong|uang|ang|eng|ing|ong|ian|iao|uai|uan|ai|ei|ui|ao|ou|iu|ie|ue|an|en|in|un|a|o|e|i|u|v))+$/;
const LEAST_SYLLABLES = 4;

/** True for words put together without a gap: `createtime`. */
function isOfWords(text: string): boolean {
  if (text === '' || FIELD_WORDS.has(text)) return true;
  for (let at = text.length - 2; at >= 2; at -= 1)
    if (FIELD_WORDS.has(text.slice(0, at)) && isOfWords(text.slice(at))) return true;
  return false;
}

const isReadable = (part: string): boolean =>
  KNOWN.has(part.toUpperCase()) ||
  isOfWords(part.toLowerCase()) ||
  (part.length >= LEAST_SYLLABLES && SYLLABLES.test(part.toLowerCase()));

/**
 * True for the name of a field that nobody outside its body can read (`xz-9-2`): Latin letters that are neither English
 * words nor whole syllables of pinyin, as `xkjdrq` or `corp_sts`. A single letter before words is no short form.
 */
export function isAbbreviated(name: string): boolean {
  const text = name.normalize('NFKC');
  if (/[^\x20-\x7e]/.test(text)) return false;
  const parts = text.replaceAll(/([a-z])([A-Z])/g, '$1 $2').match(/[A-Za-z]+/g) ?? [];
  const words = parts.filter(({ length }) => length >= LEAST_LETTERS);
  return words.length === 0 ? parts.length > 0 : !words.every(isReadable);
}
