import path from 'node:path';
import * as vscode from 'vscode';
import { accountIdsIn, Accounts } from './auth/accounts.ts';
import { Clients } from './auth/clients.ts';
import { NamedSecrets } from './auth/namedSecrets.ts';
import { PROVIDER_ID, ZohoAuthenticationProvider } from './auth/provider.ts';
import { RememberedSecrets } from './auth/secrets.ts';
import { Sessions } from './auth/sessions.ts';
import { SharedSecrets } from './auth/sharedSecrets.ts';
import { WorkspaceAccount } from './auth/workspaceAccount.ts';
import { LastUpload } from './upload/lastUpload.ts';
import type { AccountServices } from './commands/accountServices.ts';
import type { ExpiredBackups } from './commands/expiredBackups.ts';
import type { KeptRuns } from './commands/keptRuns.ts';
import { COMPARE_OFFERED } from './commands/mappingsFile.ts';
import { WindowPresence } from './commands/windowPresence.ts';
import { LazyBadges } from './badges/lazyBadges.ts';
import { commandsOf } from './contributedCommands.ts';
import { OpenRuns } from './batch/run/openRuns.ts';
import { runsFolder } from './batch/runsFolder.ts';
import type { BatchServices } from './batch/services.ts';
import { LazyPolicy } from './policy/lazyPolicy.ts';
import { settings } from './settings.ts';
import { Leases } from './storage/leases.ts';
import { watchedMemory } from './storage/memory.ts';
import { Log } from './ui/log.ts';
import { createLogChannel } from './ui/logChannel.ts';
import { accountLabel } from './ui/names.ts';
import { editorFeatures } from './ui/editorFeatures.ts';
import { reached } from './ui/milestones.ts';
import { SCHEME, ShownPhotos } from './ui/shownPhotos.ts';
import { LazyView } from './view/lazyView.ts';
import type { ViewServices } from './view/services.ts';
import { CATEGORY, CRM } from './ui/words/product.ts';
import { LastChanges } from './upload/change.ts';
import { Backups } from './upload/backups.ts';
import { ModuleLists } from './upload/moduleLists.ts';
import { RecentRecords } from './upload/recent.ts';
import { systemClock } from './async/clock.ts';
import { Network } from './zoho/network.ts';

/** What is read of package.json. */
interface Manifest {
  readonly version: string;
  readonly contributes: { readonly commands: readonly { readonly command: string }[] };
}

const PREFIX = 'zohoCrmPhotos.';

/** Builds and joins the services, and registers commands. Everything else waits until it is needed. */
export function activate(context: vscode.ExtensionContext): void {
  const { globalState, workspaceState, extension, subscriptions } = context;
  const { version, contributes } = extension.packageJSON as Manifest;
  const channel = createLogChannel(CATEGORY);
  const log = new Log(channel);
  const memory = watchedMemory(globalState, refresh);
  const namedSecrets = new NamedSecrets(context.secrets, memory);
  const secrets = new RememberedSecrets(namedSecrets);
  const leases = new Leases(vscode.Uri.joinPath(context.globalStorageUri, 'leases').fsPath);
  const sharedSecrets = new SharedSecrets(secrets, leases, systemClock);
  const accounts = new Accounts(sharedSecrets);
  const clients = new Clients(sharedSecrets);
  const userAgent = `zoho-crm-photo-uploader/${version}`;
  const network = new Network({
    userAgent,
    timeLimit: settings.timeLimit,
    systemCertificates: settings.systemCertificates,
    nodeReadsCertificates: settings.nodeReadsCertificates,
    onExchange: (exchange) => {
      log.exchange(exchange);
    },
  });
  const policy = new LazyPolicy(async () => (await import('./policy/policy.ts')).machinePolicy());
  const recent = new RecentRecords(memory);
  const storageFolder = context.globalStorageUri.fsPath;
  const backupsFolder = path.join(storageFolder, 'photos');
  const shownPhotos = new ShownPhotos();
  const workspaceMemory = watchedMemory(workspaceState, refresh);
  const workspaceAccount = new WorkspaceAccount(workspaceMemory);
  const lastChanges = new LastChanges(workspaceMemory);
  // As far as known without asking the secret storage, which could ask the person for a password.
  const accountIds = (): string[] =>
    accountIdsIn([...namedSecrets.listed(), ...secrets.rememberedKeys]);
  const contributed = contributes.commands.map(({ command }) => command.slice(PREFIX.length));
  const backupLimits = (): ReturnType<typeof settings.backups> => ({
    ...settings.backups(),
    ...(policy.backups ? {} : { bytes: 0 }),
  });
  let view: LazyView | undefined;
  const badges = new LazyBadges({
    isWanted: () => settings.badges() && reached(globalState).includes('hasUploaded'),
    load: async (fire) => {
      const { Badges } = await import('./badges/badges.ts');
      const isOn = settings.badges;
      return new Badges({ storageFolder, isOn, accountIds, workspaceAccount, fire });
    },
    onBug,
  });
  const presence = new WindowPresence({
    memory: globalState,
    accountIds,
    secrets: context.secrets,
    workspaceAccount,
    lastChanges,
    recent,
    runsFolder: runsFolder(storageFolder),
    backupsFolder,
    settings,
    offerCompare: async () => {
      if (workspaceMemory.get(COMPARE_OFFERED) !== true) {
        await (await import('./batch/offerCompare.ts')).offerCompare(services);
      }
    },
    onRefresh: () => {
      view?.refresh();
      badges.refresh();
    },
    onBug,
  });
  const keptRuns = async (): Promise<KeptRuns> =>
    (await import('./batch/keptRuns.ts')).keptRuns({ storageFolder, leases });
  let expiredBackups: Promise<ExpiredBackups> | undefined;
  let loadedAccounts: Promise<AccountServices> | undefined;
  const accountServices = (): Promise<AccountServices> =>
    (loadedAccounts ??= import('./commands/accountServices.ts').then((loaded) =>
      loaded.accountServices(services, extension),
    ));
  const services: BatchServices & ViewServices = {
    version,
    extensionUri: context.extensionUri,
    storageFolder,
    memory: globalState,
    workspaceMemory,
    userAgent,
    settings,
    policy,
    log,
    network,
    secrets,
    accounts,
    clients,
    sessions: new Sessions({ policy, accounts, network, leases }),
    recent,
    modules: new ModuleLists(),
    lastUpload: new LastUpload(),
    accountIds,
    workspaceAccount,
    backups: new Backups(backupsFolder, backupLimits),
    lastChanges,
    leases,
    shownPhotos,
    openRuns: new OpenRuns(refresh),
    bulkUploads: async () => (await import('./batch/list/bulkUploads.ts')).bulkUploads(services),
    uploadedFiles: async () => {
      const { UploadedFiles } = await import('./upload/uploadedFiles.ts');
      return new UploadedFiles({ storageFolder, leases, memory: globalState, onChange: refresh });
    },
    keptRuns: {
      count: async (account) => (await keptRuns()).count(account),
      unfinished: async (account) => (await keptRuns()).unfinished(account),
      delete: async (account) => (await keptRuns()).delete(account),
    },
    lastRun: async () => (await import('./batch/undoLastRun.ts')).lastRun(services),
    signIn: async (...given) => (await accountServices()).signIn(...given),
    addScopes: async (...given) => (await accountServices()).addScopes(...given),
    signOut: async (...given) => (await accountServices()).signOut(...given),
  };
  const { ifSupported, languageModelTool } = editorFeatures(log);
  const provider = new ZohoAuthenticationProvider({
    accounts,
    secrets: context.secrets,
    label: accountLabel,
    signIn: async () =>
      (await (await import('./commands/signIn.ts')).signInWith(services))?.account,
    signOut: (account) =>
      guarded(async () => {
        const { reportSignOut } = await import('./commands/signOut.ts');
        const signedOut = await services.signOut(account);
        if (signedOut !== undefined) {
          // Not awaited, so that the account disappears from the menu at once.
          void guarded(() => reportSignOut(services, signedOut));
        }
      }),
  });
  const newView = (): LazyView =>
    (view = new LazyView(
      async (host) => new (await import('./view/photosView.ts')).PhotosView(services, host),
      guarded,
    ));
  subscriptions.push(
    channel,
    namedSecrets,
    provider,
    presence,
    badges,
    ...ifSupported('badges', () => vscode.window.registerFileDecorationProvider(badges)),
    { dispose: () => void network.close() },
    ...ifSupported('readOnlyFiles', () =>
      vscode.workspace.registerFileSystemProvider(SCHEME, shownPhotos, { isReadonly: true }),
    ),
    ...ifSupported('accounts', () =>
      vscode.authentication.registerAuthenticationProvider(PROVIDER_ID, CRM, provider, {
        supportsMultipleAccounts: true,
      }),
    ),
    ...languageModelTool('upload_photo_to_zoho_crm', async () =>
      (await import('./tools/uploadPhotoTool.ts')).uploadPhotoTool(services),
    ),
    ...languageModelTool('search_zoho_crm_records', async () =>
      (await import('./tools/searchRecordsTool.ts')).searchRecordsTool(services),
    ),
    ...ifSupported('views', newView),
    ...restored('batch', async (panel, state) =>
      (await import('./batch/resumeUpload.ts')).restoreBatchPage(services, panel, state),
    ),
    ...restored(
      'paste',
      async (panel, state) =>
        (await import('./paste/pastePhoto.ts')).restorePastePage(services, panel, state),
      // An empty page needs no account.
      caught,
    ),
    ...ifSupported('links', () =>
      vscode.window.registerUriHandler({
        handleUri: (uri) =>
          guarded(async () =>
            (await import('./commands/uploadForLink.ts')).uploadForLink(services, uri),
          ),
      }),
    ),
    ...Object.entries(commandsOf(services, contributed)).map(([name, run]) =>
      vscode.commands.registerCommand(PREFIX + name, (...given: unknown[]) =>
        guarded(() => run(...given)),
      ),
    ),
  );
  refresh();

  function onBug(error: unknown): void {
    log.bug(error);
  }

  function refresh(): void {
    presence.refresh();
  }

  /** Restores pages of this type after a restart. */
  function restored(
    type: string,
    restore: (panel: vscode.WebviewPanel, state: unknown) => Promise<void>,
    how = guarded,
  ): vscode.Disposable[] {
    return ifSupported('webviewSerializers', () =>
      vscode.window.registerWebviewPanelSerializer(`zohoCrmPhotos.${type}`, {
        deserializeWebviewPanel: (panel, state) => {
          // Not awaited: VS Code shows the page only after this returns, but a run is followed until it ends.
          void how(() => restore(panel, state));
          return Promise.resolve();
        },
      }),
    );
  }

  async function guarded(run: () => Promise<void>): Promise<void> {
    provider.use();
    await caught(run);
  }

  /** Kept photos follow the settings from the first use on. */
  async function applyBackupLimits(): Promise<void> {
    expiredBackups ??= import('./commands/expiredBackups.ts').then(({ ExpiredBackups }) => {
      const expired = new ExpiredBackups({ ...services, onDeleted: refresh });
      subscriptions.push(expired);
      return expired;
    });
    await (await expiredBackups).used();
  }

  /** Anything thrown is a bug: it is logged with its stack, and shown. */
  async function caught(run: () => Promise<void>): Promise<void> {
    refresh();
    // Not after it: a command lasts as long as its result is shown.
    applyBackupLimits().catch(onBug);
    try {
      await run();
      refresh();
    } catch (error) {
      const { reportError } = await import('./commands/reportError.ts');
      await reportError(log, error);
    }
  }
}
