import type { ServerName } from '../emulator/dataCenter.ts';
import { PERSON } from './proxies.ts';
import type { Scenery, Surroundings } from './scene.ts';

/** The data centers whose hosts scenarios use, as the emulator names them. */
export const LOCATIONS = { US: 'us', EU: 'eu', IN: 'in' } as const;

export interface Scenario {
  readonly name: string;
  /** VS Code’s own settings. */
  readonly http?: { readonly proxy?: string; readonly noProxy?: readonly string[] };
  readonly scenery?: Partial<Scenery>;
  /** VS Code keeps what a PAC file said about a host, so some scenarios use other hosts. */
  readonly dataCenter?: keyof typeof LOCATIONS;
  /** Whether a photo was uploaded directly before. */
  readonly knowsDirectWay?: boolean;
  /** The servers that are to be reached directly; the others by no means. */
  readonly direct?: readonly ServerName[];
  /** The kind of failure that it ends with; undefined: the photo is stored. */
  readonly failure?: string;
}

const { name, password } = PERSON;
const signedIn = (proxy: string, how = `${name}:${password}`): string =>
  proxy.replace('http://', `http://${how}@`);

/** What is tried in a network. */
export function scenariosIn(around: Surroundings): readonly Scenario[] {
  return [
    { name: 'an authenticating proxy', http: { proxy: signedIn(around.authenticating) } },
    {
      name: 'an authenticating proxy, without a name and password',
      http: { proxy: around.authenticating },
      failure: 'proxy-refused',
    },
    {
      // tinyproxy answers with 401 and a page, as if it were the server.
      name: 'an authenticating proxy, with a wrong password',
      http: { proxy: signedIn(around.authenticating, `${name}:wrong`) },
      failure: 'answer-unreadable',
    },
    {
      name: 'a proxy whose URL is none',
      http: { proxy: 'http://::1:3128' },
      failure: 'proxy-refused',
    },
    {
      name: 'a proxy at the port of Zoho’s servers',
      http: { proxy: signedIn(around.atZohosPort) },
    },
    { name: 'a proxy that inspects TLS', http: { proxy: around.inspecting } },
    {
      name: 'a proxy that inspects TLS, with an authority that nobody trusts',
      http: { proxy: around.untrusted },
      failure: 'certificate-refused',
    },
    {
      name: 'noProxy for the API',
      http: { proxy: signedIn(around.authenticating), noProxy: ['www.zohoapis.com'] },
      direct: ['api'],
    },
    {
      name: 'noProxy for something else',
      http: { proxy: signedIn(around.authenticating), noProxy: ['example.com'] },
    },
    {
      name: 'IPv6 only, behind a proxy',
      http: { proxy: signedIn(around.overIpv6) },
      scenery: { ipv6: true },
    },
    {
      name: 'a PAC file with the direct way open, too',
      scenery: { pac: `PROXY ${new URL(around.inspecting).host}; DIRECT` },
    },
    {
      name: 'a PAC file whose proxy is gone, with the direct way open, too',
      dataCenter: 'IN',
      scenery: { pac: `PROXY ${new URL(around.dead).host}; DIRECT` },
      failure: 'proxy-refused',
    },
    {
      name: 'a proxy that is gone',
      http: { proxy: around.dead },
      failure: 'proxy-refused',
    },
    {
      name: 'no proxy',
      dataCenter: 'EU',
      direct: ['accounts', 'api'],
    },
    {
      name: 'a proxy that comes while the direct way is known',
      dataCenter: 'EU',
      knowsDirectWay: true,
      http: { proxy: around.inspecting },
    },
    {
      name: 'no proxy, IPv6 only',
      dataCenter: 'EU',
      scenery: { ipv6: true },
      direct: ['accounts', 'api'],
    },
  ];
}
