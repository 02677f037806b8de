import { strict as assert } from 'node:assert';
import * as vscode from 'vscode';
import manifest from '../../../package.json' with { type: 'json' };
import { settings } from '../../../src/settings.ts';
import { EmulatorControl } from '../../emulator/control.ts';
import { emulator } from '../surroundings.ts';

const ID = `${manifest.publisher}.${manifest.name}`;

describe('the extension', () => {
  it('activates by itself after VS Code has started', async () => {
    while (vscode.extensions.getExtension(ID)?.isActive !== true) {
      await new Promise((resolve) => setImmediate(resolve));
    }
  });

  it('registers every command that it contributes and asks no questions', async () => {
    const control = new EmulatorControl(emulator.control);
    await control.reset();
    await vscode.extensions.getExtension(ID)?.activate();
    const registered = await vscode.commands.getCommands(true);
    for (const { command } of manifest.contributes.commands) {
      assert.ok(registered.includes(command), command);
    }
    assert.deepEqual(await control.requests(), []);
  });

  it('offers accounts to VS Code, but none before the first sign-in', async () => {
    assert.deepEqual(await vscode.authentication.getAccounts('zoho-crm'), []);
  });

  it('copies diagnostics without a sign-in', async () => {
    void vscode.commands.executeCommand('zohoCrmPhotos.copyDiagnostics');
    let text = '';
    while (!text.includes('Photo Uploader for Zoho CRM')) {
      await new Promise((resolve) => setImmediate(resolve));
      text = await vscode.env.clipboard.readText();
    }
    assert.ok(text.includes(`VS Code: ${vscode.version}`), text);
    assert.ok(text.includes('Accounts: none'), text);
  });
});

describe('the setting for a custom server', () => {
  it('can only be set by the person: the workspace’s has no effect', () => {
    const { accounts, api, web } = emulator.servers;
    const seen = vscode.workspace.getConfiguration('zohoCrmPhotos').inspect('customServer');
    assert.deepEqual(settings.customServer(), { kind: 'set', servers: { accounts, api, web } });
    assert.equal(seen?.workspaceFolderValue ?? seen?.workspaceValue, undefined);
  });
});
