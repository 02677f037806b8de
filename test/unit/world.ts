import { Network } from '../../src/zoho/network.ts';
import { EmulatorControl } from '../emulator/control.ts';
import type { Emulator } from '../emulator/emulator.ts';
import { startEmulator } from '../emulator/emulator.ts';

/** What the product connects to in a test: a Zoho CRM and the network in between. */
export interface World {
  readonly emulator: Emulator;
  readonly control: EmulatorControl;
  readonly network: Network;
  readonly close: () => Promise<void>;
}

export async function openWorld(): Promise<World> {
  const emulator = await startEmulator();
  const network = new Network({
    userAgent: 'test',
    timeLimit: () => 60,
    systemCertificates: () => false,
    onExchange: () => undefined,
    answerMs: 500,
  });
  return {
    emulator,
    control: new EmulatorControl(emulator.control),
    network,
    close: async () => {
      await network.close();
      await emulator.close();
    },
  };
}
