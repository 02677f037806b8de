/**
 * @returns how many milliseconds have passed since the call at most: by whichever clock says more,
 *   since either may stand still while the machine sleeps
 */
export function stopwatch(): () => number {
  const [monotonic, wall] = [performance.now(), Date.now()];
  return () => Math.max(performance.now() - monotonic, Date.now() - wall);
}
