import { randomInt } from 'node:crypto';
import type { Client } from './client.ts';
import type { Consent } from './consent.ts';
import { rebind } from './consent.ts';
import type { Location } from './dataCenter.ts';
import type { Mint } from './mint.ts';
import type { Organization } from './organization.ts';

/** Timers aren't exact: a poll may come early by this share of the interval, or this many ms. */
const EARLY_PART = 0.1;
const EARLY_MS = 100;
/** Excludes characters that are easily confused. */
const LETTERS = 'ABCDEFGHJKLMNPQRSTUVWXYZ23456789';

/** What a device requests. */
export interface DeviceRequest {
  readonly client: Client;
  readonly scopes: string[];
  readonly offline: boolean;
  readonly prompts: boolean;
  /** The data center that the device contacted. */
  readonly location: Location;
}

export interface DeviceCode extends DeviceRequest {
  readonly value: string;
  /** What the person types. */
  readonly userCode: string;
  readonly endsAt: number;
  lastPoll: number | null;
  /** Null until the person decides. */
  decision: Consent | 'denied' | null;
}

/** The person's data center, sent in poll responses when it's a different one. */
export interface Pending {
  error: string;
  user_location?: Location;
}

/** Devices waiting for a person to approve them. */
export class DeviceCodes {
  readonly #now: () => number;
  readonly #mint: Mint;
  readonly #codes = new Map<string, DeviceCode>();

  constructor(now: () => number, mint: Mint) {
    this.#now = now;
    this.#mint = mint;
  }

  issue(request: DeviceRequest, validMs: number): DeviceCode {
    const value = this.#mint.token('1004');
    const endsAt = this.#now() + validMs;
    const code = {
      ...request,
      value,
      userCode: userCode(),
      endsAt,
      lastPoll: null,
      decision: null,
    };
    this.#codes.set(value, code);
    return code;
  }

  /** The pending code that a person typed, ignoring case and spaces. */
  waiting(typed: string): DeviceCode | undefined {
    const wanted = typed.replace(/\s/g, '').toUpperCase();
    return [...this.#codes.values()].find(
      (code) => code.userCode === wanted && code.decision === null && code.endsAt > this.#now(),
    );
  }

  /**
   * What the person decided.
   *
   * @param at the data center that was contacted
   * @param people the data center of the people and their organizations
   */
  poll(
    client: Client,
    value: string,
    { at, people, intervalMs }: { at: Location; people: Location; intervalMs: number },
  ): (DeviceCode & { decision: Consent }) | Pending {
    const code = this.#codes.get(value);
    const isThere = code?.location === at || (people === at && isConsent(code?.decision));
    if (code?.client !== client || !isThere) {
      return { error: 'invalid_code' };
    }
    const since = this.#now() - (code.lastPoll ?? -Infinity);
    code.lastPoll = this.#now();
    if (since < intervalMs - Math.min(EARLY_MS, intervalMs * EARLY_PART)) {
      return { error: 'slow_down' };
    }
    if (code.endsAt <= this.#now()) {
      return { error: 'expired' };
    }
    const { decision } = code;
    if (!isConsent(decision)) {
      return { error: decision === null ? 'authorization_pending' : 'access_denied' };
    }
    if (at !== people) {
      return { error: 'other_dc', user_location: people };
    }
    this.#codes.delete(value);
    return { ...code, decision };
  }

  rebind(organizations: readonly Organization[]): void {
    for (const { decision } of this.#codes.values()) {
      if (isConsent(decision)) {
        rebind(decision, organizations);
      }
    }
  }
}

function isConsent(decision: DeviceCode['decision'] | undefined): decision is Consent {
  return typeof decision === 'object' && decision !== null;
}

/** `A1B2-C3D4` */
function userCode(): string {
  const letters = Array.from({ length: 8 }, () => LETTERS.charAt(randomInt(LETTERS.length)));
  return `${letters.slice(0, 4).join('')}-${letters.slice(4).join('')}`;
}
