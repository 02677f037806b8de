import { AMELIA } from '../../e2e/person.ts';
import type { Stage } from '../../e2e/stage.ts';
import { printAims } from '../aim.ts';
import type { Result } from '../result.ts';
import { rounded } from '../result.ts';
import { median } from '../statistics.ts';
import { table } from '../table.ts';

/** A search for its name finds a record. */
export const FILE = 'bartholomeus.jpg';
/** Milliseconds that the search takes: a list that waited for it would show. */
const SEARCH = 500;
const AIM = { milliseconds: 50, requests: 1 };

interface Opened {
  readonly milliseconds: number;
  readonly requests: number;
}

/**
 * From the choice of the command to the list of records, with and without a suggestion by the file's
 * name, and the requests for it.
 */
export async function suggestion(stage: Stage, rounds: number): Promise<Result[]> {
  // Contacts is the module used last.
  await stage.person.upload('mug.jpg');
  await stage.window.notifications.clear();
  const measured: Opened[][] = [];
  for (const suggests of [true, false]) {
    await stage.window.change({ 'zohoCrmPhotos.suggestRecords': suggests });
    const all: Opened[] = [];
    for (let round = -1; round < rounds; round += 1) {
      const opened = await open(stage, suggests);
      if (round >= 0) {
        all.push(opened);
      }
    }
    measured.push(all);
  }
  const [suggesting = [], without = []] = measured;
  return print(suggesting, without);
}

async function open({ crm, person, window }: Stage, suggests: boolean): Promise<Opened> {
  const { page, quickInput } = window;
  await crm.reset({ keepTokens: true });
  await crm.patchRecord('Contacts', AMELIA.id, { Full_Name: 'Bartholomeus' });
  await crm.fault({ path: '/search', delayMs: SEARCH });
  await page.evaluate(`if (window.presses === undefined) {
      for (const type of ['mousedown', 'mouseup', 'click', 'keydown']) {
        document.addEventListener(type, () => { window.presses.push(performance.now()); }, true);
      }
    }
    window.presses = [];`);
  const shown = page.waitForFunction(
    // A closed list stays in the page.
    `document.querySelector('.quick-input-widget')?.checkVisibility() &&
      document.querySelector('.quick-input-title')?.textContent.includes('${FILE}') &&
      [...document.querySelectorAll('.quick-input-list .label-name')]
        .some(({ textContent }) => textContent.includes('Leads')) && performance.now()`,
    undefined,
    { polling: 'raf' },
  );
  await person.rightClick(FILE);
  const at = Number(await (await shown).jsonValue());
  const presses = await page.evaluate<number[]>('window.presses');
  // What chose the command; others may follow while the list is open.
  const lastPress = Math.max(...presses.filter((press) => press < at));
  if (suggests) {
    await quickInput.found(([item]) => item?.label === 'Bartholomeus');
  }
  await quickInput.escape();
  const searches = (await crm.requests()).filter(({ path }) => /\/(search|coql)\b/.test(path));
  return { milliseconds: at - lastPress, requests: searches.length };
}

function print(suggesting: readonly Opened[], without: readonly Opened[]): Result[] {
  const [shows, showsWithout] = [suggesting, without].map((all) =>
    median(all.map(({ milliseconds }) => milliseconds)),
  ) as [number, number];
  const most = Math.max(...suggesting.map(({ requests }) => requests));
  const none = Math.max(...without.map(({ requests }) => requests));
  console.log(
    `\nsuggestion by the file's name, ${suggesting.length} rounds, a search that takes ${SEARCH} ms\n`,
  );
  const rows = [
    ['with', shows.toFixed(1), String(most)],
    ['without', showsWithout.toFixed(1), String(none)],
  ];
  console.log(`${table(['', 'median ms to the list', 'most requests'], rows)}\n`);
  printAims([
    {
      text: `the list shows within ${AIM.milliseconds} ms of one without a suggestion`,
      met: shows - showsWithout < AIM.milliseconds,
      because: `${(shows - showsWithout).toFixed(1)} ms`,
    },
    {
      text: `at most ${AIM.requests} request, and none if it's turned off`,
      met: most <= AIM.requests && none === 0,
      because: `${most} and ${none}`,
    },
  ]);
  const result = { bench: 'search', case: 'suggestion', subject: 'ours' };
  return [
    { ...result, metric: 'median ms to the list', value: rounded(shows) },
    { ...result, metric: 'median ms to the list without', value: rounded(showsWithout) },
    { ...result, metric: 'requests', value: most },
  ];
}
