import type { RowAction } from './batch/page/messages.ts';
import type { BatchServices } from './batch/services.ts';
import type { AskingUploadAction } from './commands/bulkUploads.ts';
import type { ViewServices } from './view/services.ts';

type Command = (...given: unknown[]) => Promise<void>;

/**
 * What each command does, by its ID without the extension's prefix. Its code is loaded when it runs.
 *
 * @param contributed the commands in package.json, without the prefix: it lists those of the view
 */
export function commandsOf(
  services: BatchServices & ViewServices,
  contributed: readonly string[],
): Readonly<Record<string, Command>> {
  const uploadPhoto: Command = async (...given) => {
    const { fileArguments } = await import('./ui/fileArguments.ts');
    const { uploadPhoto: upload } = await import('./commands/uploadPhoto.ts');
    await upload(services, ...fileArguments(given));
  };
  const uploadMatching: Command = async (...given) =>
    (await import('./batch/uploadMatching.ts')).uploadMatching(services, given);
  const compareFolder: Command = async (clicked) =>
    (await import('./batch/compareFolder.ts')).compareFolder(services, clicked);
  const onUpload =
    (action: AskingUploadAction): Command =>
    async () =>
      (await import('./view/uploads/chooseUpload.ts')).chooseUpload(services, action);
  const onRows =
    (action: RowAction): Command =>
    async () => {
      (await import('./batch/panel/panel.ts')).doWithSelectedRows(action);
    };
  return {
    uploadPhoto,
    uploadMatching,
    // Context menus show no category, so a command has other titles there, which name Zoho CRM.
    'uploadPhoto.context': uploadPhoto,
    'uploadMatching.context': uploadMatching,
    'uploadFolder.context': uploadMatching,
    compareFolder,
    'compareFolder.context': compareFolder,
    uploadFromUrl: async () =>
      (await import('./commands/uploadFromUrl.ts')).uploadFromUrl(services),
    pastePhoto: async () => (await import('./paste/pastePhoto.ts')).pastePhoto(services),
    resumeUpload: async (id) =>
      (await import('./batch/resumeUpload.ts')).resumeUpload(services, id),
    undoLastUpload: async () => (await import('./commands/undo.ts')).undoLast(services),
    keptPhotos: async () => (await import('./commands/photoBackups.ts')).photoBackups(services),
    viewPhoto: async () => (await import('./commands/fetchPhoto.ts')).viewPhoto(services),
    downloadPhoto: async () => (await import('./commands/fetchPhoto.ts')).saveRecordPhoto(services),
    removePhoto: async () => (await import('./commands/removePhoto.ts')).removePhoto(services),
    signIn: async () => (await import('./commands/signIn.ts')).signIn(services),
    switchAccount: async () =>
      (await import('./commands/switchAccount.ts')).switchAccount(services),
    openApiConsole: async () => (await import('./commands/openApiConsole.ts')).openApiConsole(),
    signOut: async () => (await import('./commands/signOut.ts')).signOut(services),
    showLog: async () => (await import('./commands/showLog.ts')).showLog(services),
    copyUploadAsCode: async () =>
      (await import('./code/copyUploadAsCode.ts')).copyUploadAsCode(services),
    copyDiagnostics: async () =>
      (await import('./commands/copyDiagnostics.ts')).copyDiagnostics(services),
    openRecord: async () =>
      (await import('./commands/openTargetRecord.ts')).openTargetRecord(services),
    removeRecent: async () =>
      (await import('./view/records/removeRecent.ts')).removeRecent(services),
    ...Object.fromEntries(
      contributed
        .filter((name) => name.startsWith('item.'))
        .map((name): [string, Command] => [
          name,
          async (node) => (await import('./view/actOnNode.ts')).actOnNode(name, node),
        ]),
    ),
    pauseUpload: onUpload('pause'),
    cancelUpload: onUpload('cancel'),
    undoUpload: onUpload('undo'),
    deleteUpload: onUpload('delete'),
    // The menu of rows, on a page with many pictures.
    'rows.undo': onRows('undo'),
    'rows.retry': onRows('retry'),
    'rows.openRecord': onRows('open-record'),
    'rows.showPicture': onRows('show-picture'),
    'rows.chooseRecord': onRows('change-record'),
    'rows.choosePicture': onRows('choose-picture'),
    'rows.exclude': onRows('exclude'),
    'rows.include': onRows('include'),
  };
}
