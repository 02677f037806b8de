import * as vscode from 'vscode';
import type { Account } from './auth/account.ts';
import { Accounts } from './auth/accounts.ts';
import { PROVIDER_ID, ZohoAuthenticationProvider } from './auth/provider.ts';
import { Sessions } from './auth/sessions.ts';
import type { Parts } from './commands/parts.ts';
import { settings } from './settings.ts';
import { Log } from './ui/log.ts';
import { accountName } from './ui/names.ts';
import { RecentRecords } from './upload/recent.ts';
import { Network } from './zoho/network.ts';

/** Builds the parts, joins them, registers: nothing is read, asked or sent before it is needed. */
export function activate(context: vscode.ExtensionContext): void {
  const { secrets, globalState, workspaceState, extension, subscriptions } = context;
  const { version } = extension.packageJSON as { version: string };
  const channel = vscode.window.createOutputChannel('Zoho CRM Photos', { log: true });
  const log = new Log(channel);
  const accounts = new Accounts(secrets);
  const network = new Network({
    userAgent: `zoho-crm-photo-uploader/${version}`,
    timeLimit: settings.timeLimit,
    systemCertificates: settings.systemCertificates,
    onExchange: (exchange) => {
      log.exchange(exchange);
    },
  });
  const recent = new RecentRecords(globalState);
  const parts: Parts = {
    version,
    settings,
    log,
    network,
    accounts,
    sessions: new Sessions(accounts, network),
    recent,
    workspaceMemory: workspaceState,
    signIn: async () => {
      const { signInWithSelfClient } = await import('./auth/selfClient.ts');
      const { signInQuestions } = await import('./ui/signInQuestions.ts');
      return signInWithSelfClient(accounts, network, signInQuestions(settings.customServer));
    },
    signOut: async (account: Account) => {
      const { revoke } = await import('./auth/selfClient.ts');
      await accounts.remove(account.id);
      await recent.forget(account.id);
      return revoke(network, account);
    },
  };
  const provider = new ZohoAuthenticationProvider({
    accounts,
    secrets,
    label: accountName,
    signIn: async () => (await import('./commands/signIn.ts')).signInWith(parts),
    signOut: parts.signOut,
  });
  subscriptions.push(
    channel,
    provider,
    { dispose: () => void network.close() },
    vscode.authentication.registerAuthenticationProvider(PROVIDER_ID, 'Zoho CRM', provider, {
      supportsMultipleAccounts: true,
    }),
    register('uploadPhoto', async (clicked, selected) => {
      const { uploadPhoto } = await import('./commands/uploadPhoto.ts');
      await uploadPhoto(parts, ...fileArguments(clicked, selected));
    }),
    register('signIn', async () => (await import('./commands/signIn.ts')).signIn(parts)),
    register('signOut', async () => (await import('./commands/signOut.ts')).signOut(parts)),
    register('showLog', async () => (await import('./commands/showLog.ts')).showLog(parts)),
    register('copyDiagnostics', async () =>
      (await import('./commands/copyDiagnostics.ts')).copyDiagnostics(parts),
    ),
  );

  /** What a command throws is a mistake of ours: logged with its stack, and shown as one. */
  function register(name: string, run: (...given: unknown[]) => Promise<void>): vscode.Disposable {
    return vscode.commands.registerCommand(`zohoCrmPhotos.${name}`, async (...given: unknown[]) => {
      try {
        await run(...given);
      } catch (error) {
        log.bug(error);
        const show = 'Show Log';
        const message =
          'Something went wrong in Photo Uploader for Zoho CRM itself. The log says what: please report it.';
        if ((await vscode.window.showErrorMessage(message, show)) === show) {
          log.show();
        }
      }
    });
  }
}

/** Menus hand over the clicked file and the selected ones; key bindings and the palette nothing. */
function fileArguments(
  clicked: unknown,
  selected: unknown,
): [vscode.Uri | undefined, vscode.Uri[] | undefined] {
  return [
    clicked instanceof vscode.Uri ? clicked : undefined,
    Array.isArray(selected) ? selected.filter((uri) => uri instanceof vscode.Uri) : undefined,
  ];
}
