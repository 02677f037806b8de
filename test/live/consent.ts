import type { Person } from './person.ts';
import type { Question } from './question.ts';

export type Choice = 'yes' | 'skip' | 'stop';

const CHANGES: Readonly<Record<Question['changes'], string>> = {
  nothing: 'Changes nothing.',
  photo: 'Changes the record’s photo, which is put back at the end.',
  'deletes photo': 'Deletes the record’s photo, which is put back at the end.',
};

const PROMPT = '   y = yes, s = skip, a = yes to all, l = list all, q = stop: ';

/** A question with everything that asking it does. */
export function announcement(
  question: Pick<Question, 'asks' | 'does' | 'apiCalls' | 'accountsCalls' | 'changes'>,
  number: string,
): string {
  const { asks, does, apiCalls, accountsCalls, changes } = question;
  const calls = [
    ...(apiCalls === 0 ? [] : [`up to ${counted(apiCalls, 'API call')}`]),
    ...(accountsCalls === 0 ? [] : [`up to ${counted(accountsCalls, 'token request')}`]),
  ].join(', ');
  return [
    `${number} ${asks}`,
    `   ${does}`,
    `   ${CHANGES[changes]} ${calls.charAt(0).toUpperCase()}${calls.slice(1)}.`,
  ].join('\n');
}

export function counted(count: number, noun: string): string {
  return `${count} ${noun}${count === 1 ? '' : 's'}`;
}

/** Says what each question does, and asks whether to, unless everything was allowed. */
export class Consent {
  readonly #person: Person;
  #all: boolean;
  readonly #list: () => string;

  /**
   * @param all whether the person has agreed to everything already
   * @param list everything that could be agreed to
   */
  constructor(person: Person, all: boolean, list: () => string) {
    this.#person = person;
    this.#all = all;
    this.#list = list;
  }

  /** @param text what is about to be done */
  async ask(text: string, signal: AbortSignal): Promise<Choice> {
    this.#person.say(`\n${text}`);
    while (!this.#all) {
      const line = await this.#person.line(PROMPT, signal);
      switch (line.trim().toLowerCase()) {
        case 'y':
        case 'yes':
          return 'yes';
        case 's':
        case 'skip':
          return 'skip';
        case 'q':
        case 'stop':
          return 'stop';
        case 'a':
        case 'all':
          this.#all = true;
          break;
        case 'l':
        case 'list':
          this.#person.say(`\n${this.#list()}\n\n${text}`);
          break;
        default:
          this.#person.say('   Type y, s, a, l, or q.');
      }
    }
    return 'yes';
  }
}
