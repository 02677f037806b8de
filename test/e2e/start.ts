/** `npm start`: runs the emulator and a real VS Code with the packaged extension, for trying out. */
import { once } from 'node:events';
import process from 'node:process';
import { packageExtension } from '../../scripts/package.ts';
import { EmulatorControl } from '../emulator/control.ts';
import { startEmulatorProcess } from '../emulator/process.ts';
import { serveWindow } from '../vscode/servedWindow.ts';
import { AMELIA } from './person.ts';
import { removeWorkspace, workspace } from './stage.ts';

const vsix = await packageExtension();
const emulator = await startEmulatorProcess();
const folder = await workspace();
const window = await serveWindow({
  channel: 'newest',
  vsix,
  folder,
  settings: { 'zohoCrmPhotos.customServer': emulator.servers },
});
const code = await new EmulatorControl(emulator.control).issueCode({ validMs: 3_600_000 });
console.log(`
Open in a browser:      ${window.url}
Records of the CRM:     ${emulator.servers.web}

Right-click portrait.jpg and select "Upload Photo to Zoho CRM…". Sign in once:
  Client type           Self client
  Client ID             ${emulator.clientId}
  Client secret         ${emulator.clientSecret}
  URL of the CRM        ${emulator.servers.web}/crm/org808232144
  or a code             ${code} (valid for 1 hour)
Then choose Contacts and type Fischer, or enter the record ID ${AMELIA.id}.

Press Ctrl+C to stop.`);
await Promise.race([once(process, 'SIGINT'), once(process, 'SIGTERM'), window.ended()]);
await window.close();
await emulator.stop();
await removeWorkspace(folder);
process.exit(0);
