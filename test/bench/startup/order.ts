/** The variable with the ids of the extensions to activate, in this order, as JSON. */
export const ORDER_VARIABLE = 'BENCH_STARTUP';
