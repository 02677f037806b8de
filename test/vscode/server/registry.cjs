// Stands in for @vscode/windows-registry, whose native module is not built: of what Windows knows of
// this machine (its id, its build) nothing is told, which VS Code takes for not being there.
'use strict';
exports.GetStringRegKey = () => undefined;
exports.GetDWORDRegKey = () => undefined;
