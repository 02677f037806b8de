// What the workbench itself logs between the output of the tests.

const WORKBENCH =
  /^(Resol(ving|ved) connection token|Creating a socket|Updating additional builtin|Ignoring fetching additional builtin|ChatSessionStore:|Canceled\b|Timed out waiting for authentication provider '(github|microsoft)'|\[(reconnection-grace-time|remote-connection|AgentHost|AccountPolicyGate|Service Worker|ChatModelSelection|TerminalService)\b)/;

/** A stack line inside the bundled workbench, which we can't fix. */
const FRAME = /\n\s+at [^\n]*\/workbench\/workbench\.js:[^\n]*/g;

/**
 * @param args as given to console.log
 * @returns the same without the workbench's stacks; undefined if nothing useful remains
 */
export function withoutNoise(args: readonly unknown[]): unknown[] | undefined {
  const [first, ...others] = args;
  if (typeof first !== 'string') {
    return [...args];
  }
  return WORKBENCH.test(first) ? undefined : [first.replace(FRAME, ''), ...others];
}
