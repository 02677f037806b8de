import type { Client, ClientType } from '../client.ts';

/** What a way in may need, and what is to be had where this runs. */
type FlowNeed =
  /** A browser that can be opened for the person. */
  | 'browser'
  /** Pages of that browser reach a port of the machine that the extension runs on. */
  | 'loopback'
  /** A client that was built into this package by its publisher. */
  | 'publisher-client'
  /** A client whose secret the person has, or can get. */
  | 'secret';

export type FlowId = 'access-token' | 'browser' | 'device-code' | 'publisher' | 'self-client';

/** One way of signing in. */
export interface Flow {
  readonly id: FlowId;
  readonly needs: readonly FlowNeed[];
  /** The client types that it works with, by the console's names; none where no client is asked for. */
  readonly clientTypes: readonly ClientType[];
}

/** Every way in, the most convenient first: the first one that can work is the recommended one. */
export const FLOWS: readonly Flow[] = [
  { id: 'publisher', needs: ['publisher-client', 'browser'], clientTypes: [] },
  { id: 'self-client', needs: ['secret'], clientTypes: ['self'] },
  { id: 'browser', needs: ['browser'], clientTypes: ['server', 'mobile'] },
  { id: 'device-code', needs: ['secret'], clientTypes: ['non-browser'] },
  { id: 'access-token', needs: [], clientTypes: [] },
];

/** Where this VS Code runs, as far as signing in is concerned. */
export interface Surroundings {
  readonly extensionHost: 'desktop' | 'remote' | 'browser-hosted';
  readonly publisherClient: boolean;
}

function hasWhat({ extensionHost, publisherClient }: Surroundings): Set<FlowNeed> {
  // Whoever has yet to type in a client can get one that has a secret.
  const needs = new Set<FlowNeed>(['browser', 'secret']);
  if (extensionHost === 'desktop') {
    needs.add('loopback');
  }
  if (publisherClient) {
    needs.add('publisher-client');
  }
  return needs;
}

/** The ways that can work there, the recommended one first. */
export function flowsIn(surroundings: Surroundings): readonly Flow[] {
  const has = hasWhat(surroundings);
  return FLOWS.filter(({ needs }) => needs.every((need) => has.has(need)));
}

/** Whether a client that is known already can be used for the way. */
export function worksWith({ clientTypes, needs }: Flow, { type, secret }: Client): boolean {
  return clientTypes.includes(type) && (secret !== undefined || !needs.includes('secret'));
}

/** How the answer of a page in the browser gets back here. */
export type Return =
  /** By itself. */
  | 'loopback'
  /** By itself if it can; the person can paste the address that they were sent to as well. */
  | 'loopback-or-paste';

export function returnIn(surroundings: Surroundings): Return {
  return hasWhat(surroundings).has('loopback') ? 'loopback' : 'loopback-or-paste';
}
