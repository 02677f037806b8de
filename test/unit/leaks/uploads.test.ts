import assert from 'node:assert/strict';
import { writeFile } from 'node:fs/promises';
import path from 'node:path';
import { after, before, describe, it } from 'node:test';
import type * as vscodeTypes from 'vscode';
import { Backups } from '../../../src/upload/backups.ts';
import { Network } from '../../../src/zoho/network.ts';
import type { Emulator } from '../../emulator/emulator.ts';
import { EmulatorControl } from '../../emulator/control.ts';
import type { EmulatorProcess } from '../../emulator/process.ts';
import { startEmulatorProcess } from '../../emulator/process.ts';
import { howMany } from '../../long.ts';
import { png } from '../../pictures.ts';
import { CommandInTest } from '../commands/commandInTest.ts';
import { forgetAll, told } from '../commands/person.ts';
import { vscode } from '../stubbedVscode.ts';
import { assertLeavesNothing } from './residue.ts';

const { uploadPhoto } = await import('../../../src/commands/uploadPhoto.ts');

const TIMES = howMany(60, 1000);

describe(`${TIMES} uploads`, () => {
  const command = new CommandInTest();
  let emulator: EmulatorProcess;
  let network: Network;
  let pictures: vscodeTypes.Uri[];

  before(async () => {
    // In a process of its own, since it remembers every request.
    emulator = await startEmulatorProcess();
    network = new Network({
      userAgent: 'test',
      timeLimit: () => 60,
      systemCertificates: () => false,
      onExchange: () => undefined,
      answerMs: 500,
    });
    command.world = {
      emulator: emulator as unknown as Emulator,
      control: new EmulatorControl(emulator.control),
      network,
      close: () => emulator.stop(),
    };
    await command.begin();
    // What is kept on purpose is full soon: a few backups.
    const limits = { bytes: 1000, milliseconds: 1_000_000_000 };
    const backups = new Backups(path.join(command.keeping.folder, 'few'), () => limits);
    Object.assign(command.services, { backups });
    pictures = await Promise.all(
      ['a.png', 'b.png'].map(async (name, index) => {
        const file = path.join(command.keeping.folder, name);
        await writeFile(file, await png({ width: 32 + index, height: 32 }));
        return (vscode.Uri as typeof vscodeTypes.Uri).file(file);
      }),
    );
  });

  after(async () => {
    await command.end();
    await command.close();
  });

  /** One in ten is refused, and one in ten canceled. */
  async function once(time: number): Promise<void> {
    const [isRefused, isCanceled] = [time % 10 === 3, time % 10 === 7];
    if (isRefused) {
      await command.refuses('POST', 'INTERNAL_ERROR', 500);
    }
    const done = uploadPhoto(command.services, pictures[time % 2]);
    const input = await command.askedForRecord();
    if (isCanceled) {
      input.hide();
    } else {
      await command.chooseAmelia();
      (await told(/^[ab]\.png|./)).press();
    }
    await done;
    forgetAll();
    command.log.length = 0;
  }

  it('leave nothing open and nothing in memory', async (test) => {
    await assertLeavesNothing(test, TIMES, once, () => network.close());
    assert.ok(await command.stored());
  });
});
