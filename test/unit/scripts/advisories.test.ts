import assert from 'node:assert/strict';
import { once } from 'node:events';
import type { IncomingMessage, ServerResponse } from 'node:http';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { json } from 'node:stream/consumers';
import { after, before, beforeEach, describe, it } from 'node:test';
import type { Report } from '../../../scripts/advisories.ts';
import { advisories, isOnByDefault, reportText } from '../../../scripts/advisories.ts';
import type { Library } from '../../../scripts/libraries.ts';
import { wasmLibraries } from '../../../scripts/libraries.ts';

function library(name: string, version: string, file: string): Library {
  const rest = {
    license: 'MIT',
    texts: ['cgif'],
    package: 'a-package',
    purl: `pkg:generic/${name}`,
  };
  return { name, version, ...rest, source: 'https://example.com', files: [file] };
}

const PACKAGES = [
  { name: 'one', version: '1.0.0' },
  { name: '@scope/two', version: '2.0.0' },
];
const LIBRARIES = [
  library('libde265', '1.0.15', 'libheif.wasm'),
  library('libpng', '1.6.58', 'vips.wasm'),
  library('mozjpeg', '0826579', 'vips.wasm'),
];
const NEWEST = {
  libde265: {
    version: '1.1.2',
    seen: '2026-11-29',
    mended: { '1.0.9': ['CVE-OLD'], '1.0.16': ['CVE-1'], '1.1.2': ['GHSA-2'] },
  },
};

describe('what the package contains is compared', () => {
  let answer: (request: IncomingMessage, response: ServerResponse) => void;
  let asked: { method: string | undefined; url: string | undefined; body: unknown }[];
  const server = createServer((request, response) => {
    void (request.method === 'POST' ? json(request) : Promise.resolve(undefined)).then((body) => {
      asked.push({ method: request.method, url: request.url, body });
      answer(request, response);
    });
  });

  before(async () => {
    server.listen(0, '127.0.0.1');
    await once(server, 'listening');
  });

  after(() => {
    server.closeAllConnections();
    server.close();
  });

  beforeEach(() => {
    asked = [];
    answer = ({ url }, response) => {
      const results = [{}, { vulns: [{ id: 'GHSA-npm' }] }, {}, { vulns: [{ id: 'CVE-1' }] }];
      const more = [{ vulns: [{ id: 'OSV-png' }] }, {}];
      const body =
        url === '/v1/querybatch'
          ? { results: [...results, ...more] }
          : { version: url === '/one/latest' ? '1.0.0' : '2.10.0' };
      response.end(JSON.stringify(body));
    };
  });

  function compared(): Promise<Report> {
    const url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
    return advisories(PACKAGES, LIBRARIES, { npm: url, osv: url, milliseconds: 3000 }, NEWEST);
  }

  it('with the newest versions and with advisories', async () => {
    const { findings, isChecked, unreached } = await compared();
    assert.deepEqual(
      findings.map(({ name, newest, advisories: ids }) => [name, newest, ids]),
      [
        ['one', '1.0.0', []],
        ['@scope/two', '2.10.0', ['GHSA-npm']],
        ['libde265', '1.1.2', ['CVE-1', 'GHSA-2']],
        ['libpng', undefined, ['OSV-png']],
        ['mozjpeg', undefined, []],
      ],
    );
    assert.ok(isChecked);
    assert.deepEqual(unreached, ['No list has the newest versions of libpng, mozjpeg.']);
    assert.deepEqual(asked.find(({ method }) => method === 'POST')?.body, {
      queries: [
        { package: { purl: 'pkg:npm/one@1.0.0' } },
        { package: { purl: 'pkg:npm/%40scope/two@2.0.0' } },
        { package: { name: 'libde265', ecosystem: 'OSS-Fuzz' }, version: '1.0.15' },
        { package: { name: 'libde265', ecosystem: 'Debian' }, version: '1.0.15' },
        { package: { name: 'libpng', ecosystem: 'OSS-Fuzz' }, version: '1.6.58' },
        { package: { name: 'libpng1.6', ecosystem: 'Debian' }, version: '1.6.58' },
      ],
    });
    assert.ok(asked.some(({ url }) => url === '/@scope%2ftwo/latest'));
  });

  it('in words that say what is off, and what has an advisory', async () => {
    const report = await compared();
    const text = reportText(report);
    assert.match(text, /^one 1\.0\.0 \[npm\] newest; no advisories$/m);
    assert.match(text, /^@scope\/two 2\.0\.0 \[npm\] newest is 2\.10\.0; 1 advisory: GHSA-npm\.$/m);
    assert.match(
      text,
      /^libde265 1\.0\.15 \[libheif\.wasm\] newest is 1\.1\.2 \(looked up 2026-11-29\); 2 advisories: CVE-1, GHSA-2\. Off by default\.$/m,
    );
    assert.deepEqual(
      report.findings.map((one) => isOnByDefault(one)),
      [true, true, false, true, true],
    );
  });

  for (const [name, wrong, reason] of [
    ['an error', (response: ServerResponse) => response.writeHead(503).end(), 'HTTP 503'],
    ['a cut connection', (response: ServerResponse) => response.destroy(), ''],
    ['no JSON', (response: ServerResponse) => response.end('<html>'), ''],
    ['another answer', (response: ServerResponse) => response.end('{"results":[]}'), 'isn’t one'],
    ['null', (response: ServerResponse) => response.end('null'), 'isn’t one'],
  ] as const) {
    it(`and what couldn’t be asked is said: ${name}`, async () => {
      answer = (_, response) => void wrong(response);
      const report = await compared();
      assert.equal(report.isChecked, false);
      assert.equal(report.unreached.length >= 2, true);
      assert.match(
        report.unreached[0] ?? '',
        /^http:\/\/127\.0\.0\.1:\d+ \(.+\): no advisories but/,
      );
      assert.ok(report.unreached[0]?.includes(reason));
      const text = reportText(report);
      assert.match(text, /^one 1\.0\.0 \[npm\] newest unknown; advisories not checked$/m);
      // This repository's own list is still there.
      assert.match(text, /^libde265 .* 2 advisories: CVE-1, GHSA-2\. Off by default\.$/m);
    });
  }
});

it('the HEIC decoder has advisories, and nothing else that this repository lists', async () => {
  const nowhere = { npm: 'http://127.0.0.1:1', osv: 'http://127.0.0.1:1', milliseconds: 1000 };
  const { findings } = await advisories([], await wasmLibraries(), nowhere);
  const open = findings.filter(({ advisories: ids }) => ids.length > 0);
  assert.deepEqual(
    open.map(({ name, files }) => [name, ...files]),
    [
      ['libheif', 'libheif.wasm'],
      ['libde265', 'libheif.wasm'],
    ],
  );
  assert.ok(open.every((one) => !isOnByDefault(one)));
});
