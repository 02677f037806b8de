/**
 * @returns the milliseconds since the call, by the clock that says more: either may stop while the
 *   machine sleeps
 */
export function stopwatch(): () => number {
  const [monotonic, wall] = [performance.now(), Date.now()];
  return () => Math.max(performance.now() - monotonic, Date.now() - wall);
}
