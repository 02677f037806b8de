// Replaces @vscode/windows-registry, whose native module isn't built. Returns nothing about this
// machine (its ID, its build), which VS Code treats as missing values.
'use strict';
exports.GetStringRegKey = () => undefined;
exports.GetDWORDRegKey = () => undefined;
