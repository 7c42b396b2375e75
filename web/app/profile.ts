import type { Language } from '../../locales/index.ts';
import { PROFILES } from '../../rules/profile/index.ts';
import type { Profile } from '../../rules/profile/profile.schema.ts';
import { shanghai } from '../../rules/profile/shanghai.ts';
import type { Page } from './page.tsx';

/** The policy profile of the city that the page speaks for. */
export const profileOf = ({ city }: Pick<Page, 'city'>): Profile =>
  Object.values(PROFILES).find(({ platform }) => Object.values(platform).includes(city.platformName)) ??
  shanghai;

/** A domain's name by its code; the code itself when the profile does not know it. */
export const domainName = ({ domains }: Profile, code: string, language: Language): string =>
  domains.find((domain) => domain.code === code)?.name[language] ?? code;
