// Stands in for @vscode/native-watchdog, whose native module is not built: it ends the extension
// host when the server is gone. Here guard.ts ends both.
'use strict';
exports.start = () => undefined;
