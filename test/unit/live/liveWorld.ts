import type { Clock } from '../../../src/async/clock.ts';
import { Network } from '../../../src/zoho/network.ts';
import { EmulatorControl } from '../../emulator/control.ts';
import type { Emulator } from '../../emulator/emulator.ts';
import { startEmulator } from '../../emulator/emulator.ts';
import type { Profile, Switches } from '../../emulator/profile.ts';
import { PROFILES } from '../../emulator/profile.ts';
import type { CheckOptions, Outcome } from '../../live/check.ts';
import { checkLive } from '../../live/check.ts';
import { deletionScopeFor, scopesFor } from '../../live/signIn.ts';
import { ZohoNames } from '../zohoNames.ts';
import { ScriptedPerson } from './scriptedPerson.ts';

/** A contact in the emulator's first sandbox. */
export const SANDBOX_CONTACT = { module: 'Contacts', id: '591203000000624001' };
const RECORD = `https://crmsandbox.zoho.com/crm/northwindsandbox/tab/Contacts/${SANDBOX_CONTACT.id}`;

const SLOW = /^\s*\d+\/\d+ Which pictures have too many/;

/** Nobody waits in a test. */
const impatient: Clock = { sleep: () => Promise.resolve(), random: () => 0 };

export interface CheckRun {
  readonly outcome: Outcome | Error;
  readonly person: ScriptedPerson;
  readonly report: { readonly markdown: string; readonly json: string } | undefined;
}

export interface RunOptions {
  readonly profile?: Profile;
  readonly switches?: Partial<Switches>;
  /** Where the code is for. */
  readonly org?: string;
  readonly record?: string;
  /** Not under Zoho's names, but as a server of somebody's own. */
  readonly custom?: boolean;
  readonly deletes?: boolean;
  readonly agreed?: boolean;
  /** Agrees to all questions but those with many megabytes or pixels, which take long. */
  readonly quick?: boolean;
  /** Answers before the usual ones; undefined: as usual. */
  readonly answer?: (prompt: string) => string | undefined | Promise<string | undefined>;
  readonly abort?: AbortController;
  readonly giveUp?: AbortSignal;
  readonly onSaid?: (text: string) => void;
  /** What is at the record before. */
  readonly photo?: Uint8Array;
  /** After the reset, before the check. */
  readonly prepare?: () => Promise<void>;
}

/** The check under Zoho's own names, with an emulator in their place. */
export class LiveWorld {
  readonly emulator: Emulator;
  readonly control: EmulatorControl;
  readonly names: ZohoNames;
  readonly network: Network;

  private constructor(emulator: Emulator, names: ZohoNames) {
    this.emulator = emulator;
    this.control = new EmulatorControl(emulator.control);
    this.names = names;
    this.network = new Network({
      userAgent: 'test',
      timeLimit: () => 30,
      systemCertificates: () => false,
      onExchange: () => undefined,
    });
  }

  static async open(): Promise<LiveWorld> {
    const emulator = await startEmulator({ tls: true });
    return new LiveWorld(emulator, await ZohoNames.lead(emulator));
  }

  async close(): Promise<void> {
    this.names.restore();
    await this.network.close();
    await this.emulator.close();
  }

  async run({
    profile = 'seed',
    switches = {},
    org = 'northwindsandbox',
    record = RECORD,
    custom = false,
    deletes = true,
    quick = false,
    agreed = !quick,
    answer = () => undefined,
    abort = new AbortController(),
    giveUp = new AbortController().signal,
    onSaid = () => undefined,
    photo,
    prepare = () => Promise.resolve(),
  }: RunOptions = {}): Promise<CheckRun> {
    await this.control.reset({ profile, switches });
    if (photo !== undefined) {
      await this.control.putPhoto(SANDBOX_CONTACT.module, SANDBOX_CONTACT.id, photo, 'before.jpg');
    }
    const name = { tab: 'Contacts', id: SANDBOX_CONTACT.id };
    const scopes = [...scopesFor(name), ...(deletes ? [deletionScopeFor(name)] : [])];
    const code = await this.control.issueCode({ org, scopes });
    await prepare();
    const usual: Readonly<Record<string, string>> = {
      'Paste self_client.json': this.emulator.clientId,
      'Client secret': this.emulator.clientSecret,
      Code: code,
      'Which record': record,
    };
    let said = '';
    const consent = (prompt: string): string | undefined =>
      quick && prompt.includes('y = yes') ? (SLOW.test(said) ? 's' : 'y') : undefined;
    const person = new ScriptedPerson(
      async (prompt) =>
        (await answer(prompt)) ??
        consent(prompt) ??
        Object.entries(usual).find(([part]) => prompt.includes(part))?.[1],
    );
    const say = person.say.bind(person);
    person.say = (text) => {
      say(text);
      said = text;
      onSaid(text);
    };
    let report: CheckRun['report'];
    const options: CheckOptions = {
      person,
      network: this.network,
      clock: impatient,
      version: '0.0.0',
      profiles: PROFILES,
      record,
      ...(custom ? { custom: { kind: 'custom', servers: this.emulator.servers } } : {}),
      agreed,
      signal: abort.signal,
      giveUp,
      store: (texts) => {
        report = texts;
        return Promise.resolve('a file');
      },
    };
    const outcome = await checkLive(options).catch((error: unknown) => error as Error);
    return { outcome, person, report };
  }

  /** An administrator approves the photo that image validation holds. */
  async approve(prompt: string): Promise<string | undefined> {
    if (!/[Aa]pprove/.test(prompt)) {
      return undefined;
    }
    await this.control.approvePhoto(SANDBOX_CONTACT.module, SANDBOX_CONTACT.id);
    return '';
  }
}
