import type { Client, ClientType } from '../client.ts';

/** What a flow may need, and what is available here. */
type FlowNeed =
  /** A browser that can be opened for the person. */
  | 'browser'
  /** Pages of that browser can reach a port of the machine that the extension runs on. */
  | 'loopback'
  /** A client that its publisher built into this package. */
  | 'publisher-client'
  /** A client whose secret the person has, or can get. */
  | 'secret';

export type FlowId = 'access-token' | 'browser' | 'device-code' | 'publisher' | 'self-client';

/** One way to sign in. */
export interface Flow {
  readonly id: FlowId;
  readonly needs: readonly FlowNeed[];
  /** The client types that it works with, by the console's names. None if it asks for no client. */
  readonly clientTypes: readonly ClientType[];
}

/** Every flow, the most convenient first. The first one that works here is recommended. */
export const FLOWS: readonly Flow[] = [
  { id: 'publisher', needs: ['publisher-client', 'browser'], clientTypes: [] },
  { id: 'self-client', needs: ['secret'], clientTypes: ['self'] },
  { id: 'browser', needs: ['browser'], clientTypes: ['server', 'mobile'] },
  { id: 'device-code', needs: ['secret'], clientTypes: ['non-browser'] },
  { id: 'access-token', needs: [], clientTypes: [] },
];

/** Where this VS Code runs, as far as it matters for signing in. */
export interface Surroundings {
  readonly extensionHost: 'desktop' | 'remote' | 'browser-hosted';
  readonly publisherClient: boolean;
}

function isMet({ extensionHost, publisherClient }: Surroundings): Set<FlowNeed> {
  // A client that isn’t entered yet can be one that has a secret.
  const needs = new Set<FlowNeed>(['browser', 'secret']);
  if (extensionHost === 'desktop') {
    needs.add('loopback');
  }
  if (publisherClient) {
    needs.add('publisher-client');
  }
  return needs;
}

/** The flows that work there, the recommended one first. */
export function flowsIn(surroundings: Surroundings): readonly Flow[] {
  const has = isMet(surroundings);
  return FLOWS.filter(({ needs }) => needs.every((need) => has.has(need)));
}

/** Whether the flow can use a client that is known already. */
export function worksWith({ clientTypes, needs }: Flow, { type, secret }: Client): boolean {
  return clientTypes.includes(type) && (secret !== undefined || !needs.includes('secret'));
}

/** How the answer of a page in the browser gets back here. */
export type ReturnPath =
  /** By itself. */
  | 'loopback'
  /** By itself if possible. The person can also paste the URL that they were sent to. */
  | 'loopback-or-paste';

export function returnPathIn(surroundings: Surroundings): ReturnPath {
  return isMet(surroundings).has('loopback') ? 'loopback' : 'loopback-or-paste';
}
