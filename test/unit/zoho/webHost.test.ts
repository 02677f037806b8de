import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { DATA_CENTERS, serversOf } from '../../../src/zoho/dataCenter.ts';
import { isBeginningOfWebHost, otherProductAt, webHostOf } from '../../../src/zoho/webHost.ts';

describe('the hosts where people see the CRM', () => {
  it('are four in each data center: the CRM itself, a sandbox, Zoho One and CRM Plus', () => {
    for (const dataCenter of DATA_CENTERS) {
      const authority = { kind: 'zoho', dataCenter } as const;
      const crm = new URL(serversOf({ ...authority, environment: 'production' }).web).host;
      const sandbox = new URL(serversOf({ ...authority, environment: 'sandbox' }).web).host;
      const domain = crm.replace('crm.', '');
      assert.deepEqual(webHostOf(crm), { app: 'crm', dataCenter });
      assert.deepEqual(webHostOf(sandbox), { app: 'sandbox', dataCenter });
      assert.deepEqual(webHostOf(`one.${domain}`), { app: 'one', dataCenter });
      assert.deepEqual(webHostOf(`crmplus.${domain}`), { app: 'crm-plus', dataCenter });
    }
    assert.equal(webHostOf('one.zohocloud.ca')?.dataCenter, 'CA');
    assert.equal(webHostOf('one.zoho.ae')?.dataCenter, 'AE');
  });

  it('do not include similar ones', () => {
    for (const host of [
      'crm.zoho.com.evil.test',
      'accounts.zoho.com',
      'crm.zoho.ca',
      'one.zoho.ca',
      'one.zoho.com.',
      'ONE.zoho.com',
      'crm.zoho.com:443',
      'xone.zoho.com',
      'constructor',
      '',
    ]) {
      assert.equal(webHostOf(host), undefined, host);
    }
  });

  it('are distinguished from those of other products, and from foreign hosts', () => {
    assert.deepEqual(otherProductAt('desk.zoho.com.au'), { product: 'Zoho Desk' });
    assert.deepEqual(otherProductAt('bigin.zohocloud.ca'), { product: 'Bigin' });
    assert.deepEqual(otherProductAt('sandbox.zohoapis.in'), { product: 'Zoho API' });
    assert.deepEqual(otherProductAt('new.zoho.jp'), { product: undefined });
    assert.deepEqual(otherProductAt('constructor.zoho.jp'), { product: undefined });
    assert.deepEqual(otherProductAt('zoho.sa'), { product: undefined });
    for (const host of ['desk.zoho.com.evil.test', 'deskzoho.com', 'zoho.ca', 'evil.test']) {
      assert.equal(otherProductAt(host), undefined, host);
    }
  });

  it('are recognized without their ending', () => {
    for (const host of ['crm.zoho', 'crm.zoho.c', 'one.zohoc', 'crmplus.zoho.com.a']) {
      assert.equal(isBeginningOfWebHost(host), true, host);
    }
    for (const host of ['', 'c', 'crm', 'crm.z', 'crm.zoho.ca', 'desk.zoho', 'one.example']) {
      assert.equal(isBeginningOfWebHost(host), false, host);
    }
  });
});
