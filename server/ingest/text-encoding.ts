export { encodingCandidates, type EncodingCandidate } from './encoding/candidates.ts';
export { detectEncoding } from './encoding/detect.ts';
export { decodedTexts, SURE_ENOUGH, type TextEncoding } from './encoding/texts.ts';
