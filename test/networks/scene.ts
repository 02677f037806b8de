import { once } from 'node:events';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { json } from 'node:stream/consumers';
import type { ServerName } from '../emulator/dataCenter.ts';

/** What the scenarios, in VS Code, know about the network around them. */
export interface Surroundings {
  /** Who answers what is told and asked below. */
  readonly scene: string;
  readonly authenticating: string;
  /** At port 443, as Zoho’s servers. */
  readonly atZohosPort: string;
  readonly overIpv6: string;
  readonly inspecting: string;
  /** Nobody trusts its authority. */
  readonly untrusted: string;
  /** Nothing listens there. */
  readonly dead: string;
}

/** For whoever only wants to know what would be tried. */
export const NOWHERE: Surroundings = {
  scene: 'http://nowhere',
  authenticating: 'http://nowhere',
  atZohosPort: 'http://nowhere',
  overIpv6: 'http://nowhere',
  inspecting: 'http://nowhere',
  untrusted: 'http://nowhere',
  dead: 'http://nowhere',
};

/** How the network is during a scenario. */
export interface Scenery {
  /** Whether Zoho’s names have IPv6 addresses only. */
  readonly ipv6: boolean;
  /** What the system’s PAC file says about Zoho’s names. */
  readonly pac: string;
}

/** What a client did that it shouldn’t do behind a proxy. */
export interface Seen {
  readonly direct: readonly ServerName[];
  readonly lookUps: readonly string[];
}

/** One scenario, as it went. */
export interface Played extends Seen {
  readonly name: string;
  /** How many of its direct connections were wanted. */
  readonly wanted: number;
  readonly requests: number;
  readonly proxied: number;
}

export interface SceneServer {
  readonly url: string;
  readonly played: readonly Played[];
  close(): Promise<void>;
}

/** Lets the scenarios change the network, and tells them what was seen in it. */
export async function startScene(
  change: (scenery: Scenery) => void,
  seen: () => Seen,
): Promise<SceneServer> {
  const played: Played[] = [];
  let scenery: Scenery = { ipv6: false, pac: 'DIRECT' };
  const server = createServer((request, response) => {
    const answer = async (): Promise<string> => {
      switch (request.url) {
        case '/scenery':
          scenery = (await json(request)) as Scenery;
          change(scenery);
          return '';
        case '/seen':
          return JSON.stringify(seen());
        case '/played':
          played.push((await json(request)) as Played);
          return '';
        default:
          return pacFile(scenery.pac);
      }
    };
    void answer().then((text) => response.end(text));
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    played,
    close: async () => {
      server.closeAllConnections();
      await once(server.close(), 'close');
    },
  };
}

function pacFile(result: string): string {
  return `function FindProxyForURL(url, host) {
  if (shExpMatch(host, '*.zoho.*') || shExpMatch(host, '*.zohoapis.*')) {
    return ${JSON.stringify(result)};
  }
  return 'DIRECT';
}
`;
}
