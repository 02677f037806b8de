import assert from 'node:assert/strict';
import { beforeEach, describe, it } from 'node:test';
import type { Services } from '../../../src/commands/services.ts';
import type { Inspected, Refused } from '../../../src/image/inspect.ts';
import { inspect } from '../../../src/image/inspect.ts';
import { pictureOf } from '../../pictures.ts';
import { scene } from '../../scene.ts';
import type { QuickInput } from '../ui/quickInputs.ts';
import { shownInputs } from '../ui/quickInputs.ts';
import { until } from '../until.ts';

const { wantsCmykConverted } = await import('../../../src/commands/cmyk.ts');

interface Looked {
  readonly name: string;
  readonly inspected: Inspected | Refused;
}

async function looked(name: string, bytes: Promise<Buffer>): Promise<Looked> {
  return { name, inspected: await inspect(pictureOf(await bytes, name)) };
}

const CMYK = await looked('print.jpg', scene().toColourspace('cmyk').jpeg().toBuffer());
const OTHER = await looked('other.jpg', scene().toColourspace('cmyk').jpeg().toBuffer());
const RGB = await looked('screen.jpg', scene().jpeg().toBuffer());
const WEBP = await looked('shop.webp', scene().webp().toBuffer());

function wants(
  pictures: readonly Looked[],
  { convertCmyk = 'ask', fitPictures = 'ask', longestSide = undefined as number | undefined } = {},
): Promise<boolean | undefined> {
  const settings = {
    convertCmyk: () => convertCmyk,
    fitPictures: () => fitPictures,
    longestSide: () => longestSide,
  };
  return wantsCmykConverted({ settings } as unknown as Services, pictures);
}

async function question(): Promise<QuickInput> {
  await until('it is asked', () => shownInputs.length === 1);
  const [input] = shownInputs;
  assert.ok(input);
  return input;
}

describe('pictures in CMYK', () => {
  beforeEach(() => {
    shownInputs.length = 0;
  });

  it('are asked about once for all', async () => {
    const answer = wants([CMYK, RGB, OTHER, WEBP]);
    const input = await question();
    assert.equal(input.title, 'Pictures with CMYK Colors');
    assert.match(input.placeholder, /^2 pictures have CMYK colors/);
    input.choose('Convert to RGB');
    assert.equal(await answer, true);
    assert.equal(shownInputs.length, 1);
  });

  it('can be uploaded as they are', async () => {
    const answer = wants([CMYK]);
    const input = await question();
    assert.equal(input.title, 'print.jpg: CMYK Colors');
    input.choose('Upload as is');
    assert.equal(await answer, false);
  });

  it('aren’t uploaded if the question is canceled', async () => {
    const answer = wants([CMYK]);
    (await question()).hide();
    assert.equal(await answer, undefined);
  });

  it('aren’t asked about if there are none, a setting decides, or they are resized anyway', async () => {
    assert.equal(await wants([RGB, WEBP]), false);
    assert.equal(await wants([CMYK], { convertCmyk: 'always' }), true);
    assert.equal(await wants([CMYK], { convertCmyk: 'never' }), false);
    assert.equal(await wants([CMYK], { fitPictures: 'never' }), false);
    assert.equal(await wants([CMYK], { longestSide: 100 }), false);
    assert.equal(shownInputs.length, 0);
  });
});
