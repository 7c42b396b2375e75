const LEAST_CHARACTERS = 12;
const LEAST_DISTINCT = 6;
const KINDS = [/\p{Ll}/u, /\p{Lu}/u, /\p{Nd}/u, /[^\p{L}\p{Nd}]/u, /\p{Lo}/u];

export type PasswordFault = 'short' | 'uniform' | 'like-user-name' | 'unchanged';

/** What keeps a new password from being taken; empty when nothing does. */
export function passwordFaults(wished: {
  password: string;
  userName: string | null;
  current?: string | undefined;
}): PasswordFault[] {
  const { password, userName, current } = wished;
  const characters = Array.from(password);
  const kinds = KINDS.filter((kind) => kind.test(password)).length;
  const faults: [PasswordFault, boolean][] = [
    ['short', characters.length < LEAST_CHARACTERS],
    ['uniform', new Set(characters).size < LEAST_DISTINCT || (kinds < 2 && characters.length < 20)],
    ['like-user-name', userName !== null && password.toLowerCase().includes(userName.toLowerCase())],
    ['unchanged', password === current],
  ];
  return faults.filter(([, found]) => found).map(([fault]) => fault);
}
