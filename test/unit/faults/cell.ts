import type { Call, Told } from './call.ts';
import { expectedOf } from './expected.ts';
import type { Fault } from './faults.ts';
import type { Framing } from './faultServer.ts';
import type { Cell, CellOptions, Scene } from './scene.ts';
import { login, openCell, refreshTokenOf } from './scene.ts';

const { organizationName } = await import('../../../src/ui/names.ts');

/** A cell that takes longer hangs: nothing in it should take a tenth of that. */
const HANGS_MS = 20_000;
/** A cell whose fault didn’t get to happen, as on a busy machine, says nothing. */
const MOST_RUNS = 5;

/** The same matrix under other circumstances. */
export interface Variant {
  readonly name: string;
  readonly framing: Framing;
  /** Whether the request takes a connection that was used before. */
  readonly isKept: boolean;
  /** Whether the fault happens once, and not each time. */
  readonly isOnce: boolean;
}

/** A cell of the matrix, filled in. */
export interface Done {
  readonly variant: Variant;
  readonly call: Call;
  readonly fault: Fault;
  readonly state: 'hung' | 'right' | 'wrong';
  readonly why?: string;
  readonly told?: Told;
}

/** Some faults need something that not every request has. */
export function isPossible(call: Call, { known, wire, name }: Fault): boolean {
  const hasBody = call.method === 'POST';
  if (known.kind === 'request-cut') {
    return hasBody || known.at === 0;
  }
  if (known.kind === 'said' && call.server === 'accounts') {
    // The CRM's codes aren’t those of an accounts server.
    return ![401, 403, 404].includes(known.status);
  }
  // Large bodies differ in how they are sent, not in what is answered.
  return (
    call.isLarge !== true || wire === undefined || known.kind === 'unread' || name === '413 page'
  );
}

interface Attempt {
  readonly told: Told | undefined;
  readonly wrong: readonly string[];
  readonly hasStruck: boolean;
  /** Of the last answer of the server behind. */
  readonly bytes: number;
}

export async function run(scene: Scene, call: Call, fault: Fault, variant: Variant): Promise<Done> {
  for (let runs = 1; ; runs += 1) {
    const { told, wrong, hasStruck } = await attempt(scene, call, fault, variant);
    if (!hasStruck && runs < MOST_RUNS) {
      continue;
    }
    if (told === undefined) {
      return { variant, call, fault, state: 'hung' };
    }
    return wrong.length === 0
      ? { variant, call, fault, state: 'right', told }
      : { variant, call, fault, state: 'wrong', why: wrong.join('; '), told };
  }
}

function strikesOf({ method, path: part }: Call): (method: string, path: string) => boolean {
  return (m, p) => m === method && p.includes(part);
}

/** Without a fault, only what comes of the call is of interest. */
export async function attempt(
  scene: Scene,
  call: Call,
  fault: Fault | undefined,
  variant?: Variant,
): Promise<Attempt> {
  const strikes = strikesOf(call);
  // What only needs the head has it in time.
  const hasHead = fault?.hasOwnHead === true || fault?.foreignHead !== undefined;
  const isRead = call.isHeadOnly === true && hasHead;
  const isTimed = !isRead && (fault?.known.kind === 'silent' || fault?.known.kind === 'unread');
  const needsLogin =
    call.kind === 'renewal' ||
    call.kind === 'sign-out' ||
    (fault?.known.kind === 'said' && fault.known.status === 401);
  const given = needsLogin ? await login(scene) : undefined;
  const options: CellOptions = {
    deadEnd:
      fault?.known.kind === 'unsent' ? { server: call.server, end: fault.known.why } : undefined,
    isTimed: (method, address) => isTimed && strikes(method, address),
    isFetchTimed: isTimed,
    isExpired: call.kind === 'renewal',
    record: call.record ?? 'shared',
    isOfPictures: call.kind === 'fetch',
    ...(given === undefined
      ? {}
      : { login: { ...given, refreshToken: await refreshTokenOf(scene, given) } }),
  };
  const cell = await openCell(scene, options);
  const server = call.server === 'api' ? cell.api : cell.accountsServer;
  if (variant?.isKept === true) {
    const url = new URL(`${server.origin}/used`);
    await cell.network.send({ method: 'GET', url, headers: {} }, { signal: cell.signal });
  }
  if (fault?.wire !== undefined) {
    server.strike(strikes, fault.wire, variant?.isOnce === true ? 1 : undefined);
  }
  try {
    const told = await inTime(call.run(cell));
    if (told === undefined || fault === undefined) {
      return { told, wrong: [], hasStruck: true, bytes: server.lastBytes };
    }
    const hasStruck = fault.wire === undefined || server.struck > 0;
    const wrong = hasStruck
      ? await wrongIn(call, fault, cell, told, variant?.isOnce)
      : ['the fault didn’t happen'];
    return { told, wrong, hasStruck, bytes: server.lastBytes };
  } finally {
    await cell.close();
  }
}

async function inTime(running: Promise<Told>): Promise<Told | undefined> {
  let timer: NodeJS.Timeout | undefined;
  const watchdog = new Promise<undefined>((resolve) => {
    timer = setTimeout(() => {
      resolve(undefined);
    }, HANGS_MS);
  });
  try {
    return await Promise.race([
      running.catch((error: unknown): Told => ({
        claim: 'failed',
        message: `BUG ${String(error)}`,
      })),
      watchdog,
    ]);
  } finally {
    clearTimeout(timer);
  }
}

/** What differs from what must be. */
async function wrongIn(
  call: Call,
  fault: Fault,
  cell: Cell,
  told: Told,
  isOnce = false,
): Promise<string[]> {
  const server = call.server === 'api' ? cell.api : cell.accountsServer;
  const { module, id } = cell.record;
  const names = {
    host: new URL(cell.servers[call.server]).host,
    record: `${module} ${id}`,
    organization: organizationName(cell.account),
  };
  const expected = expectedOf(call, fault, names, isOnce);
  const wrong: string[] = [];
  const check = (holds: boolean, what: string): void => {
    if (!holds) {
      wrong.push(what);
    }
  };
  check(
    expected.claims.includes(told.claim),
    `${told.claim} instead of ${expected.claims.join('|')}`,
  );
  const says = told.claim === 'done' ? [] : expected.says;
  for (const saying of says) {
    check(saying.test(told.message), `doesn’t say ${saying.source}`);
  }
  check(
    expected.says.length > 0 || told.claim !== 'waiting' || told.message === '',
    'says something',
  );
  const sentences = told.message.split(/(?<=\.) /);
  check(new Set(sentences).size === sentences.length, 'says a sentence twice');
  check(
    !/undefined|null|NaN|\[object|\{\d\}|\bError:|RangeError| {2}|\.\./.test(told.message),
    'is unreadable',
  );
  const [least, most] = expected.requests;
  const { struck } = server;
  check(struck >= least && struck <= most, `${struck} requests instead of ${least} to ${most}`);
  check(
    cell.waits.join() === expected.waits.join(),
    `waited ${cell.waits.join()} instead of ${expected.waits.join()}`,
  );
  await checkCrm(call, expected.isDone, cell, told, check);
  await checkAccount(call, cell, check);
  const written = JSON.stringify(cell.exchanges) + told.message;
  check(!cell.secrets.some((secret) => written.includes(secret)), 'tells a secret');
  return wrong;
}

async function checkCrm(
  { kind }: Call,
  isDone: boolean | undefined,
  { scene, record }: Cell,
  { claim }: Told,
  check: (holds: boolean, what: string) => void,
): Promise<void> {
  if (kind !== 'upload' && kind !== 'removal') {
    return;
  }
  const photo = await scene.control.photo(record.module, record.id);
  const isChanged = (photo === null) === (kind === 'removal');
  check(
    isDone === undefined || isChanged === isDone,
    `the CRM has ${isChanged ? '' : 'not '}changed`,
  );
  check(claim !== 'done' || isChanged, 'is called done, and isn’t');
  check(claim !== 'failed' || !isChanged, 'is called not done, and is');
}

/** Trouble signs nobody out: only the person does, or Zoho’s own word that access has ended. */
async function checkAccount(
  { kind }: Call,
  { accounts, account }: Cell,
  check: (holds: boolean, what: string) => void,
): Promise<void> {
  const now = await accounts.get(account.id);
  check((now === undefined) === (kind === 'sign-out'), 'the account is not as it should be');
  if (now !== undefined) {
    const isKept = JSON.stringify(now.credentials) === JSON.stringify(account.credentials);
    check(isKept, 'the refresh token has changed');
  }
}
