// What is to be seen when a test fails, for its report.
import { writeFile } from 'node:fs/promises';
import path from 'node:path';
import { env } from 'node:process';
import { afterEach, beforeEach } from 'node:test';
import type { VSCodeWindow } from '../vscode/window.ts';

/** A window as it looks at a moment. */
interface Screen {
  readonly text: string;
  readonly picture: Buffer | undefined;
}

/** Long enough for a busy machine; a window that answers no more must not hold up the next test. */
const PATIENCE_MS = 5000;

const open = new Set<VSCodeWindow>();
/** Of windows that the present test has closed. */
let last: Screen[] = [];

/** From now on the report of a test that fails says what is to be seen in this window. */
export function watch(window: VSCodeWindow): void {
  open.add(window);
}

/** Before a window closes: a test may fail, and close what it has opened. */
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
  // Before anything that may change it.
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

/** Prints what was to be seen in a test that has failed, and saves it as pictures. */
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

/** For all tests of the process. Whoever only looks, such as the demo, is no test. */
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
