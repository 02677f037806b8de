import assert from 'node:assert/strict';
import { once } from 'node:events';
import { writeFile } from 'node:fs/promises';
import type { Server } from 'node:http';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import path from 'node:path';
import { after, before, describe, it } from 'node:test';
import sharp from 'sharp';
import { chair, lamp, mug, portrait } from '../../drawings.ts';
import { workbookOf } from '../../unit/batch/table/workbooks.ts';
import { BatchPage } from '../batchPage.ts';
import { UPLOAD_FOLDER } from '../person.ts';
import { Interactions } from '../interactions.ts';
import { LONG_FORM } from '../../long.ts';
import { sharedStage } from '../sharedStage.ts';
import type { Stage } from '../stage.ts';

/** A folder per product, with two pictures each. */
const PRODUCTS = Array.from({ length: 20 }, (_, n) => `DESK-${String(n + 1).padStart(2, '0')}`);
/** Shots named by their codes. */
const FORTY = Array.from({ length: 40 }, (_, n) => `SHOT-${String(n + 1).padStart(2, '0')}`);
const DRAWINGS = [lamp, mug, chair, portrait];

async function shot(n: number): Promise<Buffer> {
  const drawn = await DRAWINGS[n % DRAWINGS.length]?.();
  return sharp(drawn)
    .resize(240 + n)
    .jpeg()
    .toBuffer();
}

async function productShots(): Promise<Record<string, Buffer>> {
  const files = PRODUCTS.map(async (code, n): Promise<[string, Buffer][]> => [
    [`catalog/${code}/front.jpg`, await shot(n)],
    [`catalog/${code}/back.jpg`, await shot(n + 1)],
  ]);
  return Object.fromEntries((await Promise.all(files)).flat());
}

/** A shop's export: some of its pictures are in the folder, one is still where the shop serves it. */
function shopExport(origin: string): string {
  return [
    'Handle,Variant SKU,Image Src',
    `desk-lamp,SHOP-LAMP,https://cdn.shop.example/products/desk-lamp.jpg?v=1612345678`,
    `desk-lamp,SHOP-LAMP-XL,https://cdn.shop.example/products/desk-lamp.jpg?v=1612345678`,
    `boot,SHOP-BOOT,https://cdn.shop.example/products/boot%2014.jpg?v=1612345679`,
    `kite,SHOP-KITE,${origin}/files/kite.jpg?v=3`,
    '',
  ].join('\n');
}

export async function filesOfPeople(): Promise<Record<string, Buffer | string>> {
  const people = ['Zoe_Mueller', 'Amelia_Fischer', 'ONeil_Berta', 'Nobody_Here'];
  const portraits = people.map(async (name, n) => [`team/${name}.jpg`, await shot(n)] as const);
  return {
    ...(await productShots()),
    ...Object.fromEntries(
      await Promise.all(
        FORTY.map(async (code, n) => [`forty/${code}.jpg`, await shot(n)] as const),
      ),
    ),
    'catalog/.DS_Store': 'x',
    'catalog/DESK-01/._front.jpg': 'x',
    ...Object.fromEntries(await Promise.all(portraits)),
    'shop/desk-lamp.jpg': await shot(1),
    'shop/boot 14.jpeg': await shot(2),
    'print/flyer.jpg': await sharp(await mug())
      .resize(240)
      .toColourspace('cmyk')
      .jpeg()
      .toBuffer(),
    'print/lamp.jpg': await shot(1),
    'print/stock.xlsx': workbookOf({
      Prices: {
        rows: [
          ['Code', 'EUR'],
          ['PRINT-01', '12'],
        ],
      },
      Photos: {
        rows: [
          ['PRINT-01', 'flyer.jpg'],
          ['PRINT-02', 'lamp.jpg'],
        ],
      },
    }),
    'shop/products.csv': shopExport('http://shop.example'),
  };
}

describe('real-world pictures and tables', () => {
  let stage: Stage;
  let page: BatchPage;
  let shop: Server;
  let asked: string[];
  let ids: readonly string[];

  before(async () => {
    const drawn = await mug();
    asked = [];
    shop = createServer(({ url = '' }, response) => {
      asked.push(url);
      response.writeHead(url.startsWith('/files/kite') ? 200 : 404).end(drawn);
    });
    shop.listen(0, '127.0.0.1');
    await once(shop, 'listening');
    const { port } = shop.address() as AddressInfo;
    stage = await sharedStage();
    const table = path.join(stage.folder, 'shop', 'products.csv');
    await writeFile(table, shopExport(`http://127.0.0.1:${port}`));
    page = new BatchPage(stage.window.editors);
    ids = await addProducts();
  });

  function addProducts(): Promise<readonly string[]> {
    return stage.crm.addRecords(
      'Products',
      PRODUCTS.map((code) => ({ Product_Name: `Article ${code}`, Product_Code: code })),
    );
  }

  /** The products anew, with Zoho’s own export of them in the folder. */
  async function exportProducts(): Promise<void> {
    await stage.crm.reset({ keepTokens: true });
    ids = await addProducts();
    const rows = PRODUCTS.map(
      (code, n) => `zcrm_${ids[n] ?? ''},zcrm_4876876000000001001,Article ${code},${code}`,
    );
    await writeFile(
      path.join(stage.folder, 'catalog', 'Products.csv'),
      `Record Id,Product Owner.id,Product Name,Product Code\r\n${rows.join('\r\n')}\r\n`,
    );
  }

  after(() => {
    shop.close();
    shop.closeAllConnections();
  });

  async function begin(folder: string, module: string): Promise<void> {
    const { explorer, quickInput } = stage.window;
    await explorer.choose([folder], UPLOAD_FOLDER);
    await quickInput.shown({ placeholder: /^Which module/ });
    await quickInput.choose(module);
    await quickInput.shown({ placeholder: /^Match file names to/ });
  }

  async function finish(count: number): Promise<void> {
    await page.press(`Upload ${count} Photo${count === 1 ? '' : 's'}`);
    await page.counts('Done', count);
  }

  /** Takes the first suggestion; at most 5 interactions. */
  async function fromFolderToRun(folder: string, suggestion: string, count: number): Promise<void> {
    const { explorer, quickInput } = stage.window;
    const interactions = new Interactions();
    await interactions.do(`right-click ${folder}`, () => Promise.resolve());
    await interactions.do('choose the command', () => explorer.choose([folder], UPLOAD_FOLDER));
    await quickInput.shown({ placeholder: /^Which module/ });
    await interactions.do('choose Products', () => quickInput.choose('Products'));
    await quickInput.shown({ placeholder: /^Match file names to Products/ });
    await quickInput.found(([first]) => first?.description === `finds ${count} of ${count}`);
    await stage.window.screenshot(`suggested-for-${folder}`);
    assert.equal((await quickInput.items())[0]?.label, suggestion);
    await interactions.do('take the first suggestion', () => quickInput.choose(suggestion));
    await page.shown(`Upload ${count} photos to Products?`);
    await interactions.do(`press Upload ${count} Photos`, () => finish(count));
    console.log(`from the folder ${folder} to the run: ${interactions.count} interactions`);
    assert.ok(interactions.count <= 5, interactions.list);
  }

  function nameOf(index: number): Promise<string | undefined> {
    return stage.crm.photo('Products', ids[index] ?? '').then((photo) => photo?.fileName);
  }

  it('forty shots named by product code take 5 interactions', async () => {
    const codes = FORTY;
    const forty = await stage.crm.addRecords(
      'Products',
      codes.map((code) => ({ Product_Name: `Article ${code}`, Product_Code: code })),
    );
    await fromFolderToRun('forty', 'File name = Product Code', 40);
    const last = await stage.crm.photo('Products', forty.at(-1) ?? '');
    assert.equal(last?.fileName, `${codes.at(-1)}.jpg`);
    await stage.window.commandPalette.run('View: Close All Editors');
    await stage.reset();
    ids = await addProducts();
  });

  it('a folder per product, named by its code', async () => {
    const { quickInput } = stage.window;
    await begin('catalog', 'Products');
    await quickInput.choose('Product Code');
    await quickInput.shown({ message: /^\{key\} = Product Code/ });
    const [first] = await quickInput.items();
    assert.equal(first?.label, '{key}/*');
    assert.match(first.description, /^the folder’s name/);
    await stage.window.screenshot('folders');
    await quickInput.choose('{key}/*');
    await quickInput.shown({ placeholder: /^Which picture\? 20 records have several/ });
    await quickInput.choose('The one whose name ends in…');
    await quickInput.shown({ message: /^How does the right picture’s name end/ });
    await quickInput.type('front');
    await quickInput.accept();
    await page.shown('Upload 20 photos to Products?');
    await stage.window.screenshot('folders-review');
    await finish(20);
    assert.deepEqual(
      await Promise.all(PRODUCTS.map((_, n) => nameOf(n))),
      Array(20).fill('front.jpg'),
    );
  });

  it('the same with Zoho’s own export of the products', LONG_FORM, async () => {
    const { quickInput } = stage.window;
    await exportProducts();
    await begin('catalog', 'Products');
    await quickInput.chooseOn('A mapping file…', /^Select the mapping file/);
    await quickInput.choose('Products.csv');
    await quickInput.shown({ placeholder: /^Which column contains the file names/ });
    assert.equal((await quickInput.items())[0]?.label, 'Product Code');
    await quickInput.accept();
    await quickInput.shown({ placeholder: /^Which column identifies the records/ });
    assert.equal((await quickInput.items())[0]?.label, 'Record Id');
    await quickInput.accept();
    await quickInput.shown({ placeholder: /^Which picture\? 20 records have several/ });
    await quickInput.choose('The first by name');
    await page.shown('Upload 20 photos to Products?');
    await finish(20);
    assert.deepEqual(
      await Promise.all(PRODUCTS.map((_, n) => nameOf(n))),
      Array(20).fill('back.jpg'),
    );
  });

  it('takes 5 interactions with Zoho’s own export in the folder', async () => {
    await exportProducts();
    await stage.window.notifications.clear();
    const label = 'Products.csv: Product Code → Record Id';
    await fromFolderToRun('catalog', label, 20);
    assert.deepEqual(
      await Promise.all(PRODUCTS.map((_, n) => nameOf(n))),
      Array(20).fill('front.jpg'),
    );
  });

  it('portraits by first and last name, with suggestions for names that match no one', async () => {
    const { quickInput } = stage.window;
    await stage.crm.reset({ keepTokens: true });
    await stage.crm.addRecords('Contacts', [
      { First_Name: 'Zoë', Last_Name: 'Müller', Full_Name: 'Zoë Müller' },
      { First_Name: 'Berta', Last_Name: 'O’Neil', Full_Name: 'Berta O’Neil' },
    ]);
    await begin('team', 'Contacts');
    await quickInput.choose('First and last name');
    await quickInput.shown({ placeholder: /^File name pattern with \{first\} and \{last\}/ });
    await stage.window.screenshot('first-and-last-name');
    await quickInput.choose('{first}_{last}');
    await page.shown('Upload 1 photo to Contacts?');
    const use = page.frame.getByRole('button', { name: /^Use “Zoë Müller”/ });
    await use.waitFor();
    await page.frame.getByRole('button', { name: /^Use “Berta O’Neil”/ }).waitFor();
    await stage.window.screenshot('may-be-meant');
    await use.click();
    await page.shown('Upload 2 photos to Contacts?');
    await finish(2);
    await stage.window.notifications.clear();
  });

  it('a shop’s export with URLs, one of a picture that isn’t downloaded yet', async () => {
    const { dialog, quickInput } = stage.window;
    await stage.crm.reset({ keepTokens: true });
    const codes = ['SHOP-LAMP', 'SHOP-LAMP-XL', 'SHOP-BOOT', 'SHOP-KITE'];
    ids = await stage.crm.addRecords(
      'Products',
      codes.map((code) => ({ Product_Name: code, Product_Code: code })),
    );
    await begin('shop', 'Products');
    await quickInput.chooseOn('A mapping file…', /^Select the mapping file/);
    await quickInput.choose('products.csv');
    await quickInput.shown({ placeholder: /^Which column contains the file names/ });
    assert.equal((await quickInput.items())[0]?.label, 'Image Src');
    await quickInput.accept();
    await quickInput.shown({ placeholder: /^Which column identifies the records/ });
    assert.equal((await quickInput.items())[0]?.label, 'Variant SKU');
    await quickInput.accept();
    await quickInput.shown({ placeholder: /“Variant SKU”/ });
    await quickInput.choose('Product Code');
    await dialog.shown(/^1 picture in the table isn’t on this machine/);
    await stage.window.screenshot('download-missing');
    assert.deepEqual(asked, []);
    await dialog.choose('Download It…');
    await quickInput.shown({ title: 'Folder for Downloaded Pictures' });
    await quickInput.type(`${path.join(stage.folder, 'shop')}/`);
    await quickInput.accept();
    await page.shown('Upload 4 photos to Products?');
    await stage.window.screenshot('shop-export');
    assert.deepEqual(asked, ['/files/kite.jpg?v=3']);
    await finish(4);
    assert.deepEqual(await Promise.all(codes.map((_, n) => nameOf(n))), [
      'desk-lamp.jpg',
      'desk-lamp.jpg',
      'boot 14.jpeg',
      'kite.jpg',
    ]);
  });

  it('a workbook with several sheets and no column names, and a CMYK picture', async () => {
    const { quickInput } = stage.window;
    await stage.crm.reset({ keepTokens: true });
    const codes = ['PRINT-01', 'PRINT-02'];
    ids = await stage.crm.addRecords(
      'Products',
      codes.map((code) => ({ Product_Name: code, Product_Code: code })),
    );
    await begin('print', 'Products');
    await quickInput.chooseOn('A mapping file…', /^Select the mapping file/);
    await quickInput.choose('stock.xlsx');
    await quickInput.shown({ placeholder: /^Select the sheet/ });
    await quickInput.choose('Photos');
    await quickInput.shown({ placeholder: /^Does the first row contain column names/ });
    const [rather] = await quickInput.items();
    assert.equal(rather?.label, 'No column names');
    assert.equal(rather.description, 'Column 1: PRINT-01, Column 2: flyer.jpg');
    await quickInput.back();
    await quickInput.shown({ placeholder: /^Select the sheet/ });
    await quickInput.choose('Photos');
    await quickInput.shown({ placeholder: /^Does the first row contain column names/ });
    await quickInput.accept();
    await quickInput.shown({ placeholder: /^Which column contains the file names/ });
    assert.equal((await quickInput.items())[0]?.label, 'Column 2');
    await quickInput.accept();
    await quickInput.shown({ placeholder: /^Which column identifies the records/ });
    await quickInput.accept();
    await quickInput.shown({ placeholder: /“Column 1”/ });
    await quickInput.choose('Product Code');
    await page.shown('Upload 2 photos to Products?');
    await page.press('Upload 2 Photos');
    await quickInput.shown({ title: 'flyer.jpg: CMYK Colors' });
    await stage.window.screenshot('cmyk');
    await quickInput.choose('Convert to RGB');
    await page.counts('Done', 2);
    assert.deepEqual(await Promise.all(codes.map((_, n) => nameOf(n))), ['flyer.jpg', 'lamp.jpg']);
  });
});
