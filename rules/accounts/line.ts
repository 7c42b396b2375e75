import { Type } from 'typebox';

/** Text of one line, without control characters: none of them belongs in a name, and PostgreSQL takes no U+0000. */
export const Line = (options: {
  minLength?: number;
  maxLength: number;
  description?: string;
  default?: string;
}) => Type.String({ pattern: '^[^\\u0000-\\u001f\\u007f]*$', ...options });
