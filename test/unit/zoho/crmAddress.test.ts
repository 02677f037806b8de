import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import fc from 'fast-check';
import type { CrmAddress } from '../../../src/zoho/crmAddress.ts';
import { readCrmAddress } from '../../../src/zoho/crmAddress.ts';
import { DATA_CENTERS, serversOf, webDomainOf } from '../../../src/zoho/dataCenter.ts';

const ID = '5540000000123456';
const ORG = 'org636000001';

/** The hosts of a data center, by purpose. */
function hostsOf(dataCenter: (typeof DATA_CENTERS)[number]): Record<string, string> {
  const web = (environment: 'production' | 'sandbox'): string =>
    new URL(serversOf({ kind: 'zoho', dataCenter, environment }).web).host;
  const domain = webDomainOf(dataCenter);
  return {
    crm: web('production'),
    sandbox: web('sandbox'),
    one: `one.${domain}`,
    plus: `crmplus.${domain}`,
  };
}

/** Forms of a record's URL; the organization is undefined if the form has none. */
const SHAPES: readonly (readonly [host: string, path: string, organization: string | undefined])[] =
  [
    ['crm', `/crm/${ORG}/tab/Leads/${ID}`, ORG],
    ['crm', `/crm/${ORG}/tab/Leads/zcrm_${ID}`, ORG],
    ['crm', `/crm/${ORG}/tab/Leads/${ID}/`, ORG],
    ['crm', `/crm/${ORG}/tab/Leads/${ID}/edit`, ORG],
    ['crm', `/crm/${ORG}/tab/Leads/${ID}/canvas/5540000000999999`, ORG],
    ['crm', `/crm/${ORG}/tab/Leads/${ID}?from=list#notes`, ORG],
    ['crm', `/crm/${ORG}/tab/Leads/custom-view/1/list#/crm/${ORG}/tab/Leads/${ID}`, ORG],
    ['crm', `/crm/ShowHomePage.do#tab/Leads/${ID}`, undefined],
    ['crm', `/crm/northwind/tab/Leads/${ID}`, 'northwind'],
    ['crm', `/crm/tab/Leads/${ID}`, undefined],
    ['crm', `/tab/Leads/${ID}`, undefined],
    ['crm', `/${ORG}/tab/Leads/${ID}`, ORG],
    ['crm', `/crm/EntityInfo.do?module=Leads&id=${ID}`, undefined],
    ['crm', `/crm/EntityInfo.do?id=${ID}&x=1&module=Leads&isload=true`, undefined],
    ['crm', `/crm/EntityInfo.do?id=zcrm_${ID}&module=Leads`, undefined],
    ['crm', `/crm/EntityInfo.do?id=${ID}&amp;module=Leads`, undefined],
    ['crm', `/crm/ShowEntityInfo.do?id=${ID}&module=Leads&isload=true`, undefined],
    ['crm', `/crm/${ORG}/EntityInfo.do?module=Leads&id=${ID}`, ORG],
    ['crm', `/crm/${ORG}/ShowEntityInfo.do?module=Leads&id=${ID}`, ORG],
    ['sandbox', `/crm/northwindsandbox/tab/Leads/${ID}`, 'northwindsandbox'],
    ['sandbox', `/crm/EntityInfo.do?module=Leads&id=${ID}`, undefined],
    ['one', `/zohoone/northwind/home/cxapp/crm/${ORG}/tab/Leads/${ID}`, ORG],
    ['one', `/zohoone/crm/home/cxapp/crm/${ORG}/tab/Leads/${ID}/edit?a=b`, ORG],
    ['one', `/zohoone/northwind/home/cxapp-spaces/sales/crm/${ORG}/tab/Leads/${ID}`, ORG],
    ['one', `/zohoone/northwind/home#/cxapp/crm/${ORG}/tab/Leads/${ID}?x=1`, ORG],
    ['one', `/zohoone/northwind/home/cxapp/crm/northwind/tab/Leads/${ID}`, 'northwind'],
    ['one', `/zohoone/northwind/home/cxapp/crm/EntityInfo.do?module=Leads&id=${ID}`, undefined],
    ['plus', `/northwind/index.do/cxapp/crm/${ORG}/tab/Leads/${ID}`, ORG],
    ['plus', `/northwind/index.do#/cxapp/crm/${ORG}/tab/Leads/${ID}`, ORG],
  ];

/** What people paste around a URL. */
const AROUND: readonly (readonly [before: string, after: string])[] = [
  ['', ''],
  ['  ', '\n'],
  ['\u200B', '\uFEFF'],
  ['<', '>'],
  ['"', '"'],
  ['“', '”'],
  ['(', ').'],
  ['', '.'],
  ['', ','],
  ['`', '`'],
  ['Amelia: ', ' please'],
  ['レコード：', '。'],
  ['「', '」、ありがとう'],
  ['=HYPERLINK("', '","Amelia")'],
  ['[Amelia](', ')'],
  ['**', '**'],
];

function read(text: string): CrmAddress {
  return readCrmAddress(text, undefined);
}

/** A summary: what it is, and what distinguishes it from others of its kind. */
function told(address: CrmAddress): string {
  switch (address.kind) {
    case 'record':
      return `record ${address.tab} ${address.id}`;
    case 'no-record':
      return address.page.kind === 'bad-id' ? address.page.problem : address.page.kind;
    case 'other-product':
      return address.product ?? 'other-product';
    case 'unreadable':
      return address.why;
    case 'other-host':
    case 'none':
      return address.kind;
  }
}

describe('a record URL', () => {
  for (const [host, path, organization] of SHAPES) {
    it(`works in every data center: ${host} ${path}`, () => {
      for (const dataCenter of DATA_CENTERS) {
        const at = hostsOf(dataCenter)[host] ?? '';
        const expected = { kind: 'record', tab: 'Leads', id: ID, organization, host: at };
        for (const beginning of ['https://', 'http://', 'HTTPS://', '', '//']) {
          assert.deepEqual(read(`${beginning}${at}${path}`), expected, `${beginning}${at}`);
        }
        assert.deepEqual(read(`https://${at.toUpperCase()}${path}`), expected);
        assert.deepEqual(read(`https://${at}:443${path}`), expected);
        for (const [before, after] of AROUND) {
          const text = `${before}https://${at}${path}${after}`;
          assert.deepEqual(read(text), expected, text);
        }
      }
    });
  }

  it('is read from links that chat programs and mail clients create', () => {
    const address = `https://crm.zoho.com/crm/${ORG}/tab/Leads/${ID}`;
    for (const text of [
      `<${address}|${address}>`,
      `<${address}|Amelia>`,
      `<a href="${address}">${address}</a>`,
      `[${address}](${address})`,
      `${address} <${address}>`,
    ]) {
      assert.equal(told(read(text)), `record Leads ${ID}`, text);
    }
  });

  it('is read without its scheme between words', () => {
    const address = `crm.zoho.com/crm/${ORG}/tab/Leads/${ID}`;
    for (const text of [
      `${address} Amelia Fischer`,
      `Amelia Fischer: ${address}`,
      `Amelia\n<${address}>, please`,
      `${address}\t${address}`,
    ]) {
      assert.equal(told(read(text)), `record Leads ${ID}`, text);
    }
  });

  it('of a test server is accepted only from that server', () => {
    const web = 'http://127.0.0.1:8003';
    for (const [, path] of SHAPES) {
      assert.equal(told(readCrmAddress(web + path, web)), `record Leads ${ID}`, path);
      assert.equal(told(readCrmAddress(`127.0.0.1:8003${path}`, web)), `record Leads ${ID}`);
      assert.equal(told(readCrmAddress(`http://127.0.0.1:8004${path}`, web)), 'other-host');
      assert.equal(told(readCrmAddress(`https://crm.zoho.eu${path}`, web)), 'other-host');
    }
  });
});

describe('a URL without a record', () => {
  const crm = `https://crm.zoho.com/crm/${ORG}`;
  const one = `https://one.zoho.com/zohoone/northwind/home/cxapp/crm/${ORG}`;
  for (const [text, expected] of [
    [`${crm}/tab/Leads`, 'list'],
    [`${crm}/tab/Leads/custom-view/${ID}/list?page=1`, 'list'],
    [`${crm}/tab/Leads/list`, 'list'],
    [`${one}/tab/Leads/custom-view/${ID}/list`, 'list'],
    [`${crm}/tab/Leads/custom-view/${ID}/kanban`, 'kanban'],
    [`${crm}/tab/Leads/kanban`, 'kanban'],
    [`${crm}/tab/Leads/create?layoutId=${ID}`, 'create'],
    [`${crm}/tab/Reports/${ID}`, 'report'],
    [`${crm}/tab/Dashboards/${ID}`, 'report'],
    [`${crm}/tab/Home/begin`, 'home'],
    [`${crm}/settings/profile`, 'settings'],
    [crm, 'home'],
    ['https://crm.zoho.com', 'home'],
    ['crm.zoho.com/', 'home'],
    [`${crm}/tab`, 'home'],
    [`${crm}/tab/Leads/12`, 'too-short'],
    [`${crm}/tab/Leads/zcrm_12`, 'too-short'],
    [`${crm}/tab/Leads/${ID}99999`, 'too-long'],
    [`${crm}/tab/Leads/${ID}x`, 'not-digits'],
    ['https://crm.zoho.com/crm/EntityInfo.do?module=Leads', 'no-id'],
    [`https://crm.zoho.com/crm/EntityInfo.do?id=${ID}`, 'no-module'],
    [`https://crm.zoho.com/crm/EntityInfo.do?id=${ID}&id=5540000000123457&module=Leads`, 'no-id'],
    ['https://crm.zoho.com/crm/EntityInfo.do?module=Leads&id=554', 'too-short'],
    [`${crm}/somewhere/else`, 'unknown'],
    ['https://crm.zoho.com/portal/acme/index', 'unknown'],
    ['https://crmsandbox.zoho.eu/somewhere', 'unknown'],
    [`${crm}/search?searchword=x`, 'unknown'],
    [`${crm}/tab/WebTab7`, 'unknown'],
    [`${crm}/ShowTab?module=Leads`, 'list'],
    ['https://crm.zoho.com/crm/ShowTab.do?module=Leads', 'list'],
    [`${crm}/tab/Leads/{id}`, 'no-id'],
    [`${crm}/tab/Leads/%7Bid%7D`, 'no-id'],
    [`${crm}/tab/Leads/$\{Leads.Lead Id}`, 'no-id'],
    [`${crm}/tab/Leads/undefined`, 'no-id'],
    ['https://crm.zoho.com/crm/EntityInfo.do?module=Leads&id=null', 'no-id'],
  ] as const) {
    it(`is reported as something else, with its owner: ${text}`, () => {
      const address = read(text);
      assert.equal(address.kind, 'no-record');
      assert.equal(told(address), expected);
      if (text.includes(ORG)) {
        assert.equal('organization' in address ? address.organization : undefined, ORG);
      }
    });
  }

  for (const path of [
    'WebToLeadForm',
    'private/json/Leads/getRecords',
    `v8/Leads/${ID}`,
    'settings/profile',
    'search?searchword=x',
    `m/Leads/${ID}`,
    'ProcessFlow.do;jsessionid=1',
  ]) {
    it(`has no page that is mistaken for an organization’s name: ${path}`, () => {
      const address = read(`https://crm.zoho.com/crm/${path}`);
      assert.equal(address.kind, 'no-record');
      assert.equal('organization' in address ? address.organization : '', undefined);
    });
  }

  for (const [text, expected] of [
    [`https://desk.zoho.com/agent/northwind/ticket/${ID}`, 'Zoho Desk'],
    ['https://books.zoho.eu/app/20067#/invoices', 'Zoho Books'],
    ['bigin.zoho.in/bigin/org1/Home#/contacts/1', 'Bigin'],
    [`https://crm.zoho.com/bigin/org1/Home#/contacts/${ID}`, 'Bigin'],
    ['https://www.zohoapis.com/crm/v8/Leads/5540000000123456', 'Zoho API'],
    ['https://something.zoho.com/crm/tab/Leads/5540000000123456', 'other-product'],
    ['https://one.zoho.com/zohoone/northwind/home', 'Zoho One'],
    ['https://one.zoho.com/zohoone/northwind/home/cxapp/desk/tickets', 'Zoho Desk'],
    ['https://crmplus.zoho.com/northwind/index.do', 'CRM Plus'],
    ['https://crmplus.zoho.com/books/index.do', 'CRM Plus'],
    [`https://crm.zohoportal.com/portal/acme/crm/tab/Leads/${ID}`, 'customer portal'],
    [`https://acme.zohocrmportal.eu/crm/tab/Leads/${ID}`, 'customer portal'],
    [`https://acme.my.example/lightning/r/Contact/003/view`, 'other-host'],
    [`acme.example.com/lightning/r/Contact/003/view`, 'other-host'],
    [`https://crm.zoho.ca/crm/${ORG}/tab/Leads/${ID}`, 'other-host'],
    [`crm.zoho.com:8443/crm/${ORG}/tab/Leads/${ID}`, 'other-host'],
    [`/crm/${ORG}/tab/Leads/${ID}`, 'no-host'],
    [`crm/${ORG}/tab/Leads/${ID}`, 'no-host'],
    [`tab/Leads/${ID}`, 'no-host'],
    [`EntityInfo.do?module=Leads&id=${ID}`, 'no-host'],
    [`Leads/${ID}`, 'no-host'],
    [`/Contacts/zcrm_${ID}`, 'no-host'],
    [`Amelia Fischer tab/Leads/${ID}`, 'no-host'],
    [`https%3A%2F%2Fcrm.zoho.com%2Fcrm%2Ftab%2FLeads%2F${ID}`, 'odd'],
    [`${crm}/tab/Leads/55400000001\n23456`, 'cut-off'],
    [`crm.zoho.com/crm/tab/Leads/${ID} crm.zoho.com/crm/tab/Leads/5540000000123457`, 'several'],
    ['https://', 'cut-off'],
    ['ttps://crm.zoho.com/crm/tab/Leads', 'odd'],
    ['https://crm.zoho', 'cut-off'],
    ['https://crm.zoho.c', 'cut-off'],
    [`https://crm.zoho.com/crm/${ORG}/tab/Leads/55400…`, 'cut-off'],
    [`https://crm.zoho.com/crm/${ORG}/tab/Leads/55400...`, 'cut-off'],
    [`https://crm.zoho.com/…/tab/Leads/${ID}`, 'cut-off'],
    [`ftp://crm.zoho.com/crm/tab/Leads/${ID}`, 'odd'],
    [`${crm}/tab/Leads/${ID} ${crm}/tab/Leads/5540000000123457`, 'several'],
  ] as const) {
    it(`says what it is: ${text}`, () => {
      assert.equal(told(read(text)), expected);
    });
  }

  it('is distinguished from words, which are searched for', () => {
    for (const text of [
      '',
      'fischer',
      'Dr.Who/Team',
      'J.R. Smith',
      'amelia.fischer@customers.example',
      'amelia@zoho.com',
      'acme.com',
      'www.acme.com',
      'report.pdf',
      'LAMP/01.2',
      'LAMP/4006381333931',
      'Amelia zoho.com',
      'amelia@zoho.com Fischer',
      'Zoho Ltd. London',
      'CRM/ERP manager',
      'HTTP: The Definitive Guide',
      'https',
      ID,
      `zcrm_${ID}`,
      '+49 30 123456',
      ORG,
    ]) {
      assert.equal(read(text).kind, 'none', text);
    }
  });
});

describe('a host that only resembles Zoho’s', () => {
  const path = `/crm/${ORG}/tab/Leads/${ID}`;
  for (const text of [
    `https://crm.zoho.com.evil.example${path}`,
    `https://crm.zoho.com@evil.example${path}`,
    `https://evil.example@crm.zoho.com${path}`,
    `https://user:pass@crm.zoho.com${path}`,
    `https://evil.example\\@crm.zoho.com${path}`,
    `https://crm.zoho.com\\@evil.example${path}`,
    `https:\\\\crm.zoho.com${path.replaceAll('/', '\\')}`,
    `https://crm.zoho.com:8443${path}`,
    `http://crm.zoho.com:443${path}`,
    `https://crm.zoho.com.${path}`,
    `https://crm.zohо.com${path}`,
    `https://ｃrm.zoho.com${path}`,
    `https://crm%2ezoho.com${path}`,
    `https://crm.zoho.com%2eevil.example${path}`,
    `https://crmzoho.com${path}`,
    `https://xcrm.zoho.com${path}`,
    `https://crm.zoho.com-evil.example${path}`,
    `https://evil.example/?https://crm.zoho.com${path}`,
    `https://evil.example/https://crm.zoho.com${path}`,
    `https://evil.example#https://crm.zoho.com${path}`,
    `evil.example/https://crm.zoho.com${path}`,
    `x=https://crm.zoho.com${path}`,
    `javascript:https://crm.zoho.com${path}`,
    `file://crm.zoho.com${path}`,
    `one.zoho.com.evil.example/zohoone/a/home/cxapp${path}`,
    `https://evil.example/zohoone/a/home/cxapp${path}`,
    `https://evil.example/northwind/index.do/cxapp${path}`,
    `https://zoho.com/crm/tab/Leads/${ID}`,
    `https://zohocloud.ca/crm/tab/Leads/${ID}`,
    `https://127.0.0.1${path}`,
  ]) {
    it(`returns no record, and is not searched for: ${text}`, () => {
      const address = read(text);
      assert.ok(!['record', 'no-record', 'none'].includes(address.kind), JSON.stringify(address));
    });
  }

  it('is never read as a record, whatever the text, and nothing throws', () => {
    const hosts = DATA_CENTERS.flatMap((dataCenter) => Object.values(hostsOf(dataCenter)));
    const paths = fc.oneof(fc.constantFrom(...SHAPES.map(([, path]) => path)), fc.string());
    const beginnings = fc.constantFrom('', 'https://', 'http://', 'https:\\\\', '//', ' x ', '<');
    const joints = fc.constantFrom('', '@', '.', '/', '\\', ':', '%2e', '\u200B', '。', '#', '?');
    const authorities = fc.oneof(
      fc.webAuthority({ withPort: true, withUserInfo: true, withIPv4: true, withIPv6: true }),
      fc.tuple(fc.constantFrom(...hosts), joints, fc.domain()).map((parts) => parts.join('')),
      fc.tuple(fc.domain(), joints, fc.constantFrom(...hosts)).map((parts) => parts.join('')),
      fc.constantFrom(...hosts),
    );
    const texts = fc.oneof(
      fc.string({ unit: 'binary' }),
      fc.tuple(beginnings, authorities, paths).map((parts) => parts.join('')),
    );
    fc.assert(
      fc.property(texts, fc.constantFrom(undefined, 'http://127.0.0.1:8003'), (text, custom) => {
        const address = readCrmAddress(text, custom);
        if (address.kind === 'record') {
          assert.ok(
            custom === undefined ? hosts.includes(address.host) : address.host === '127.0.0.1:8003',
          );
          assert.match(address.id, /^\d{10,19}$/);
          // What a browser would open is in the text too: the URL, or one of the words.
          const opened = /https?:/i.test(text)
            ? [text.slice(text.search(/https?:/i))]
            : text.split(/\s+/).map((word) => `https://${word.replace(/^<?(?:\/\/)?/, '')}`);
          assert.ok(
            opened.some((one) => URL.parse(one)?.host === address.host),
            text,
          );
        }
      }),
      { numRuns: 3000 },
    );
  });

  it('is fast with long texts', () => {
    const started = performance.now();
    for (const part of [
      'https://',
      'a.',
      'crm.zoho.com/',
      '](',
      '…',
      '%2e',
      'tab/',
      '&amp;',
      ' ',
    ]) {
      read(part.repeat(100_000));
      read(`https://crm.zoho.com/crm/${part.repeat(100_000)}`);
    }
    assert.ok(performance.now() - started < 5_000, String(performance.now() - started));
  });
});
