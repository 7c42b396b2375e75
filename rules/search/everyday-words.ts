import { EVERYDAY_BUSINESS } from './everyday-business.ts';
import { EVERYDAY_LIVING } from './everyday-living.ts';

/** A word of daily speech, and how a catalogue of public data says what is meant by it, the best first. */
type Everyday = readonly [said: string, ...meant: string[]];

/** What people say every day: a line for each word. Who asks in the words of the catalogue asks for those alone. */
export const EVERYDAY: readonly Everyday[] = `${EVERYDAY_LIVING}${EVERYDAY_BUSINESS}`
  .split('\n')
  .filter((line) => line !== '' && !line.startsWith('#'))
  .map((line) => {
    const [said = '', ...meant] = line.split(' ');
    return [said, ...meant.filter((each) => each !== said)];
  });
