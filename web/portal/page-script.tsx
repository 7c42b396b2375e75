import script from './page-script.js?url&no-inline';

/** Adds to a public page what needs a script: the page stands and works before it comes, and without it. */
export const PageScript = () => <script src={script} type="module" async />;
