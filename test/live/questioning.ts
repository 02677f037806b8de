import type { Clock } from '../../src/async/clock.ts';
import { AccountsCalls } from './accountsCalls.ts';
import { Calls } from './calls.ts';
import type { Consent } from './consent.ts';
import { announcement } from './consent.ts';
import type { NamedRecord } from './namedRecord.ts';
import { OriginalPhoto } from './originalPhoto.ts';
import type { Person } from './person.ts';
import type { Question } from './question.ts';
import type { Asked } from './report.ts';
import { seenText } from './report.ts';
import type { SandboxApi } from './sandboxApi.ts';
import { ZohoFailure } from './zohoFailure.ts';

const BEFORE_CHANGES =
  '   Before this first change, the record’s photo is read and saved to a file (1 API call). If there\n' +
  '   is none, a deletion of nothing shows whether a photo can be removed again (1 API call).';

/** The questions in their turn: each is announced, asked if the person agrees, and noted. */
export class Questioning {
  readonly asked: Asked[] = [];
  readonly #person: Person;
  readonly #consent: Consent;
  readonly #api: SandboxApi;
  readonly #record: NamedRecord;
  readonly #clock: Clock;
  readonly #signal: AbortSignal;
  /** From before the first change; a text if nothing may be changed, and why. */
  #original: OriginalPhoto | string | undefined;
  #isStopped = false;

  constructor(
    person: Person,
    consent: Consent,
    api: SandboxApi,
    record: NamedRecord,
    clock: Clock,
    signal: AbortSignal,
  ) {
    this.#person = person;
    this.#consent = consent;
    this.#api = api;
    this.#record = record;
    this.#clock = clock;
    this.#signal = signal;
  }

  /** The photo to put back, if anything may have been changed. */
  get original(): OriginalPhoto | undefined {
    return typeof this.#original === 'string' ? undefined : this.#original;
  }

  get isStopped(): boolean {
    return this.#isStopped;
  }

  /** @throws whatever is a bug, and the signal's reason when it is aborted */
  async ask(questions: readonly Question[], from: number, total: number): Promise<void> {
    for (const [at, question] of questions.entries()) {
      const asked = this.#isStopped
        ? notReached(question)
        : await this.#askOne(question, `${from + at}/${total}`);
      this.asked.push(asked);
      this.#say(asked);
    }
  }

  /** Notes the questions that aren't asked any more. */
  notReached(questions: readonly Question[]): void {
    const ids = new Set(this.asked.map(({ question }) => question.id));
    this.asked.push(...questions.filter(({ id }) => !ids.has(id)).map(notReached));
  }

  async #askOne(question: Question, number: string): Promise<Asked> {
    const changes = question.changes !== 'nothing';
    const isFirst = changes && this.#original === undefined;
    const text = announcement(question, number);
    if (changes && typeof this.#original === 'string') {
      return { question, outcome: 'failed', seen: [], why: this.#original };
    }
    const choice = await this.#consent.ask(
      isFirst ? `${text}\n${BEFORE_CHANGES}` : text,
      this.#signal,
    );
    if (choice !== 'yes') {
      this.#isStopped = choice === 'stop';
      return { question, outcome: 'skipped', seen: [] };
    }
    try {
      const why = isFirst ? await this.#keepOriginal() : undefined;
      if (why !== undefined) {
        this.#original = why;
        return { question, outcome: 'failed', seen: [], why };
      }
      const seen = await question.ask({
        api: new Calls(this.#api, this.#record, question, this.#signal),
        accounts: new AccountsCalls(this.#api.session, question),
        record: this.#record,
        person: this.#person,
        signal: this.#signal,
      });
      return { question, outcome: 'answered', seen };
    } catch (error) {
      if (error instanceof ZohoFailure) {
        return { question, outcome: 'failed', seen: [], why: error.message };
      }
      throw error;
    }
  }

  /** @returns why nothing may be changed, if so */
  async #keepOriginal(): Promise<string | undefined> {
    const original = await OriginalPhoto.read(this.#api, this.#record, this.#clock, this.#signal);
    if (typeof original === 'string') {
      return `${original} So nothing is changed.`;
    }
    if (original.hasPhoto) {
      const file = await original.save();
      this.#person.say(`   The record’s photo is saved in ${file ?? ''}`);
    } else if (!(await original.canBeRemoved(this.#signal))) {
      return (
        'The record has no photo, and the code doesn’t allow removing one again. Name a record ' +
        'with a photo, or add the scope to delete.'
      );
    } else {
      this.#person.say(
        '   The record has no photo. The one of the last question is removed at the end.',
      );
    }
    this.#original = original;
    return undefined;
  }

  #say({ outcome, seen, why = '' }: Asked): void {
    if (outcome === 'not reached') {
      return;
    }
    const lines = outcome === 'answered' ? seen.map(seenText) : [`${outcome}. ${why}`.trim()];
    this.#person.say(lines.map((line) => `   > ${line}`).join('\n'));
  }
}

function notReached(question: Question): Asked {
  return { question, outcome: 'not reached', seen: [] };
}
