import type { Authority } from '../zoho/dataCenter.ts';
import type { Failure } from '../zoho/failure.ts';
import type { Account } from './account.ts';
import type { Client } from './client.ts';
import type { StoredClient } from './clients.ts';
import type { Flow, FlowId } from './flows/flow.ts';
import type { SelfClientFile } from './selfClientFile.ts';

/** What shows a self client's organization: a code, or the organization's ID. */
export type Proof =
  | { readonly kind: 'code'; readonly code: string }
  | { readonly kind: 'organization'; readonly id: string };

/** What the person answered, enough to go to Zoho with. */
export type SignInAnswers = FlowAnswers & {
  /** Scopes that the person allows in addition to those of the question. */
  readonly more?: readonly string[];
};

type FlowAnswers =
  | {
      readonly way: 'self-client';
      readonly authority: Authority;
      readonly client: Client & { readonly secret: string };
      readonly proof: Proof;
      /** Where client and code come from, if they come from a file of the console. */
      readonly file?: GivenFile;
    }
  | { readonly way: 'browser'; readonly authority: Authority; readonly client: Client }
  | { readonly way: 'publisher' }
  | {
      readonly way: 'device-code';
      readonly authority: Authority;
      readonly client: Client & { readonly secret: string };
    }
  | { readonly way: 'access-token'; readonly authority: Authority; readonly token: string };

/** A `self_client.json` that the person pasted or chose. */
export interface GivenFile extends SelfClientFile {
  /** Undefined if its content was pasted. */
  readonly path: string | undefined;
}

export interface SignInQuestion {
  /** The recommended one first. */
  readonly flows: readonly Flow[];
  readonly scopes: readonly string[];
  /** Whether Zoho has had this code already. */
  readonly isUsed: (code: string) => boolean;
  /**
   * The account to sign in to again, and the flow that its client is for. What is known about it
   * isn’t asked again.
   */
  readonly again:
    | {
        readonly account: Account;
        readonly way: FlowId;
        /** By a code this time: the organization's ID can’t get what is needed. */
        readonly byCode?: true;
        /** Scopes that it is for: the account doesn’t have them. */
        readonly lacking?: readonly string[];
      }
    | undefined;
  /** Where somebody signed in before: the next person is usually there, too. */
  readonly usual: Authority | undefined;
  readonly keptClients: (authority: Authority, way: Flow) => Promise<readonly OfferedClient[]>;
  readonly redirectUris: readonly string[];
  /** The answers before, and their failure. None if the person left Zoho's page. */
  readonly before:
    { readonly answers: SignInAnswers; readonly failure: Failure | undefined } | undefined;
}

export interface OfferedClient extends StoredClient {
  /** Refresh tokens of this client and login that are in use. */
  readonly inUse: number;
  /** Whether Zoho refused it. */
  readonly isRefused: boolean;
}

/** A page in the browser that should come back. */
export interface PendingVisit {
  /** The page to open. */
  readonly page: string;
  /** Resolves with the URL that the browser was sent to. Undefined if nothing listens. */
  readonly arrived: Promise<URL> | undefined;
  /** Whether it certainly arrives: then nobody needs to paste it. */
  readonly isCertain: boolean;
  /** The URL in a pasted text, or undefined if it isn’t the expected one. */
  readonly pasted: (text: string) => URL | undefined;
  /** Aborted after the time limit. */
  readonly limit: AbortSignal;
}

export interface ShownDeviceCode {
  readonly userCode: string;
  readonly page: string;
}

export type Waiting =
  { readonly kind: 'exchanging' } | ({ readonly kind: 'device-code' } & ShownDeviceCode);

/** What a sign-in asks of the code that shows things. Joined in extension.ts. */
export interface SignInPrompts {
  /**
   * Asks for everything, step by step. It is called again with the failure if Zoho refused an
   * answer, so that one wrong letter doesn’t mean starting over.
   *
   * @returns undefined when the person cancels
   */
  answers(question: SignInQuestion): Promise<SignInAnswers | undefined>;
  /** Opens the page and waits. @returns undefined when the person cancels, or the limit is reached */
  waitForVisit(coming: PendingVisit): Promise<URL | undefined>;
  /** Shows the code and lets the person go to the page. @returns false when they cancel */
  deviceCode(code: ShownDeviceCode): Promise<boolean>;
  /** Shows what is waited for while `work` runs. @returns undefined when canceled */
  meanwhile<T>(waiting: Waiting, work: (signal: AbortSignal) => Promise<T>): Promise<T | undefined>;
}
