import process from 'node:process';
import vm from 'node:vm';
import type { BrowserContext } from 'playwright';

/** The environment variable with the address of the PAC file that the system is set to. */
export const PAC_VARIABLE = 'VSCODE_TEST_PAC';

/** How VS Code’s workbench, in a browser, says that it knows no system. */
const UNKNOWN = 'async resolveProxy(e){}';

/**
 * Gives VS Code’s workbench a system with a PAC file. On the desktop, Electron answers the extension
 * host’s question for a proxy; in a browser, nothing does.
 */
export async function serveSystemProxy(context: BrowserContext): Promise<void> {
  const file = process.env[PAC_VARIABLE];
  if (file === undefined) {
    return;
  }
  await context.exposeFunction('systemProxy', (url: string) => proxyFor(url, file));
  await context.route('**/workbench.js', async (route) => {
    const response = await route.fetch();
    const text = await response.text();
    if (!text.includes(UNKNOWN)) {
      throw new Error('This VS Code asks the system for a proxy in another way.');
    }
    const body = text.replace(UNKNOWN, 'async resolveProxy(e){return globalThis.systemProxy(e)}');
    await route.fulfill({ response, body });
  });
}

/** What a PAC file says, with those functions of PAC files that ask nothing of the network. */
async function proxyFor(url: string, file: string): Promise<string> {
  const pac = await (await fetch(file)).text();
  const context = vm.createContext({
    url,
    host: new URL(url).hostname,
    dnsDomainIs: (host: string, domain: string) => host.endsWith(domain),
    shExpMatch: (text: string, pattern: string) =>
      new RegExp(`^${pattern.replace(/[.+^$()|[\]{}\\]/g, '\\$&').replace(/\*/g, '.*')}$`).test(
        text,
      ),
  });
  return String(vm.runInContext(`${pac}; FindProxyForURL(url, host)`, context));
}
