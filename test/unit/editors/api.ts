/**
 * What `src/` uses of VS Code's API beyond 1.60 (by its `@types/vscode`), with the version that
 * added it: by the files that may use it, since they check for it or receive it only from an
 * editor that has it. Editors based on an older VS Code (such as Cursor, Windsurf and VSCodium)
 * have such gaps, whatever version they report.
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
      ...['DataTransfer', 'DataTransfer.get', 'DataTransferFile.data', 'DataTransferFile.name'],
      ...['DataTransferItem.asFile', 'DataTransferItem.asString'],
      'TreeViewOptions.dragAndDropController',
      ...['TreeDragAndDropController.dragMimeTypes', 'TreeDragAndDropController.dropMimeTypes'],
      'TreeDragAndDropController.handleDrop',
    ],
    since: '1.66',
    // An editor without it ignores the option, and drops nothing.
    usedIn: [
      ...['view/lazyView.ts', 'view/photosView.ts', 'view/viewNode.ts'],
      ...['view/records/dropOnRecord.ts', 'view/records/droppedPictures.ts'],
    ],
  },
  {
    members: [
      ...['LogLevel', 'LogOutputChannel.debug', 'LogOutputChannel.error'],
      ...['LogOutputChannel.info', 'LogOutputChannel.warn', 'window.log'],
    ],
    since: '1.74',
    // The log gets one that always exists.
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
      ...['LanguageModelToolInvocationOptions.input'],
      ...['LanguageModelToolInvocationPrepareOptions.input', 'LanguageModelTextPart'],
      ...['LanguageModelToolResult', 'lm', 'lm.registerTool'],
    ],
    since: '1.95',
    // A tool is only called by an editor that registered it.
    usedIn: [
      ...['ui/editorFeatures.ts', 'tools/searchRecordsTool.ts', 'tools/uploadPhotoTool.ts'],
      'tools/toolCall.ts',
    ],
  },
  // The oldest supported version of every editor has it.
  { members: ['l10n', 'l10n.t', 'l10n.bundle'], since: '1.73', usedIn: 'anywhere' },
  {
    members: [
      ...['InputBoxValidationSeverity', 'InputBoxValidationSeverity.Info'],
      'InputBoxValidationSeverity.Warning',
    ],
    since: '1.68',
    usedIn: 'anywhere',
  },
  // An editor without it has none, and the setting's encoding applies.
  { members: ['TextDocument.encoding'], since: '1.100', usedIn: ['batch/mapping/openTable.ts'] },
  // Not found by the types, since it is declared in our own interface.
  { members: ['SecretStorage.keys'], since: '1.105', usedIn: ['auth/namedSecrets.ts'] },
  // Likewise. Both also ask for the version: before it, they are there, but setting them fails.
  { members: ['QuickPick.prompt'], since: '1.108', usedIn: ['ui/laterQuickInput.ts'] },
  {
    members: [
      ...['QuickInputButton.location', 'QuickInputButton.toggle'],
      'QuickInputButtonLocation.Input',
    ],
    since: '1.109',
    usedIn: ['ui/laterQuickInput.ts'],
  },
];
