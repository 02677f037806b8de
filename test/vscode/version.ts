import { NODE } from '../../scripts/node.mjs';

/** The range that the extension supports: `oldest` is `engines.vscode` in package.json. */
export type Channel = 'oldest' | 'newest';

export interface VSCodeVersion {
  channel: Channel;
  vscode: string;
  /** The version of the npm package `code-server` that carries this VS Code. */
  server: string;
  /** The major Node version of its extension host. */
  node: 22 | 24;
}

export const VERSIONS: Record<Channel, VSCodeVersion> = {
  oldest: { channel: 'oldest', vscode: '1.105.1', server: '4.105.1', node: NODE.floor },
  newest: { channel: 'newest', vscode: '1.139.1', server: '4.139.1', node: NODE.current },
};

/** The channel with this name. @throws Error that lists the names */
export function channelNamed(name: string | undefined): Channel {
  if (name === 'oldest' || name === 'newest') {
    return name;
  }
  throw new Error(`No VS Code is named ${name ?? '(nothing)'}: there are oldest and newest.`);
}
