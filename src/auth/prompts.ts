import type { Authority } from '../zoho/dataCenter.ts';
import type { Failure } from '../zoho/failure.ts';
import type { Account } from './account.ts';
import type { Client } from './client.ts';
import type { KeptClient } from './clients.ts';
import type { Flow, FlowId } from './flows/flow.ts';

/** How a self client shows whose organization it is for: by a code, or by the organization's id. */
export type Proof =
  | { readonly kind: 'code'; readonly code: string }
  | { readonly kind: 'organization'; readonly id: string };

/** What the person has said, enough to go to Zoho with. */
export type SignInAnswers =
  | {
      readonly way: 'self-client';
      readonly authority: Authority;
      readonly client: Client & { readonly secret: string };
      readonly proof: Proof;
    }
  | { readonly way: 'browser'; readonly authority: Authority; readonly client: Client }
  | { readonly way: 'publisher' }
  | {
      readonly way: 'device-code';
      readonly authority: Authority;
      readonly client: Client & { readonly secret: string };
    }
  | { readonly way: 'access-token'; readonly authority: Authority; readonly token: string };

export interface SignInQuestion {
  /** The recommended one first. */
  readonly ways: readonly Flow[];
  readonly scopes: readonly string[];
  /**
   * The account to be signed in to again, and the way that its client is for: nothing that is known
   * of it is asked for once more.
   */
  readonly again:
    | {
        readonly account: Account;
        readonly way: FlowId;
        /** By a code this time: the organization's ID does not get what is needed. */
        readonly byCode?: true;
      }
    | undefined;
  /** Where somebody has signed in before: most often the next one is there too. */
  readonly usual: Authority | undefined;
  readonly keptClients: (authority: Authority, way: Flow) => Promise<readonly OfferedClient[]>;
  readonly redirectUris: readonly string[];
  /** What was answered before, and what came of it: no failure where the person left Zoho's page. */
  readonly before:
    { readonly answers: SignInAnswers; readonly failure: Failure | undefined } | undefined;
}

export interface OfferedClient extends KeptClient {
  /** Refresh tokens of this client and login that are in use. */
  readonly inUse: number;
}

/** Waiting for a page in the browser to come back. */
export interface Coming {
  /** The page to open. */
  readonly page: string;
  /** Resolves with the address that the browser was sent to; undefined where nothing listens. */
  readonly arrived: Promise<URL> | undefined;
  /** Whether it surely arrives: then nobody need be asked to paste it. */
  readonly surely: boolean;
  /** The address in a pasted text, or undefined where it is not the one waited for. */
  readonly pasted: (text: string) => URL | undefined;
  /** Aborted when it has been waited for long enough. */
  readonly limit: AbortSignal;
}

export interface ShownDeviceCode {
  readonly userCode: string;
  readonly page: string;
}

export type Waiting =
  { readonly kind: 'exchanging' } | ({ readonly kind: 'device-code' } & ShownDeviceCode);

/** What signing in must ask of whoever shows things. Owned here, joined in extension.ts. */
export interface SignInPrompts {
  /**
   * Asks for everything, step by step. Called again with the failure when Zoho refused what was
   * given, so that one wrong letter does not mean to begin anew.
   *
   * @returns undefined when the person cancels
   */
  answers(question: SignInQuestion): Promise<SignInAnswers | undefined>;
  /** Opens the page and waits. @returns undefined when the person cancels, or the limit is reached */
  comesBack(coming: Coming): Promise<URL | undefined>;
  /** Shows the code and lets the person go to the page. @returns false when they cancel */
  deviceCode(code: ShownDeviceCode): Promise<boolean>;
  /** Shows what is waited for, cancellable, while `work` runs. @returns undefined when canceled */
  meanwhile<T>(waiting: Waiting, work: (signal: AbortSignal) => Promise<T>): Promise<T | undefined>;
}
