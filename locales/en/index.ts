import { access } from './access.ts';
import { problems } from './problems.ts';

export const messages = { ...access, ...problems };
