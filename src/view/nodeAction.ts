/**
 * What menus, buttons, and keys do with a row: each the end of a command's name (`item.viewPhoto`),
 * with the command of the palette that asks for what the row says.
 */
export const ASKING = {
  openRecord: 'openRecord',
  viewPhoto: 'viewPhoto',
  replacePhoto: 'uploadPhoto',
  downloadPhoto: 'downloadPhoto',
  removePhoto: 'removePhoto',
  removeRecent: 'removeRecent',
  signOut: 'signOut',
  showUpload: 'resumeUpload',
  pauseUpload: 'pauseUpload',
  resumeUpload: 'resumeUpload',
  retryUpload: 'resumeUpload',
  cancelUpload: 'cancelUpload',
  undoUpload: 'undoUpload',
  deleteUpload: 'deleteUpload',
  undoChange: 'undoLastUpload',
  viewBackup: 'keptPhotos',
  restoreBackup: 'keptPhotos',
  saveBackup: 'keptPhotos',
  deleteBackup: 'keptPhotos',
  deleteBackups: 'keptPhotos',
} as const;

export type NodeAction = keyof typeof ASKING;
