/** The environment variable with the id of the extension to activate. */
export const SUBJECT_VARIABLE = 'BENCH_STARTUP';
