import { writeFile } from 'node:fs/promises';
import path from 'node:path';
import type { RecordKey } from '../../../src/zoho/photo.ts';
import { EmulatorControl } from '../../emulator/control.ts';
import { startEmulatorProcess } from '../../emulator/process.ts';
import { jpeg } from '../../pictures.ts';
import type { Aim } from '../aim.ts';
import { printAims } from '../aim.ts';
import type { Bench, BenchOptions } from '../bench.ts';
import type { Result } from '../result.ts';
import { rounded } from '../result.ts';
import type { Summary } from '../statistics.ts';
import { median, summary } from '../statistics.ts';
import { table } from '../table.ts';
import { bundleWorkers } from './bundles.ts';
import { curlSubject, hasCurl } from './curlSubject.ts';
import { nodeSubject } from './nodeSubject.ts';
import type { Subject } from './subject.ts';
import { vscodeSubject } from './vscodeSubject.ts';
import { sha256Of } from '../../../src/storage/sha256.ts';

const CASES = { '0.3 MB': 300_000, '3 MB': 3_000_000, '10 MB': 10_000_000 } as const;

const ROUNDS = 32;
const WARM_UP_ROUNDS = 6;
const PEAK_RUNS = 3;

const NAMES = {
  ours: 'ours',
  curl: 'curl',
  sdk: 'zoho-node-sdk',
  vscode: 'ours in VS Code',
} as const;

/** One subject's measurements for one case. */
interface Taken {
  readonly subject: string;
  readonly milliseconds: Summary;
  /** Undefined if it can't be measured. */
  readonly peakMB: number | undefined;
}

/**
 * Uploads one photo to a record by different means, from the file's path to Zoho's response. All
 * use the same server, a file cached by the system, and a process that has uploaded before. All
 * times include the emulator's own.
 */
export const upload: Bench = {
  name: 'upload',
  async run(options) {
    const emulator = await startEmulatorProcess({});
    try {
      const control = new EmulatorControl(emulator.control);
      const subjects = await startSubjects(emulator.servers, control, options);
      try {
        return await measure(subjects, control, options);
      } finally {
        await Promise.all(subjects.map((subject) => subject.stop()));
      }
    } finally {
      await emulator.stop();
    }
  },
};

async function startSubjects(
  servers: { accounts: string; api: string; web: string },
  control: EmulatorControl,
  { vscode, folder }: BenchOptions,
): Promise<Subject[]> {
  const setup = { servers, folder, accessToken: await control.issueAccessToken() };
  const bundles = await bundleWorkers(path.join(folder, 'workers'));
  const sdk = path.join(import.meta.dirname, 'sdkWorker.ts');
  const subjects = [await nodeSubject(NAMES.ours, contact(1), bundles.ours, setup)];
  if (hasCurl()) {
    subjects.push(await curlSubject(contact(2), setup));
  } else {
    console.log('No curl on this machine: its rows are left out.');
  }
  subjects.push(await nodeSubject(NAMES.sdk, contact(3), sdk, setup));
  if (vscode) {
    subjects.push(await vscodeSubject(NAMES.vscode, contact(4), bundles.vscodeSuite, setup));
  }
  return subjects;
}

function contact(n: number): RecordKey {
  return { module: 'Contacts', id: `487687600000062400${n}` };
}

async function measure(
  subjects: readonly Subject[],
  control: EmulatorControl,
  { rounds = ROUNDS, folder }: BenchOptions,
): Promise<Result[]> {
  const results: Result[] = [];
  for (const [name, size] of Object.entries(CASES)) {
    // Few pixels plus padding, so that the emulator checks the picture quickly.
    const bytes = await jpeg({ width: 640, height: 480, noise: true, targetBytes: size });
    const file = path.join(folder, `${name}.jpg`);
    await writeFile(file, bytes);
    const times = await takeTurns(subjects, file, rounds);
    await verify(subjects, control, bytes);
    const taken: Taken[] = [];
    for (const subject of subjects) {
      taken.push({
        subject: subject.name,
        milliseconds: summary(times.get(subject) ?? []),
        peakMB: await peakMB(subject, file),
      });
    }
    print(name, rounds, taken);
    if (size === CASES['10 MB']) {
      printAims(aims(taken, size));
    }
    results.push(...taken.flatMap((one) => resultsOf(name, one)));
  }
  return results;
}

/** Each runs once per round, equally often in each position and after each of the others. */
async function takeTurns(
  subjects: readonly Subject[],
  file: string,
  rounds: number,
): Promise<Map<Subject, number[]>> {
  const times = new Map(subjects.map((subject) => [subject, [] as number[]]));
  for (let round = -WARM_UP_ROUNDS; round < rounds; round += 1) {
    const turn = round + WARM_UP_ROUNDS;
    const first = Math.floor(turn / 2) % subjects.length;
    const rotated = [...subjects.slice(first), ...subjects.slice(0, first)];
    // A server's cleanup after one subject must not always slow down the same next one.
    for (const subject of turn % 2 === 0 ? rotated : rotated.toReversed()) {
      const milliseconds = await subject.upload(file);
      if (round >= 0) {
        times.get(subject)?.push(milliseconds);
      }
    }
  }
  return times;
}

/** Fast uploads of wrong bytes don't count. */
async function verify(
  subjects: readonly Subject[],
  control: EmulatorControl,
  bytes: Buffer,
): Promise<void> {
  const sha256 = sha256Of(bytes);
  for (const { name, record } of subjects) {
    const stored = await control.photo(record.module, record.id);
    if (stored?.sha256 !== sha256) {
      throw new Error(`What ${name} has stored is not the file: ${JSON.stringify(stored)}`);
    }
  }
}

async function peakMB({ peakOf }: Subject, file: string): Promise<number | undefined> {
  if (peakOf === undefined) {
    return undefined;
  }
  const peaks: number[] = [];
  for (let run = 0; run < PEAK_RUNS; run += 1) {
    peaks.push((await peakOf(file)) / 1e6);
  }
  return median(peaks);
}

function print(name: string, rounds: number, taken: readonly Taken[]): void {
  const ours = taken.find(({ subject }) => subject === NAMES.ours)?.milliseconds.median ?? NaN;
  const rows = taken.map(({ subject, milliseconds, peakMB }) => [
    subject,
    milliseconds.median.toFixed(1),
    `${milliseconds.lowerQuartile.toFixed(1)} to ${milliseconds.upperQuartile.toFixed(1)}`,
    (milliseconds.median / ours).toFixed(2),
    peakMB === undefined ? '' : peakMB.toFixed(1),
  ]);
  const headings = ['', 'median ms', 'quartiles', 'times ours', 'peak MB'];
  console.log(`\nupload, ${name}, ${rounds} rounds\n\n${table(headings, rows)}\n`);
}

function aims(taken: readonly Taken[], size: number): Aim[] {
  const of = (name: string): Taken | undefined => taken.find(({ subject }) => subject === name);
  const time = (one: Taken): number => one.milliseconds.median;
  const [ours, curl, sdk] = [of(NAMES.ours), of(NAMES.curl), of(NAMES.sdk)];
  const against = (a: Taken, b: Taken): string =>
    `${time(a).toFixed(1)} ms against ${time(b).toFixed(1)} ms`;
  const found: Aim[] = [];
  for (const one of [ours, of(NAMES.vscode)]) {
    if (one !== undefined && curl !== undefined) {
      const text = `${one.subject} is not slower than curl`;
      found.push({ text, met: time(one) <= time(curl), because: against(one, curl) });
    }
    if (one !== undefined && sdk !== undefined) {
      const text = `${one.subject} is at least four times as fast as Zoho's SDK`;
      found.push({ text, met: time(one) * 4 <= time(sdk), because: against(one, sdk) });
    }
  }
  if (ours?.peakMB !== undefined) {
    found.push({
      text: 'ours takes less memory than twice the file',
      met: ours.peakMB * 1e6 < 2 * size,
      because: `${ours.peakMB.toFixed(1)} MB for ${(size / 1e6).toFixed(1)} MB`,
    });
  }
  return found;
}

function resultsOf(name: string, { subject, milliseconds, peakMB }: Taken): Result[] {
  const row = { bench: 'upload', case: name, subject };
  const time = { ...row, metric: 'median ms', value: rounded(milliseconds.median) };
  return peakMB === undefined
    ? [time]
    : [time, { ...row, metric: 'peak MB', value: rounded(peakMB) }];
}
