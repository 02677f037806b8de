// Importing this makes every wait by `setTimeout` of `node:timers/promises` a short one. It is for
// tests of what happens after a wait, with files and sockets that are real.
import { syncBuiltinESMExports } from 'node:module';
import timers from 'node:timers/promises';

const original = timers.setTimeout;

timers.setTimeout = ((milliseconds = 0, ...given: [unknown?, object?]) =>
  original(Math.min(milliseconds, 1), ...given)) as typeof original;
syncBuiltinESMExports();
