import { openDataDirectory } from '../store/data-directory.ts';

/** A process for kill -9 tests: holds a data directory open until it is killed. */
const [directory = ''] = process.argv.slice(2);
const { path } = await openDataDirectory(directory);
process.stdout.write(`${path}\n`);
setInterval(() => undefined, 60_000);
