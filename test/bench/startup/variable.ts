/** The environment variable with the ID of the extension to activate. */
export const SUBJECT_VARIABLE = 'BENCH_STARTUP';
