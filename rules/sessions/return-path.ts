// A browser reads `\` as `/`, and drops tabs and line ends before it looks: both could leave this site.
const PATH_HERE = /^\/(?![/\\])[^\p{Cc}\\]*$/u;

/** Where to go after sign-in: a path of this site as it was asked for, else the home page. */
export const returnPath = (wished: string | undefined): string =>
  wished !== undefined && wished.length <= 2000 && PATH_HERE.test(wished) ? wished : '/';
