import { lamp } from '../../drawings.ts';
import { FILE, suggestion } from './suggestion.ts';
import { packageExtension } from '../../../scripts/package.ts';
import type { Stage } from '../../e2e/stage.ts';
import { openStage } from '../../e2e/stage.ts';
import { AMELIA } from '../../e2e/person.ts';
import { printAims } from '../aim.ts';
import type { Bench } from '../bench.ts';
import type { Result } from '../result.ts';
import { rounded } from '../result.ts';
import { median, summary } from '../statistics.ts';
import { table } from '../table.ts';

const CASE = '12 letters';
const NAME = 'Bartholomeus';
const ROUNDS = 9;
/** Milliseconds from the last keystroke to the search: see src/upload/recordSearch.ts. */
const PAUSE = 250;
/** Milliseconds between keystrokes at sixty words per minute. */
const BETWEEN_LETTERS = 200;
const AIM = { milliseconds: 50, requests: 3 };

interface Round {
  readonly milliseconds: number;
  readonly requests: number;
}

/**
 * From the last letter of a name to its record in the list, in a real VS Code, by typing speed.
 * Excludes the pause before the search and the CRM's own time, which is measured with the same
 * request from here.
 */
export const search: Bench = {
  name: 'search',
  async run({ rounds = ROUNDS }) {
    await packageExtension();
    const stage = await openStage({ files: { [FILE]: await lamp() } });
    try {
      await stage.person.signIn();
      await stage.crm.patchRecord('Contacts', AMELIA.id, { Full_Name: NAME, First_Name: NAME });
      const all: Round[] = [];
      for (let round = -1; round < rounds; round += 1) {
        const measured = await typeName(stage);
        if (round >= 0) {
          all.push(measured);
        }
      }
      const typed = print(all, await serverTime(stage));
      return [...typed, ...(await suggestion(stage, rounds))];
    } finally {
      await stage.close();
    }
  },
};

async function typeName({ crm, person, window }: Stage): Promise<Round> {
  const before = await searches(crm);
  await person.rightClick('mug.jpg');
  await window.quickInput.shown({ placeholder: /^Which record/ });
  await window.quickInput.choose('Contacts');
  await window.quickInput.shown({ placeholder: /name, email, phone/ });
  const { page } = window;
  await page.evaluate(`window.lastLetter = 0;
    document.addEventListener('input', () => { window.lastLetter = performance.now(); }, true);`);
  const shown = page.waitForFunction(
    `[...document.querySelectorAll('.quick-input-list .label-name')]
      .some(({ textContent }) => textContent.includes('${NAME}')) && performance.now()`,
    undefined,
    { polling: 'raf' },
  );
  await page.keyboard.type(NAME, { delay: BETWEEN_LETTERS });
  const at = Number(await (await shown).jsonValue());
  const lastLetter = Number(await page.evaluate('window.lastLetter'));
  await window.quickInput.escape();
  return { milliseconds: at - lastLetter - PAUSE, requests: (await searches(crm)) - before };
}

async function searches(crm: Stage['crm']): Promise<number> {
  return (await crm.requests()).filter(({ path }) => /\/(search|coql)\b/.test(path)).length;
}

/** Milliseconds for the same request on an open connection. */
async function serverTime({ crm, emulator }: Stage): Promise<number> {
  const token = await crm.issueAccessToken();
  const times: number[] = [];
  for (let round = 0; round < 20; round += 1) {
    const started = performance.now();
    const answer = await fetch(`${emulator.servers.api}/crm/v8/Contacts/search?word=${NAME}`, {
      headers: { authorization: `Zoho-oauthtoken ${token}` },
    });
    await answer.arrayBuffer();
    times.push(performance.now() - started);
  }
  return median(times);
}

function print(all: readonly Round[], server: number): Result[] {
  const above = all.map(({ milliseconds }) => milliseconds - server);
  const requests = all.map((round) => round.requests);
  const { median: middle, lowerQuartile, upperQuartile } = summary(above);
  const most = Math.max(...requests);
  console.log(
    `\nsearch, ${CASE}, ${all.length} rounds, the CRM's own time ${server.toFixed(1)} ms\n`,
  );
  const quartiles = `${lowerQuartile.toFixed(1)} to ${upperQuartile.toFixed(1)}`;
  const row = ['ours', middle.toFixed(1), quartiles, String(median(requests)), String(most)];
  console.log(
    `${table(['', 'median ms above pause and server', 'quartiles', 'requests', 'most'], [row])}\n`,
  );
  printAims([
    {
      text: `the record shows within ${AIM.milliseconds} ms`,
      met: middle < AIM.milliseconds,
      because: `${middle.toFixed(1)} ms`,
    },
    {
      text: `at most ${AIM.requests} requests`,
      met: most <= AIM.requests,
      because: `${most}`,
    },
  ]);
  const result = { bench: 'search', case: CASE, subject: 'ours' };
  return [
    { ...result, metric: 'median ms above pause and server', value: rounded(middle) },
    { ...result, metric: 'requests', value: median(requests) },
  ];
}
