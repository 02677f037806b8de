// Runs a command and ends its whole process tree when the parent ends, for any reason: the parent
// holds the other end of standard input, which the system closes even after SIGKILL.
// Then removes folders. Usage: guard.ts [--remove FOLDER]… -- COMMAND [ARGUMENT]…
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

/** How long the process tree may take to end on its own, in milliseconds. */
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
    return false; // no process is left in the group
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
    // Signal 0 can't distinguish ended from not yet reaped processes; a missing group can.
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
// Ctrl+C reaches all processes of the terminal, but only the parent's end counts.
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
