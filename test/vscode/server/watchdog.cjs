// Replaces @vscode/native-watchdog, whose native module isn't built. It ends the extension host when
// the server ends; here, guard.ts ends both.
'use strict';
exports.start = () => undefined;
