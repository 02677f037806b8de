import assert from 'node:assert/strict';
import { beforeEach, describe, it } from 'node:test';
import { vscode } from '../stubbedVscode.ts';
import { until } from '../until.ts';

interface Shown {
  readonly title: string;
  readonly reports: { message?: string; increment?: number }[];
  readonly cancel: () => void;
  isOpen: boolean;
}

/** Every notification that was shown, in order. */
let shown: Shown[] = [];
let statusBar: { text: string; until: Promise<unknown> }[] = [];

vscode.ProgressLocation = { Notification: 15 };
vscode.window = {
  withProgress: async (
    { title }: { title: string },
    work: (...given: object[]) => Promise<unknown>,
  ) => {
    let cancel = (): void => undefined;
    const one: Shown = {
      title,
      reports: [],
      cancel: () => {
        one.isOpen = false;
        cancel();
      },
      isOpen: true,
    };
    shown.push(one);
    const token = {
      onCancellationRequested: (listener: () => void) => {
        cancel = listener;
      },
    };
    await work({ report: (report: Shown['reports'][number]) => one.reports.push(report) }, token);
    one.isOpen = false;
  },
  setStatusBarMessage: (text: string, until: Promise<unknown>) => {
    statusBar.push({ text, until });
  },
};

const { withUploadProgress } = await import('../../../src/ui/uploadProgress.ts');

const turns = (): Promise<void> => new Promise((resolve) => setImmediate(resolve));

describe('the progress of an upload', () => {
  beforeEach(() => {
    shown = [];
    statusBar = [];
  });

  it('is shown as long as the work lasts, and gives its result', async () => {
    const result = await withUploadProgress('Uploading', async (_, show) => {
      assert.deepEqual(
        shown.map(({ isOpen }) => isOpen),
        [true],
      );
      show(0.5, 'half');
      await turns();
      return 7;
    });
    assert.equal(result, 7);
    await turns();
    assert.equal(shown[0]?.isOpen, false);
    assert.deepEqual(shown[0].reports, [{ message: 'half', increment: 50 }]);
  });

  it('is hidden while something else is in front, and comes back', async () => {
    await withUploadProgress('Uploading', async (_, show, hiddenWhile) => {
      show(0, 'waiting for your answer');
      const answer = await hiddenWhile(async () => {
        await turns();
        assert.equal(shown[0]?.isOpen, false);
        assert.equal(shown.length, 1);
        return 'yes';
      });
      assert.equal(answer, 'yes');
      await turns();
      assert.deepEqual(
        shown.map(({ isOpen }) => isOpen),
        [false, true],
      );
      show(0.25, '25%');
      await turns();
    });
    assert.deepEqual(shown[1]?.reports, [{ message: '25%', increment: 25 }]);
  });

  it('is canceled by any of its notifications, and says so until the work is over', async () => {
    const { promise, resolve } = Promise.withResolvers<undefined>();
    const working = withUploadProgress('Uploading', async (signal, _, hiddenWhile) => {
      await hiddenWhile(turns);
      await turns();
      shown[1]?.cancel();
      assert.ok(signal.aborted);
      await promise;
    });
    await until('it says so', () => statusBar.length > 0);
    assert.deepEqual(
      statusBar.map(({ text }) => text),
      ['Canceling…'],
    );
    resolve(undefined);
    await working;
    await statusBar[0]?.until;
  });

  it('does not come back if it was canceled while it was hidden', async () => {
    await withUploadProgress('Uploading', async (_, __, hiddenWhile) => {
      await hiddenWhile(async () => {
        shown[0]?.cancel();
        await turns();
      });
      await turns();
    });
    assert.equal(shown.length, 1);
  });

  it('ends with the error of the work', async () => {
    const working = withUploadProgress('Uploading', () => Promise.reject(new Error('a bug')));
    await assert.rejects(working, /a bug/);
    await turns();
    assert.equal(shown[0]?.isOpen, false);
  });
});
