// Runs a command and ends its whole tree of processes when the parent goes away, however it does:
// the parent holds the other end of standard input, and the system closes that even after SIGKILL.
// Then removes folders. usage: guard.ts [--remove FOLDER]… -- COMMAND [ARGUMENT]…
import { spawn, spawnSync } from 'node:child_process';
import { rmSync } from 'node:fs';
import process from 'node:process';

const separator = process.argv.indexOf('--');
const [command, ...args] = process.argv.slice(separator + 1);
const folders = process.argv.slice(2, separator).filter((argument) => argument !== '--remove');
if (separator < 0 || command === undefined) {
  console.error('usage: guard.ts [--remove FOLDER]… -- COMMAND [ARGUMENT]…');
  process.exit(2);
}

const windows = process.platform === 'win32';
// Its own process group (except on Windows), so that grandchildren can be ended by its ID.
const child = spawn(command, args, {
  detached: !windows,
  stdio: ['ignore', 'inherit', 'inherit'],
  windowsHide: true,
});

/** How long the tree may take to end on its own, in milliseconds. */
const PATIENCE = 2000;
let ending = false;

function signalTree(signal: 'SIGTERM' | 'SIGKILL'): boolean {
  if (child.pid === undefined) {
    return false;
  }
  if (windows) {
    return spawnSync('taskkill', ['/pid', `${child.pid}`, '/T', '/F']).status === 0;
  }
  try {
    process.kill(-child.pid, signal);
    return true;
  } catch {
    return false; // nobody left in the group
  }
}

function removeAndExit(code: number): void {
  for (const folder of folders) {
    try {
      rmSync(folder, { recursive: true, force: true, maxRetries: 20, retryDelay: 100 });
    } catch (error) {
      console.error(`Could not remove ${folder}: ${String(error)}`);
    }
  }
  process.exit(code);
}

function end(code: number): void {
  if (ending) {
    return;
  }
  ending = true;
  const started = Date.now();
  signalTree('SIGTERM');
  const timer = setInterval(() => {
    // Signal 0 would not tell ended from not yet collected; the group's absence does.
    if (!signalTree(Date.now() - started > PATIENCE ? 'SIGKILL' : 'SIGTERM')) {
      clearInterval(timer);
      removeAndExit(code);
    }
  }, 50);
}

process.stdin.on('end', () => {
  end(0);
});
process.stdin.on('error', () => {
  end(0);
});
process.stdin.resume();
// Ctrl+C reaches every process of the terminal at once: the parent decides, and its end is heard.
process.on('SIGINT', () => undefined);
process.on('SIGHUP', () => undefined);
process.on('SIGTERM', () => {
  end(143);
});
child.on('error', (error) => {
  console.error(String(error));
  end(127);
});
child.on('exit', (code) => {
  end(code ?? 1);
});
