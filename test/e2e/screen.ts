// What's on the screen when a test fails, for its report.
import { writeFile } from 'node:fs/promises';
import path from 'node:path';
import { env } from 'node:process';
import { afterEach, beforeEach } from 'node:test';
import type { VSCodeWindow } from '../vscode/window.ts';

/** A snapshot of a window. */
interface Screen {
  readonly text: string;
  readonly picture: Buffer | undefined;
}

/** Long enough for a busy machine; a window that hangs must not hold up the next test. */
const PATIENCE_MS = 5000;

const open = new Set<VSCodeWindow>();
/** Snapshots of windows that the current test has closed. */
let last: Screen[] = [];

/** Includes this window in the reports of failed tests from now on. */
export function watch(window: VSCodeWindow): void {
  open.add(window);
}

/** Takes a snapshot before a window closes: a failing test may close what it opened. */
export async function watchNoMore(window: VSCodeWindow): Promise<void> {
  if (open.delete(window)) {
    last.push(await screenOf(window));
  }
}

async function screenOf({
  page,
  quickInput,
  dialog,
  notifications,
  editors,
}: VSCodeWindow): Promise<Screen> {
  // Before anything that could change it.
  const picture = await page.screenshot({ timeout: PATIENCE_MS }).catch(() => undefined);
  const parts = {
    'quick input': (await inTime(quickInput.look())) ?? 'none',
    'its items': await inTime(quickInput.inView()),
    dialog: (await inTime(dialog.look())) ?? 'none',
    editors: await inTime(editors.tabs()),
    notifications: await inTime(notifications.list()),
  };
  const lines = Object.entries(parts).map(([name, part]) => `  ${name}: ${JSON.stringify(part)}`);
  return { text: lines.join('\n'), picture };
}

function inTime<T>(answer: Promise<T>): Promise<T | string> {
  return Promise.race([
    answer.catch((error: unknown) => String(error)),
    new Promise<string>((resolve) => {
      setTimeout(() => {
        resolve('no answer');
      }, PATIENCE_MS).unref();
    }),
  ]);
}

/** Prints what was on the screen when a test failed, and saves screenshots. */
async function report(name: string, screenshots: string): Promise<void> {
  const now = await Promise.all([...open].map(screenOf));
  for (const [index, { text, picture }] of [...last, ...now].entries()) {
    const title = name.replace(/[^\p{L}\p{N}]+/gu, '-').slice(0, 60);
    const file = path.join(screenshots, `failed-${title}${index === 0 ? '' : `-${index + 1}`}.png`);
    if (picture !== undefined) {
      await writeFile(file, picture);
    }
    console.log(`“${name}” failed. To be seen (${path.relative('.', file)}):\n${text}`);
  }
}

/** For all tests of the process. The demo, for example, isn't a test. */
export function reportFailures(screenshots: string): void {
  if (env.NODE_TEST_CONTEXT === undefined) {
    return;
  }
  beforeEach(() => {
    last = [];
  });
  afterEach(async (context) => {
    if ('passed' in context && !context.passed) {
      await report(context.name, screenshots).catch(console.error);
    }
  });
}
