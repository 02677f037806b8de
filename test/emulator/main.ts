/**
 * Runs a Zoho CRM on loopback until stopped:
 * `npm run emulator [-- --port P] [--profile seed|newest|worst] [--proxy]
 * [--parent-pipe]`.
 * The first line of the output is JSON with all URLs and a working client and token.
 */
import process from 'node:process';
import { parseArgs } from 'node:util';
import { startEmulator } from './emulator.ts';
import type { EmulatorOptions } from './emulator.ts';
import type { Announcement } from './process.ts';
import { startProxy } from './proxy.ts';
import { isProfile, PROFILES } from './profile.ts';

interface Arguments extends EmulatorOptions {
  proxy: boolean;
  parentPipe: boolean;
}

/** @throws Error with a one-line message about the arguments */
function parsedArguments(): Arguments {
  const { values } = parseArgs({
    options: {
      port: { type: 'string' },
      profile: { type: 'string' },
      proxy: { type: 'boolean', default: false },
      'parent-pipe': { type: 'boolean', default: false },
    },
  });
  const { port, profile = 'seed' } = values;
  if (port !== undefined && !(/^\d+$/.test(port) && Number(port) >= 1 && Number(port) <= 65_532)) {
    throw new Error(`--port must be a number from 1 to 65532, since four are used: ${port}`);
  }
  if (!isProfile(profile)) {
    throw new Error(`--profile is one of ${Object.keys(PROFILES).join(', ')}: ${profile}`);
  }
  return {
    ...(port === undefined ? {} : { port: Number(port) }),
    profile,
    proxy: values.proxy,
    tls: values.proxy,
    parentPipe: values['parent-pipe'],
  };
}

/** Prints one readable line without a stack trace. */
function fail(error: unknown): never {
  const { message, code = '' } = error as NodeJS.ErrnoException;
  const taken = code === 'EADDRINUSE' ? `${message}: choose another --port` : message;
  process.stderr.write(`emulator: ${taken.split('\n', 1).join('')}\n`);
  process.exit(2);
}

/** Resolves when the process is asked to exit. */
function exitRequested({ parentPipe }: Arguments): Promise<void> {
  return new Promise((resolve) => {
    const end = (): void => {
      resolve();
    };
    process.once('SIGINT', end);
    process.once('SIGTERM', end);
    if (parentPipe) {
      process.stdin.once('end', end).once('error', end).resume();
    }
  });
}

try {
  const options = parsedArguments();
  const emulator = await startEmulator(options);
  const announcement: Announcement = {
    ...emulator.servers,
    control: emulator.control,
    clientId: emulator.clientId,
    clientSecret: emulator.clientSecret,
    refreshToken: emulator.refreshToken,
  };
  const { caFile, tlsPorts } = emulator;
  if (options.proxy && caFile !== undefined && tlsPorts !== undefined) {
    const proxy = (await startProxy(emulator)).url;
    Object.assign(announcement, { proxy, caFile, tlsPorts } satisfies Partial<Announcement>);
  }
  process.stdout.write(`${JSON.stringify(announcement)}\n`);
  if (!options.parentPipe) {
    process.stderr.write(`Its records: ${emulator.servers.web}/\n`);
  }
  await exitRequested(options);
  await emulator.close();
  process.exit(0);
} catch (error) {
  fail(error);
}
