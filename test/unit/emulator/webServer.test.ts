import assert from 'node:assert/strict';
import { after, before, beforeEach, describe, it } from 'node:test';
import { png } from '../../pictures.ts';
import { AMELIA, CrmClient } from './crmClient.ts';

const AMELIAS_PAGE = `/crm/org808232144/tab/Contacts/${AMELIA.id}`;

describe('web server', () => {
  let crm: CrmClient;
  before(async () => {
    crm = await CrmClient.start();
  });
  after(() => crm.close());
  beforeEach(() => crm.reset());

  async function page(path: string): Promise<{ status: number; url: string; html: string }> {
    const response = await fetch(crm.emulator.servers.web + path);
    const { status, url } = response;
    return { status, url: new URL(url).pathname, html: await response.text() };
  }

  it("shows a record's name, fields, organization, environment, and that it has no photo", async () => {
    const { status, html } = await page(AMELIAS_PAGE);
    assert.equal(status, 200);
    for (const text of [
      '<h1>Amelia Fischer</h1>',
      '<dd>Head of Buying</dd>',
      'Northwind Traders',
      'PRODUCTION',
      'No photo',
      AMELIA.id,
    ]) {
      assert.ok(html.includes(text), text);
    }
    assert.ok(!html.includes('<img'));
  });

  it('shows the photo of a record that has one, with another URL after each upload', async () => {
    const addresses = new Set<string>();
    for (const width of [8, 9]) {
      const picture = await png({ width, height: 8 });
      await crm.control.putPhoto(AMELIA.module, AMELIA.id, picture);
      const { html } = await page(AMELIAS_PAGE);
      const address = /<img class="photo" src="([^"]+)" alt="Photo of Amelia Fischer">/.exec(html);
      assert.ok(address?.[1]);
      addresses.add(address[1]);
      const photo = await fetch(crm.emulator.servers.web + address[1]);
      assert.equal(photo.headers.get('content-type'), 'image/png');
      assert.ok(Buffer.from(await photo.arrayBuffer()).equals(picture));
      assert.ok(!html.includes('No photo'));
    }
    assert.equal(addresses.size, 2);
  });

  it('redirects a short URL to the record, in whichever organization it is', async () => {
    for (const query of [
      `module=Contacts&id=${AMELIA.id}`,
      `id=${AMELIA.id}&module=Contacts&x=1`,
    ]) {
      assert.equal((await page(`/crm/EntityInfo.do?${query}`)).url, AMELIAS_PAGE);
    }
    const sandbox = await page('/crm/EntityInfo.do?module=Contacts&id=591203000000624001');
    assert.equal(sandbox.url, '/crm/northwindsandbox/tab/Contacts/591203000000624001');
    assert.ok(sandbox.html.includes('SANDBOX'));
  });

  it('redirects old short URLs too, and those that name the organization', async () => {
    const query = `id=${AMELIA.id}&module=Contacts&isload=true`;
    for (const path of [
      `/crm/ShowEntityInfo.do?${query}`,
      `/crm/org808232144/EntityInfo.do?${query}`,
      `/crm/org808232144/ShowEntityInfo.do?${query}`,
    ]) {
      assert.equal((await page(path)).url, AMELIAS_PAGE, path);
    }
    assert.equal((await page(`/crm/org811940027/EntityInfo.do?${query}`)).status, 404);
    assert.equal((await page('/crm/ShowEntityInfo.do?module=Leads&id=1')).status, 404);
  });

  it('redirects a record URL without an organization to the home page', async () => {
    const { status, url } = await page(`/crm/tab/Contacts/${AMELIA.id}`);
    assert.deepEqual([status, url], [200, '/']);
  });

  it('names custom modules by their tab, and accepts the old name of deals', async () => {
    for (const path of [
      '/crm/org808232144/tab/CustomModule3/4876876000000630001',
      '/crm/org808232144/tab/Potentials/4876876000000629001',
      '/crm/org811940027/tab/Contacts/591203000000624001',
    ]) {
      assert.equal((await page(path)).status, 200, path);
    }
  });

  it('has a page for unknown paths', async () => {
    for (const path of [
      '/nothing',
      '/crm/org808232144/tab/Leads/4876876000000624001',
      '/crm/org1/tab/Contacts/4876876000000624001',
      '/crm/org808232144/tab/Contacts/1',
      `${AMELIAS_PAGE}/photo`,
      '/crm/EntityInfo.do?module=Contacts',
      '/crm/%zz',
    ]) {
      const { status, html } = await page(path);
      assert.deepEqual([status, html.includes('<h1>Not found</h1>')], [404, true], path);
    }
  });

  it('lists all records with links that work', async () => {
    const { html } = await page('/');
    const links = [...html.matchAll(/href="(\/crm\/[^"]+)"/g)].map(([, link]) => link ?? '');
    assert.equal(links.length, 4 * 37 + 2 * 5);
    for (const link of links) {
      assert.equal((await page(link)).status, 200, link);
    }
  });

  it('escapes values of records', async () => {
    const name = `<script>alert("1")</script> & 'co'`;
    await crm.control.patchRecord(AMELIA.module, AMELIA.id, { Full_Name: name });
    for (const path of ['/', AMELIAS_PAGE]) {
      const { html } = await page(path);
      assert.ok(!html.includes('<script'));
      assert.ok(
        html.includes('&lt;script&gt;alert(&quot;1&quot;)&lt;/script&gt; &amp; &#39;co&#39;'),
      );
    }
  });

  it('has an icon', async () => {
    const { headers } = await fetch(`${crm.emulator.servers.web}/favicon.ico`);
    assert.equal(headers.get('content-type'), 'image/svg+xml');
  });
});
