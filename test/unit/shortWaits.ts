// Importing this shortens every wait by `setTimeout` of `node:timers/promises`. For tests of what
// happens after a wait, with real files and sockets.
import { syncBuiltinESMExports } from 'node:module';
import timers from 'node:timers/promises';

const original = timers.setTimeout;

timers.setTimeout = ((milliseconds = 0, ...given: [unknown?, object?]) =>
  original(Math.min(milliseconds, 1), ...given)) as typeof original;
syncBuiltinESMExports();
