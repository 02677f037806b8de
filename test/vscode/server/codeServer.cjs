// Starts code-server like its own entry.js, but in this process instead of a second one. entry.js
// fails if the second process doesn't respond within 10 seconds, which can happen on a busy machine.
// Usage: codeServer.cjs OUT_NODE_FOLDER [CODE-SERVER'S ARGUMENT]…
'use strict';
const { createRequire } = process.getBuiltinModule('node:module');

const [folder = '', ...args] = process.argv.slice(2);
/** @type {(name: string) => unknown} */
const load = createRequire(`${folder}/`);

/**
 * @typedef {Record<string, unknown>} Args
 * @typedef {{
 *   parse(args: string[]): Args,
 *   readConfigFile(file: unknown): Promise<Args>,
 *   setDefaults(args: Args, config: Args): Promise<Args>,
 * }} Cli
 * @typedef {{ runCodeServer(args: Args): Promise<unknown> }} Main
 */
const cli = /** @type {Cli} */ (load('./cli.js'));
const main = /** @type {Main} */ (load('./main.js'));

async function start() {
  const given = cli.parse(args);
  await main.runCodeServer(await cli.setDefaults(given, await cli.readConfigFile(given.config)));
}

start().catch((/** @type {unknown} */ error) => {
  console.error(error);
  process.exit(1);
});
