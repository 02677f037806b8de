import type { AccountsCalls } from './accountsCalls.ts';
import type { Calls } from './calls.ts';
import type { Person } from './person.ts';
import type { NamedRecord } from './namedRecord.ts';

export type Value = string | number | boolean | null;

/** An answer to an open question about Zoho. */
export interface Finding {
  /** The fact, by the name that it has in the emulator's profiles. */
  readonly about: string;
  readonly value: Value;
  /** What the report has in its place, if the value is a text of Zoho's. */
  readonly shown?: string;
}

/** What was seen besides. It has no text from outside. */
export interface Note {
  readonly note: string;
}

/** A fact that couldn't be seen in this organization, and why. */
export interface Unseen {
  readonly about: string;
  readonly unseen: string;
}

export type Seen = Finding | Note | Unseen;

/** What a question can use. Each use counts towards what was announced. */
export interface Tools {
  readonly api: Calls;
  readonly accounts: AccountsCalls;
  readonly record: NamedRecord;
  readonly person: Person;
  readonly signal: AbortSignal;
}

export interface Question {
  readonly id: string;
  readonly asks: string;
  /** What asking it does, completely: nothing else is done. */
  readonly does: string;
  /** The facts that it may answer. */
  readonly about: readonly string[];
  /** The most requests to the CRM's API. Each costs a credit, unless `does` says more. */
  readonly apiCalls: number;
  /** The most requests to the accounts server. */
  readonly accountsCalls: number;
  readonly changes: 'nothing' | 'photo' | 'deletes photo';
  ask(tools: Tools): Promise<readonly Seen[]>;
}

/** A question that only reads records and settings. */
export function reading(
  question: Omit<Question, 'accountsCalls' | 'changes'> & { readonly accountsCalls?: number },
): Question {
  return { accountsCalls: 0, ...question, changes: 'nothing' };
}

export function isFinding(seen: Seen): seen is Finding {
  return 'value' in seen;
}
