import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { vscode } from '../stubbedVscode.ts';

/** As far as the code uses it. */
class FakeUri {
  readonly scheme: string;
  readonly authority: string;
  readonly path: string;

  constructor(scheme: string, authority: string, path: string) {
    this.scheme = scheme;
    this.authority = authority;
    this.path = path;
  }

  static parse(text: string): FakeUri {
    const [, scheme, authority = '', path = ''] =
      /^([a-z-]+):(?:\/\/([^/]*))?(.*)$/.exec(text) ?? [];
    if (scheme === undefined || (authority === '' && path.startsWith('//'))) {
      throw new Error(`[UriError]: ${text}`);
    }
    return new FakeUri(scheme, decodeURIComponent(authority), decodeURIComponent(path));
  }

  get fsPath(): string {
    return this.authority === '' ? this.path : `//${this.authority}${this.path}`;
  }

  with({ scheme, authority }: { scheme: string; authority: string }): FakeUri {
    if (authority === '' && this.path.startsWith('//')) {
      throw new Error(`[UriError]: ${this.path}`);
    }
    return new FakeUri(scheme, authority, this.path);
  }

  toString(): string {
    return `${this.scheme}://${this.authority}${this.path}`;
  }
}

vscode.Uri = FakeUri;
const workspace: { workspaceFolders?: { uri: FakeUri }[] } = {};
vscode.workspace = workspace;

const { fileOfPage } = await import('../../../src/ui/fileOfPage.ts');

function found(text: string, ...folders: string[]): string | undefined {
  workspace.workspaceFolders = folders.map((folder) => ({ uri: FakeUri.parse(folder) }));
  return fileOfPage(text)?.toString();
}

describe('a file that was dropped on a page', () => {
  const remote = 'vscode-remote://ssh-remote+shop/srv/mug.jpg';

  it('is the one that its URI names', () => {
    assert.equal(found('file:///home/ada/mug.jpg'), 'file:///home/ada/mug.jpg');
    assert.equal(found('file:///home/ada/mug.jpg', 'file:///srv'), 'file:///home/ada/mug.jpg');
    assert.equal(found(remote), remote);
    assert.equal(found(remote, 'vscode-remote://ssh-remote+shop/srv'), remote);
  });

  it('is on the machine that the extension runs on', () => {
    assert.equal(found(remote, 'file:///srv'), 'file:///srv/mug.jpg');
  });

  it('isn’t on a network server where the workspace isn’t', () => {
    const file = 'file://nas/share/mug.jpg';
    assert.equal(found(file), undefined);
    assert.equal(found(file, 'file:///c:/shop', 'vscode-remote://nas/share'), undefined);
    assert.equal(found(file, 'file://other/share'), undefined);
    assert.equal(found(file, 'file://NAS/catalog'), file);
    assert.equal(found('file:///%5C%5Cnas%5Cshare%5Cmug.jpg', 'file:///c:/shop'), undefined);
  });

  it('isn’t on a network server of the remote machine either', () => {
    const named = 'vscode-remote://ssh-remote+shop/';
    assert.equal(found(`${named}%5C%5Cnas%5Cshare%5Cmug.jpg`, 'file:///c:/shop'), undefined);
    assert.equal(found(`${named}%2Fnas/share/mug.jpg`, 'file:///c:/shop'), undefined);
  });

  it('is none if that’s no URI', () => {
    for (const text of ['', 'mug.jpg', 'file:////nas/share/mug.jpg']) {
      assert.equal(found(text), undefined);
    }
  });
});
