/**
 * Asks a live Zoho CRM what its documents leave open, on one record of a sandbox:
 * `npm run check:live [-- --list] [-- --yes] [-- --record URL]`.
 * For a server that isn't Zoho's, also `--accounts URL --api URL --web URL`; for another folder of
 * the report, `--report FOLDER`.
 * It says what each question does before it does it, and puts the photo back. Client, code, and
 * tokens are read from the terminal, kept in memory, and revoked at the end.
 */
import { mkdir, readFile, writeFile } from 'node:fs/promises';
import path from 'node:path';
import process from 'node:process';
import { parseArgs } from 'node:util';
import * as v from 'valibot';
import { systemClock } from '../../src/async/clock.ts';
import { Network } from '../../src/zoho/network.ts';
import { Origin } from '../../src/zoho/origin.ts';
import { PROFILES } from '../emulator/profile.ts';
import type { CheckOptions, Outcome } from './check.ts';
import { checkLive, introduction, listText } from './check.ts';
import { Terminal } from './terminal.ts';
import { ZohoFailure } from './zohoFailure.ts';

const EXIT_CODES: Readonly<Record<Outcome, number>> = {
  done: 0,
  'not restored': 1,
  refused: 2,
  interrupted: 130,
};

const root = path.resolve(import.meta.dirname, '../..');

interface Arguments extends Pick<CheckOptions, 'agreed' | 'custom' | 'record'> {
  readonly list: boolean;
  /** The folder of the report. */
  readonly report: string;
}

/** How the command is used differs from what it can do. The message says how to use it. */
class UsageError extends Error {}

const OPTIONS = {
  list: { type: 'boolean', default: false },
  yes: { type: 'boolean', default: false },
  record: { type: 'string' },
  accounts: { type: 'string' },
  api: { type: 'string' },
  web: { type: 'string' },
  report: { type: 'string', default: path.join(root, 'test-results') },
} as const;

function given(): ReturnType<typeof parseArgs<{ options: typeof OPTIONS }>>['values'] {
  try {
    return parseArgs({ options: OPTIONS }).values;
  } catch (error) {
    throw new UsageError((error as Error).message, { cause: error });
  }
}

/** @throws UsageError */
function parsedArguments(): Arguments {
  const values = given();
  const { accounts, api, web, record } = values;
  const named = [accounts, api, web].filter((server) => server !== undefined);
  const servers = v.safeParse(v.object({ accounts: Origin, api: Origin, web: Origin }), values);
  if (named.length > 0 && !servers.success) {
    throw new UsageError(
      'Your own server needs --accounts, --api, and --web, each over https or on loopback.',
    );
  }
  return {
    list: values.list,
    report: values.report,
    agreed: values.yes,
    ...(record === undefined ? {} : { record }),
    ...(servers.success ? { custom: { kind: 'custom', servers: servers.output } } : {}),
  };
}

async function store(
  folder: string,
  { markdown, json }: { markdown: string; json: string },
): Promise<string> {
  await mkdir(folder, { recursive: true });
  const file = path.join(folder, 'check-live.md');
  await writeFile(file, markdown);
  await writeFile(path.join(folder, 'check-live.json'), json);
  return path.relative(process.cwd(), file);
}

async function version(): Promise<string> {
  const text = await readFile(path.join(root, 'package.json'), 'utf8');
  return (JSON.parse(text) as { version: string }).version;
}

interface Interruptions {
  readonly signal: AbortSignal;
  readonly giveUp: AbortSignal;
  /** Ends the questions. */
  readonly stop: () => void;
  /** The same; a second time, it ends waiting for the photo to be put back. */
  readonly interrupt: () => void;
}

/** Only somebody who insists gives the photo up. A closed terminal may say so in several ways. */
function interruptions(): Interruptions {
  const [ends, givesUp] = [new AbortController(), new AbortController()];
  const stop = (): void => {
    ends.abort(new Error('interrupted'));
  };
  const interrupt = (): void => {
    (ends.signal.aborted ? givesUp : ends).abort(new Error('interrupted'));
  };
  process.on('SIGINT', interrupt).on('SIGTERM', stop).on('SIGHUP', stop);
  return { signal: ends.signal, giveUp: givesUp.signal, stop, interrupt };
}

async function main(): Promise<number> {
  const { list, report, ...options } = parsedArguments();
  if (list) {
    process.stdout.write(`${listText()}\n`);
    return 0;
  }
  if (!process.stdin.isTTY || !process.stdout.isTTY) {
    throw new UsageError('Run this in a terminal: it asks for secrets, which aren’t shown.');
  }
  const { signal, giveUp, stop, interrupt } = interruptions();
  const person = new Terminal(process.stdin, process.stdout, {
    onInterrupt: interrupt,
    onEnd: stop,
  });
  // Whatever breaks elsewhere, the photo is put back before this ends.
  let broken: unknown;
  process.on('uncaughtException', (error) => {
    broken ??= error;
    stop();
  });
  const network = new Network({
    userAgent: `zoho-crm-photo-uploader/${await version()} check-live`,
    timeLimit: () => 60,
    systemCertificates: () => true,
    onExchange: () => undefined,
  });
  person.say(options.agreed ? `${listText()}\n` : introduction());
  try {
    const outcome = await checkLive({
      ...options,
      person,
      network,
      clock: systemClock,
      version: await version(),
      profiles: PROFILES,
      signal,
      giveUp,
      store: (texts) => store(report, texts),
    });
    if (broken !== undefined) {
      throw broken as Error;
    }
    return EXIT_CODES[outcome];
  } catch (error) {
    if (signal.aborted && broken === undefined) {
      return EXIT_CODES.interrupted;
    }
    throw error;
  } finally {
    person.close();
    await network.close();
  }
}

try {
  process.exitCode = await main();
} catch (error) {
  const isExpected = error instanceof ZohoFailure || error instanceof UsageError;
  const text = isExpected ? error.message : String((error as Error).stack);
  process.stderr.write(`check:live: ${text}\n`);
  process.exitCode = error instanceof UsageError ? 2 : 1;
}
