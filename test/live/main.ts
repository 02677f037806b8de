/**
 * Asks a live Zoho CRM what its documents leave open, on one record of a sandbox:
 * `npm run check:live [-- --list] [-- --yes] [-- --record URL]`.
 * For a server that isn't Zoho's, also `--accounts URL --api URL --web URL`.
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

interface Arguments extends Pick<CheckOptions, 'agreed' | 'custom' | 'record'> {
  readonly list: boolean;
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
    agreed: values.yes,
    ...(record === undefined ? {} : { record }),
    ...(servers.success ? { custom: { kind: 'custom', servers: servers.output } } : {}),
  };
}

const root = path.resolve(import.meta.dirname, '../..');

async function store(texts: { markdown: string; json: string }): Promise<string> {
  const folder = path.join(root, 'test-results');
  await mkdir(folder, { recursive: true });
  await writeFile(path.join(folder, 'check-live.md'), texts.markdown);
  await writeFile(path.join(folder, 'check-live.json'), texts.json);
  return path.join('test-results', 'check-live.md');
}

async function version(): Promise<string> {
  const text = await readFile(path.join(root, 'package.json'), 'utf8');
  return (JSON.parse(text) as { version: string }).version;
}

/** The first interruption ends the questions, the second one putting the photo back. */
function interruptions(): { signal: AbortSignal; giveUp: AbortSignal; interrupt: () => void } {
  const [ends, givesUp] = [new AbortController(), new AbortController()];
  const interrupt = (): void => {
    (ends.signal.aborted ? givesUp : ends).abort(new Error('interrupted'));
  };
  for (const name of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) {
    process.on(name, interrupt);
  }
  return { signal: ends.signal, giveUp: givesUp.signal, interrupt };
}

async function main(): Promise<number> {
  const { list, ...options } = parsedArguments();
  if (list) {
    process.stdout.write(`${listText()}\n`);
    return 0;
  }
  if (!process.stdin.isTTY || !process.stdout.isTTY) {
    throw new UsageError('Run this in a terminal: it asks for secrets, which aren’t shown.');
  }
  const { signal, giveUp, interrupt } = interruptions();
  const person = new Terminal(process.stdin, process.stdout, interrupt);
  // Whatever breaks elsewhere, the photo is put back before this ends.
  let broken: unknown;
  process.on('uncaughtException', (error) => {
    broken ??= error;
    interrupt();
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
      store,
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
