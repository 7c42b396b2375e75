import type { Language } from '../../locales/index.ts';
import { RHYTHMS, type Rhythm } from './delivery.ts';

export const isRhythm = (text: string | null): text is Rhythm => RHYTHMS.some((each) => each === text);
export const isLanguage = (text: string | null): text is Language => text === 'zh-CN' || text === 'en';
