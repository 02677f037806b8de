import type { Clock } from '../../src/async/clock.ts';
import type { Authority } from '../../src/zoho/dataCenter.ts';
import { serversOf } from '../../src/zoho/dataCenter.ts';
import type { Network } from '../../src/zoho/network.ts';
import { mismatchOf } from '../../src/zoho/recordLink.ts';
import { announcement, Consent } from './consent.ts';
import type { NamedRecord, RecordName } from './namedRecord.ts';
import { FINDING_CALLS, findNamed, placeShown, readRecordName } from './namedRecord.ts';
import type { ProfileFacts } from './nearestProfile.ts';
import { nearestProfile } from './nearestProfile.ts';
import { NOT_ASKED } from './notAsked.ts';
import type { Person } from './person.ts';
import { shown } from './person.ts';
import { plainCode } from './answer.ts';
import { putBack } from './puttingBack.ts';
import type { Finding, Question, Seen } from './question.ts';
import { isFinding } from './question.ts';
import { Questioning } from './questioning.ts';
import {
  lastQuestion,
  listedQuestions,
  questionsBeforeRestoring,
  SIGN_IN_FACTS,
} from './questions.ts';
import { seenAtSignIn } from './questions/tokens.ts';
import type { Asked, Report } from './report.ts';
import { profileText, reportTexts } from './report.ts';
import { SandboxApi } from './sandboxApi.ts';
import type { Sandbox } from './sandboxProof.ts';
import { PROOF_CALLS, proveSandbox } from './sandboxProof.ts';
import { Session } from './session.ts';
import { askAuthority, askRecord, askSelfClient } from './signIn.ts';

export interface CheckOptions {
  readonly person: Person;
  readonly network: Network;
  readonly clock: Clock;
  /** Of the extension. */
  readonly version: string;
  /** What to compare with, by name. */
  readonly profiles: Readonly<Record<string, ProfileFacts>>;
  /** A server that isn't Zoho's. */
  readonly custom?: Authority & { readonly kind: 'custom' };
  /** The record, if it was named already. */
  readonly record?: string;
  /** Whether the person has agreed to every question already. */
  readonly agreed: boolean;
  /** Ends the questions. The photo is put back then. */
  readonly signal: AbortSignal;
  /** Ends waiting for the photo to be put back. */
  readonly giveUp: AbortSignal;
  /** Stores the report. @returns where */
  readonly store: (texts: { markdown: string; json: string }) => Promise<string>;
}

export type Outcome = 'done' | 'interrupted' | 'not restored' | 'refused';

/** How long the end waits for the tokens to be revoked, in milliseconds. */
const REVOKING_MS = 10_000;

/** The list of everything that can be asked, and of what isn't asked. */
export function listText(): string {
  const questions = listedQuestions();
  const sum = (of: (question: Question) => number): number =>
    questions.reduce((total, question) => total + of(question), 0);
  return [
    'Asked, each only if you agree:',
    '',
    ...questions.map(
      (question, at) => `${announcement(question, `${at + 1}/${questions.length}`)}\n`,
    ),
    `In all up to ${sum(({ apiCalls }) => apiCalls)} API calls, and ${sum(({ accountsCalls }) => accountsCalls)} token requests.`,
    'Besides: 1 token request to sign in, up to 5 API calls to prove that it is a sandbox and to find',
    'the record, up to 2 to save its photo, 2 to put it back. Uploads skip workflow rules.',
    '',
    'Not asked:',
    '',
    ...NOT_ASKED.map(({ asks, why }) => `- ${asks}\n  ${why}`),
  ].join('\n');
}

/** What the check is, for somebody who has just started it. */
export function introduction(): string {
  const count = listedQuestions().length;
  return [
    'Asks a live Zoho CRM what its documents leave open, on one record of a sandbox that you name.',
    `There are ${count} questions. Each says what it does, and is asked only if you agree.`,
    'Take a record whose photo may be lost: it is put back, but Zoho may return other bytes than it got.',
    '“npm run check:live -- --list” lists everything, and contacts nobody.',
    '',
  ].join('\n');
}

/** Asks a live Zoho CRM what its documents leave open, on one record of a sandbox. */
export async function checkLive(options: CheckOptions): Promise<Outcome> {
  const { person, network, custom, signal } = options;
  const web = custom?.servers.web;
  const record =
    readRecordName(options.record ?? '', web) ?? (await askRecord(person, web, signal));
  const authority = custom ?? (await askAuthority(person, record, signal));
  const given = await askSelfClient(person, authority, record, signal);
  person.say(
    `\nSigning in at ${new URL(serversOf({ ...authority, environment: 'production' }).accounts).host}: ` +
      `1 token request. Then up to ${PROOF_CALLS} API calls prove that the organization is a sandbox, ` +
      `and up to ${FINDING_CALLS} find the record. They change nothing.`,
  );
  const session = await Session.open(network, authority, given);
  let outcome: Outcome = 'refused';
  try {
    const sandbox = await proveSandbox(network, authority, await session.token(), signal);
    const problem =
      typeof sandbox === 'string' ? sandbox : mismatchText(record, authority, sandbox);
    if (typeof sandbox === 'string' || problem !== undefined) {
      person.say(`\nRefused. ${problem ?? ''}`);
    } else {
      outcome = await checkSandbox(options, authority, session, sandbox, record);
    }
  } finally {
    await revokeRest(person, session);
  }
  return outcome;
}

function mismatchText(
  record: RecordName,
  authority: Authority,
  { environment, organization }: Sandbox,
): string | undefined {
  const { host, organization: named } = record;
  if (host === undefined) {
    return undefined;
  }
  const place = { ...authority, environment };
  return mismatchOf({ host, organization: named }, { place, organization }) === undefined
    ? undefined
    : 'The record’s URL belongs to another organization than the code. Copy the URL in the sandbox.';
}

async function checkSandbox(
  options: CheckOptions,
  authority: Authority,
  session: Session,
  sandbox: Sandbox,
  name: RecordName,
): Promise<Outcome> {
  const { person, network, clock, signal } = options;
  const api = new SandboxApi(network, sandbox, session, (milliseconds, waiting) => {
    person.say(`   Zoho limits requests. Going on in ${Math.ceil(milliseconds / 1000)} seconds.`);
    return clock.sleep(milliseconds, waiting);
  });
  const record = await findNamed(api, name, signal);
  if (typeof record === 'string') {
    person.say(`\nRefused. ${record}`);
    return 'refused';
  }
  person.say(
    `\nOrganization: ${shown(sandbox.organization.name)} (${sandbox.environment})\n` +
      `Record: ${shown(record.name ?? record.id)} in ${shown(record.module)}`,
  );
  const consent = new Consent(person, options.agreed, listText);
  const questions = questionsBeforeRestoring(authority, sandbox, session.first);
  const last = lastQuestion(session);
  const total = questions.length + 1;
  const questioning = new Questioning(person, consent, api, record, clock, signal);
  const signInSeen = [...seenAtSignIn(session.first, authority, sandbox), ...sandbox.seen];
  questioning.asked.push({
    question: {
      id: 'sign-in',
      asks: 'What do the sign-in and the organization say?',
      about: SIGN_IN_FACTS,
    },
    outcome: 'answered',
    seen: signInSeen,
  });
  signal.addEventListener('abort', () => {
    person.say('\nStopping. A change on its way is waited for.');
  });
  let restored: Report['restored'] = 'untouched';
  let bug: { readonly error: unknown } | undefined;
  try {
    await questioning.ask(questions, 1, total);
  } catch (error) {
    bug = signal.aborted ? undefined : { error };
  }
  const { original } = questioning;
  if (original !== undefined) {
    if (api.mayHaveChanged) {
      restored = await putBack(options, original);
    } else {
      await original.deleteFile();
    }
  }
  if (bug === undefined && !signal.aborted && !questioning.isStopped) {
    await questioning.ask([last], total, total).catch((error: unknown) => {
      bug = signal.aborted ? undefined : { error };
    });
  }
  questioning.notReached([...questions, last]);
  await conclude(options, questioning.asked, { authority, api, record, sandbox, restored });
  if (bug !== undefined) {
    throw bug.error;
  }
  return restored === 'failed' || restored === 'different'
    ? 'not restored'
    : signal.aborted
      ? 'interrupted'
      : 'done';
}

interface Checked {
  readonly authority: Authority;
  readonly api: SandboxApi;
  readonly record: NamedRecord;
  readonly sandbox: Sandbox;
  readonly restored: Report['restored'];
}

async function conclude(
  { person, profiles, signal, store, version }: CheckOptions,
  asked: readonly Asked[],
  { authority, api, record, sandbox, restored }: Checked,
): Promise<void> {
  const nearest = nearestProfile(findingsOf(asked.flatMap(({ seen }) => seen)), profiles);
  const report: Report = {
    date: new Date().toISOString().slice(0, 10),
    version,
    dataCenter: placeShown(authority),
    environment: sandbox.environment,
    module: record.isCustom ? 'custom' : record.module,
    apiCalls: api.sent,
    isInterrupted: signal.aborted || asked.some(({ outcome }) => outcome === 'not reached'),
    restored,
    nearest,
    asked,
    notAsked: NOT_ASKED,
    notes: api.limits.map(
      ({ code, retryAfter }) =>
        `Too many requests: 429 ${plainCode(code)}, ${retryAfter ? 'with' : 'without'} Retry-After`,
    ),
  };
  const personal = [
    ...api.session.secrets,
    ...sandbox.personal,
    sandbox.organization.id,
    record.id,
    ...(record.isCustom ? [record.module] : []),
    ...(record.name === undefined ? [] : [record.name]),
  ];
  const where = await store(reportTexts(report, personal));
  person.say(`\n${profileText(nearest)}`);
  for (const { about, found, profile } of nearest.differences) {
    person.say(`   ${about}: ${found}, not ${profile}`);
  }
  person.say(`API calls: ${api.sent}`);
  person.say(`Report, without names, IDs, and tokens: ${where}`);
}

/** One finding for each fact. Answers that contradict each other stay as one that fits nothing. */
function findingsOf(seen: readonly Seen[]): Finding[] {
  const byFact = new Map<string, Finding>();
  for (const finding of seen.filter(isFinding)) {
    const before = byFact.get(finding.about);
    byFact.set(
      finding.about,
      before === undefined || Object.is(before.value, finding.value)
        ? finding
        : { about: finding.about, value: `${String(before.value)} and ${String(finding.value)}` },
    );
  }
  return [...byFact.values()];
}

async function revokeRest(person: Person, session: Session): Promise<void> {
  const isGone = await session.close(AbortSignal.timeout(REVOKING_MS)).catch(() => false);
  person.say(
    isGone
      ? 'The tokens of this check are revoked.'
      : 'The tokens of this check could not be revoked. Remove them in your Zoho account under Sessions, Connected Apps.',
  );
}
