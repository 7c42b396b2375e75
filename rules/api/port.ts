import type { Language } from '../../locales/index.ts';
import type { InputOf, Operation, OutputOf } from './operation.ts';
import type { Viewer } from '../sessions/sessions.schema.ts';

/** The one door through which pages reach the platform: same operations, permissions and events as over HTTP. */
export interface Port {
  /** Throws {@link Problem} as the API would answer it. */
  call<O extends Operation>(operation: O, input: InputOf<O>): Promise<OutputOf<O>>;
  /** Who is looking, in which role; null for a visitor. */
  viewer: Viewer | null;
  language: Language;
  city: { name: string; platformName: string; demonstration: boolean };
}
