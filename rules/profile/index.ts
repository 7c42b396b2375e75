import { chongqing } from './chongqing.ts';
import type { Profile } from './profile.schema.ts';
import { shanghai } from './shanghai.ts';

export const PROFILES: Readonly<Record<string, Profile>> = { shanghai, chongqing };
