/**
 * What `src/` uses of VS Code's API beyond what 1.60 had (by its `@types/vscode`), and since when
 * it is there: by where it may be used, since it is looked for there before, or comes only from an
 * editor that has it. Editors made from an older VS Code (Cursor, Windsurf, VSCodium's kin) have
 * such gaps, whatever version they say they are.
 */
export const LATER: readonly {
  readonly members: readonly string[];
  readonly since: string;
  readonly usedIn: readonly string[] | 'anywhere';
}[] = [
  {
    members: ['QuickPickItem.kind', 'QuickPickItemKind', 'QuickPickItemKind.Separator'],
    since: '1.64',
    usedIn: ['ui/separator.ts'],
  },
  {
    members: [
      ...['Tab.input', 'TabGroup.activeTab', 'TabGroup.tabs', 'TabGroups.activeTabGroup'],
      ...['TabGroups.all', 'TabGroups.close', 'TabInputCustom', 'TabInputCustom.uri'],
      ...['TabInputText', 'TabInputText.uri', 'TabInputWebview', 'TabInputWebview.viewType'],
      'window.tabGroups',
    ],
    since: '1.67',
    usedIn: ['ui/tabs.ts'],
  },
  {
    members: [
      ...['LogLevel', 'LogOutputChannel.debug', 'LogOutputChannel.error'],
      ...['LogOutputChannel.info', 'LogOutputChannel.warn', 'window.log'],
    ],
    since: '1.74',
    // The log is given one that is always there.
    usedIn: ['ui/logChannel.ts', 'ui/log.ts'],
  },
  {
    members: ['AuthenticationProviderSessionOptions.account'],
    since: '1.93',
    usedIn: ['auth/provider.ts'],
  },
  {
    members: [
      ...['LanguageModelTool.invoke', 'LanguageModelTool.prepareInvocation'],
      ...['LanguageModelToolConfirmationMessages.message'],
      ...[
        'LanguageModelToolConfirmationMessages.title',
        'LanguageModelToolInvocationOptions.input',
      ],
      ...['LanguageModelToolInvocationPrepareOptions.input', 'LanguageModelTextPart'],
      ...['LanguageModelToolResult', 'lm', 'lm.registerTool'],
    ],
    since: '1.95',
    // A tool is only called by an editor that has taken it.
    usedIn: ['ui/editorFeatures.ts', 'tools/searchRecordsTool.ts', 'tools/uploadPhotoTool.ts'],
  },
  // Every editor of the oldest version that the extension is installed in has it.
  { members: ['l10n', 'l10n.t', 'l10n.bundle'], since: '1.73', usedIn: 'anywhere' },
  // One without it has none, and the settings' encoding counts.
  { members: ['TextDocument.encoding'], since: '1.100', usedIn: ['batch/mapping/openTable.ts'] },
  // Not found by the types, since it comes as an interface of our own.
  { members: ['SecretStorage.keys'], since: '1.105', usedIn: ['auth/namedSecrets.ts'] },
];
