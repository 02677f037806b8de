import type { Call, Told } from './call.ts';
import type { Fault } from './faults.ts';
import type { Names } from './sayings.ts';
import { changes, isRefusedToken, sayings } from './sayings.ts';

/** What must come of a call to which a fault happens each time. */
export interface Expected {
  readonly claims: readonly Told['claim'][];
  /** What a person reads must have all of these; nothing at all if it is empty. */
  readonly says: readonly RegExp[];
  /** How often the request may get to the server. */
  readonly requests: readonly [least: number, most: number];
  /** Milliseconds that our side waits between its tries. */
  readonly waits: readonly number[];
  /** Whether the CRM has changed at the end; undefined if nobody can say. */
  readonly isDone: boolean | undefined;
}

/** Tries of what Zoho is too busy for, and the waits between them without its word: they double. */
const TRIES = 3;
const OWN_WAITS = [1000, 2000];
/** Seconds. Nobody waits longer in front of a progress bar. */
const LONGEST_WAIT = 30;

/**
 * The rules of the matrix. They follow from what HTTP, Zoho's pages, and the product's promises
 * say, and never from what the code does:
 *
 * 1. Nothing is called done that isn’t known to be done, and nothing is called undone that may have
 *    been done.
 * 2. What was sent as a whole and changes something is only sent again once Zoho has answered that
 *    it wasn’t done, or a look has shown it.
 * 3. A person reads what happened, to what, and what to do.
 */
export function expectedOf(call: Call, given: Fault, names: Names, isOnce = false): Expected {
  const fault = asFarAsRead(call, given);
  if (isOnce && repeats(call, fault)) {
    return afterwards(call, fault);
  }
  if (isOnce && mayBeUnsent(call, fault)) {
    return { ...afterwards(call, fault), claims: ['done', 'unknown'], isDone: undefined };
  }
  const first = claimsOf(call, fault);
  // Reads and sign-ins may be tried again, or have another way.
  const claims = isOnce && !changes(call) ? [...first, 'done' as const] : first;
  if (isOnce && call.kind === 'exchange') {
    // On a kept connection, it is sent again, because that is closed often. A code works once.
    const [what = /^$/] = sayings(call, fault, first, names);
    const says = [new RegExp(`${what.source}|it works only once`)];
    return { claims, says, requests: [0, 4], waits: [], isDone: undefined };
  }
  return {
    claims,
    says:
      claims[0] === 'done' || claims[0] === 'waiting' ? [] : sayings(call, fault, claims, names),
    requests: requestsOf(call, fault),
    waits: waitsOf(call, fault),
    isDone: fault.isPassedOn,
  };
}

/** Whether our side sends the request again by itself, and may. */
function repeats(call: Call, fault: Fault): boolean {
  const { known } = fault;
  if (call.name === 'fetchPicture') {
    // A person sees it fail, and may retry.
    return false;
  }
  switch (known.kind) {
    case 'unsent':
    case 'silent':
    case 'unread':
    case 'foreign':
      return false;
    case 'request-cut':
      return call.method === 'GET' || (call.isLarge === true && known.at === 0);
    case 'answer-cut':
      // Of a head, the rest doesn’t matter.
      return call.method === 'GET' && !(call.isHeadOnly === true && fault.hasOwnHead);
    case 'said':
      return isRefusedToken(call, fault) || waitsOf(call, fault).length > 0;
  }
}

/** Of a large body, the rest may have left already, or not: only then is it sent again. */
function mayBeUnsent({ isLarge }: Call, { known }: Fault): boolean {
  return isLarge === true && known.kind === 'request-cut';
}

/** What must come of a call that is repeated after a fault that doesn’t happen again. */
function afterwards(call: Call, fault: Fault): Expected {
  return {
    claims: ['done'],
    says: [],
    requests: [1, 1],
    waits: waitsOf(call, fault).slice(0, 1),
    isDone: true,
  };
}

/** Whoever reads only the head of an answer doesn’t learn that its body never ends. */
function asFarAsRead(call: Call, fault: Fault): Fault {
  return call.isHeadOnly === true && fault.foreignHead !== undefined
    ? { ...fault, known: { kind: 'foreign', status: fault.foreignHead } }
    : fault;
}

/** Whether the fault is that of a server that may have begun (RFC 9110, 15.6). */
function mayHaveBegun({ known }: Fault): boolean {
  return known.kind === 'said' && (known.status === 500 || known.status === 502);
}

function claimsOf(call: Call, fault: Fault): readonly Told['claim'][] {
  const { known, isPassedOn, hasOwnHead } = fault;
  if (call.isHeadOnly === true && hasOwnHead) {
    return ['done'];
  }
  if (call.kind === 'poll') {
    return [goesOnPolling(fault) ? 'waiting' : 'failed'];
  }
  if (call.kind === 'sign-out') {
    // The page of the second address shows that a success has no body.
    return [fault.name === 'nothing (200)' ? 'done' : 'untold'];
  }
  if (!changes(call)) {
    return ['failed'];
  }
  switch (known.kind) {
    case 'unsent':
      return ['failed'];
    case 'request-cut':
      if (call.isLarge !== true) {
        // All of it was given to the system at once: nobody here knows how much was read.
        return ['unknown'];
      }
      // Of what isn’t read, the systems of both ends hold back some megabytes, which have left.
      return known.at === 0 ? ['failed'] : ['failed', 'unknown'];
    case 'unread':
      return [call.isLarge === true ? 'failed' : 'unknown'];
    case 'answer-cut':
    case 'foreign':
    case 'silent':
      return ['unknown'];
    case 'said':
      // After the wait, our side looks.
      return [mayHaveBegun(fault) ? (isPassedOn ? 'done' : 'unknown') : 'failed'];
  }
}

/** The next poll may get an answer, unless this one says something that stays. */
function goesOnPolling({ known }: Fault): boolean {
  switch (known.kind) {
    case 'unsent':
      return known.why !== 'untrusted';
    case 'said':
      return known.status === 429 || known.status >= 500;
    default:
      return true;
  }
}

function requestsOf(call: Call, fault: Fault): readonly [number, number] {
  const { known } = fault;
  const isBusy = known.kind === 'said' && (known.status === 429 || known.status >= 500);
  if (known.kind === 'unsent') {
    return [0, 0];
  }
  if (isRefusedToken(call, fault)) {
    // Once more, with another token.
    return [2, 2];
  }
  if (changes(call)) {
    if (call.isLarge === true && (known.kind === 'request-cut' || known.kind === 'unread')) {
      return [1, 2];
    }
    return isBusy ? both(1 + waitsOf(call, fault).length - (isFoundDone(fault) ? 1 : 0)) : [1, 1];
  }
  if (call.persists === true && isBusy) {
    return both(1 + waitsOf(call, fault).length);
  }
  // Reads and sign-ins are harmless to repeat, but not without end. A sign-out knows two addresses,
  // and so does a grant for a client.
  return [1, 4];
}

function both(times: number): readonly [number, number] {
  return [times, times];
}

/** The look after the wait shows it: nothing is sent again. */
function isFoundDone(fault: Fault): boolean {
  return mayHaveBegun(fault) && fault.isPassedOn;
}

function waitsOf(call: Call, fault: Fault): readonly number[] {
  const { known } = fault;
  const isBusy = known.kind === 'said' && (known.status === 429 || known.status >= 500);
  if (call.persists !== true || !isBusy) {
    return [];
  }
  const { retryAfter } = known;
  if (retryAfter !== undefined && retryAfter > LONGEST_WAIT) {
    return [];
  }
  const waits =
    retryAfter === undefined
      ? OWN_WAITS
      : Array.from({ length: TRIES - 1 }, () => retryAfter * 1000);
  return changes(call) && isFoundDone(fault) ? waits.slice(0, 1) : waits;
}
