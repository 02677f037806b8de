// Importing this first keeps Node's test runner from tracking each promise, to know whose error one
// is: that takes a seventh of the time of tests with many. An unhandled rejection then fails its
// file; run that file alone to know its test. Errors that are thrown still fail their tests.
import asyncHooks from 'node:async_hooks';

const { createHook } = asyncHooks;

asyncHooks.createHook = (callbacks) => {
  // Node 24.21 has the last, its types don't.
  const untracked = { ...callbacks, trackPromises: false };
  return createHook(untracked);
};
