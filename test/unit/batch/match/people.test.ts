import assert from 'node:assert/strict';
import { after, before, describe, it } from 'node:test';
import type { Mapping } from '../../../../src/batch/match/mapping.ts';
import type { Candidate, Match } from '../../../../src/batch/match/match.ts';
import { matchRecords } from '../../../../src/batch/match/matchRecords.ts';
import type { World } from '../../world.ts';
import { openWorld } from '../../world.ts';
import type { WayName } from './matchInTest.ts';
import { byField, byName, crmBy, options, pictures, told } from './matchInTest.ts';

const PHONE = byField('Phone', { type: 'phone' });

function byNames(pattern: string, ignoreCase = true): Mapping {
  return {
    module: 'Contacts',
    rule: {
      kind: 'name',
      name: { pattern, replace: [] },
      by: {
        kind: 'fields',
        fields: [
          { field: 'First_Name', as: 'first' },
          { field: 'Last_Name', as: 'last' },
        ],
        ignoreCase,
      },
    },
    several: { kind: 'none' },
  };
}

describe('pictures of people', () => {
  let world: World;

  before(async () => {
    world = await openWorld();
  });

  after(() => world.close());

  async function match(
    way: WayName,
    mapping: Mapping,
    candidates: readonly Candidate[],
  ): Promise<readonly Match[]> {
    const crm = await crmBy(world, way);
    const found = await matchRecords(crm, candidates, mapping, undefined, options(way));
    assert.ok(found.ok, found.ok ? '' : JSON.stringify(found.failure));
    return found.value.matches;
  }

  const people = (...names: (readonly [first: string | null, last: string])[]): Promise<string[]> =>
    world.control.addRecords(
      'Contacts',
      names.map(([First_Name, Last_Name]) => ({
        First_Name,
        Last_Name,
        Full_Name: [First_Name, Last_Name].join(' '),
      })),
    );

  for (const profile of ['seed', 'newest', 'worst'] as const) {
    for (const way of ['coql', 'search'] as const) {
      it(`are matched by first and last name, both exactly (${profile}, ${way})`, async () => {
        await world.control.reset({ profile, switches: { searchLagMs: 0 } });
        const [anna = '', , berg = ''] = await people(
          ['Anna', 'Berg'],
          ['Anna', 'Dahl'],
          ['Berta', 'Berg'],
          ['Carl', 'Dahl'],
          [null, 'Cher'],
          ['Annabel', 'Bergman'],
          ['Zoé', "D'Arc, (Jr.)"],
          ['Jean "JJ"', 'Valjean'],
          ['Back\\slash', 'Person'],
        );
        const matches = await match(
          way,
          byNames('{first}_{last}'),
          pictures(
            'Anna_Berg.jpg',
            'BERTA_berg.png',
            'Carl_Berg.jpg',
            'Berta_Dahl.jpg',
            'Berg_Anna.jpg',
            'Amelia_Fischer.jpg',
            "Niamh_O'Connor.jpg",
            'Niamh_O’Connor.jpg',
            'Cher.jpg',
            "Zoe\u0301_D'Arc, (Jr.).jpg",
            'Jean "JJ"_Valjean.jpg',
            'Back\\slash_Person.jpg',
          ),
        );
        const found = matches.map(told);
        assert.deepEqual(found.slice(0, 9), [
          anna.slice(-6),
          berg.slice(-6),
          'no-record',
          'no-record',
          'no-record',
          '624001',
          '624004',
          'no-record',
          'name',
        ]);
        assert.ok(
          found.slice(9).every((one) => /^\d{6}$/.test(one)),
          found.join(' '),
        );
        const [first] = matches;
        assert.ok(first?.found.kind === 'record');
        assert.equal(first.found.record.detail, 'Anna Berg');
        assert.equal(first.found.value, 'Anna Berg');
      });
    }
  }

  for (const way of ['coql', 'search'] as const) {
    it(`match nobody if several people have the name (${way})`, async () => {
      await world.control.reset({ switches: { searchLagMs: 0 } });
      await people(['Anna', 'Berg'], ['Anna', 'Berg'], ['anna', 'berg'], ['Anna', 'Dahl']);
      const some = pictures('Berg, Anna.jpg', 'Dahl, Anna.jpg', 'berg, anna.jpg');
      const [several, one, exact] = await match(way, byNames('{last}, {first}'), some);
      assert.ok(several !== undefined && one !== undefined && exact !== undefined);
      assert.deepEqual(told(several), 'several-records 2');
      assert.equal(one.found.kind, 'record');
      // An exact match wins over one in another case.
      assert.equal(exact.found.kind, 'record');
    });

    it(`may have two first names or a last name of several words (${way})`, async () => {
      await world.control.reset({ switches: { searchLagMs: 0 } });
      const ids = await people(
        ['Anna Maria', 'Berg'],
        ['Vincent', 'van Gogh'],
        ['Jo Ann', 'Li Wu'],
        ['Jo', 'Ann Li Wu'],
      );
      const matches = await match(
        way,
        byNames('{first} {last}'),
        pictures('Anna Maria Berg.jpg', 'vincent van gogh.jpg', 'Jo Ann Li Wu.jpg', 'Al B C.jpg'),
      );
      assert.deepEqual(matches.map(told), [
        ids[0]?.slice(-6),
        ids[1]?.slice(-6),
        'several-records 2',
        'no-record',
      ]);
    });
  }

  it('are looked up by fifty names at once, or five with the search', async () => {
    for (const [way, requests] of [
      ['coql', 2],
      ['search', 20],
    ] as const) {
      await world.control.reset({ switches: { searchLagMs: 0 } });
      await people(...Array.from({ length: 100 }, (_, n) => [`First${n}x`, `Last${n}x`] as const));
      const names = Array.from({ length: 100 }, (_, n) => `First${n}x_Last${n}x.jpg`);
      const matches = await match(way, byNames('{first}_{last}'), pictures(...names));
      assert.equal(new Set(matches.map(told)).size, 100);
      const asked = await world.control.requests();
      assert.equal(asked.filter(({ server }) => server === 'api').length, requests);
    }
  });

  it('are looked up one by one if Zoho refuses several names together', async () => {
    await world.control.reset({ switches: { searchLagMs: 0 } });
    const body = { code: 'INVALID_QUERY', details: {}, message: '', status: 'error' };
    const both = { path: '%29or%28', answer: { status: 400, body }, times: 0 };
    await world.control.fault(both);
    const some = pictures('Amelia_Fischer.jpg', "Niamh_O'Connor.jpg", 'Mateo_Álvarez.jpg');
    const matches = await match('search', byNames('{first}_{last}'), some);
    assert.deepEqual(matches.map(told), ['624001', '624004', '624002']);
    const statuses = (await world.control.requests()).map(({ status }) => status);
    assert.deepEqual(statuses.toSorted(), [200, 200, 200, 400, 400]);
  });

  it('are matched by three fields, too', async () => {
    await world.control.reset({ switches: { searchLagMs: 0 } });
    const fields = ['First_Name', 'Last_Name', 'Department'].map((field) => ({ field }));
    for (const way of ['coql', 'search'] as const) {
      const mapping: Mapping = {
        ...byNames(''),
        rule: {
          kind: 'name',
          name: { pattern: '{Department}/{First_Name}_{Last_Name}', replace: [] },
          by: { kind: 'fields', fields, ignoreCase: false },
        },
      };
      const some = pictures('Purchasing/Amelia_Fischer.jpg', 'Kitchen/Amelia_Fischer.jpg');
      assert.deepEqual((await match(way, mapping, some)).map(told), ['624001', 'no-record']);
    }
  });

  const callable = (...phones: string[]): Promise<string[]> =>
    world.control.addRecords(
      'Contacts',
      phones.map((Phone, n) => ({ First_Name: 'Jo', Last_Name: `L${n}`, Full_Name: 'Jo', Phone })),
    );

  it('are matched by all digits of a phone number', async () => {
    for (const profile of ['seed', 'newest', 'worst'] as const) {
      await world.control.reset({ profile });
      const [us = '', office = '', , , spaced = ''] = await callable(
        '+1 (555) 010-7788',
        '(555) 020 1111',
        '+49 30 1234567',
        '5550107788 ext. 2',
        '555 030 2222',
        '555.030.2222',
        '15550107788999',
      );
      for (const [number, expected] of [
        ['15550107788', us.slice(-6)],
        ['+1-555-010-7788', us.slice(-6)],
        ['+1 (555) 010-7788', us.slice(-6)],
        // A number in another area ends in the same digits.
        ['555-010-7788', 'no-record'],
        ['555-020-1111', office.slice(-6)],
        ['030 1234567', 'no-record'],
        ['5550302222', 'several-records 2'],
        ['555 030 2222', spaced.slice(-6)],
        ['55501077882', 'no-record'],
        ['Jo', 'no-record'],
        ['112', 'no-record'],
      ] as const) {
        const matches = await match('coql', byName('Contacts', PHONE), pictures(`${number}.jpg`));
        assert.deepEqual([number, ...matches.map(told)], [number, expected]);
      }
    }
  });

  it('get suggestions of numbers that differ only in the country code', async () => {
    await world.control.reset();
    await callable('+1 (555) 010-7788', '(555) 020 1111', '+49 30 1234567', '555 0107 7889');
    const some = ['555-010-7788', '+1 555 020 1111', '030 1234567', '555-010-9999'];
    const files = some.map((one) => `${one}.jpg`);
    const matches = await match('coql', byName('Contacts', PHONE), pictures(...files));
    assert.deepEqual(
      matches.map(({ found }) =>
        found.kind === 'no-record' ? found.near?.map(({ detail }) => detail) : found.kind,
      ),
      [['+1 (555) 010-7788'], ['(555) 020 1111'], ['+49 30 1234567'], undefined],
    );
  });

  it('get the closest numbers first, ignoring digits of copy marks', async () => {
    await world.control.reset();
    await callable('03-1234-5678', '+55 (11) 91234-5678', '06 12 34 56 78', '5550107788 ext. 2');
    await callable('+43 1 123456', '+43 1 12345');
    const some = ['+33 6 12 34 56 78', '5550107788', '+43 1 12345 (6)', '+43 1 123456-Kopie'];
    const matches = await match(
      'coql',
      byName('Contacts', PHONE),
      pictures(...some.map((one) => `${one}.jpg`)),
    );
    assert.deepEqual(
      matches.map(({ found }) =>
        found.kind === 'no-record' ? found.near?.map(({ detail }) => detail) : found.kind,
      ),
      [
        ['06 12 34 56 78', '03-1234-5678', '+55 (11) 91234-5678'],
        ['5550107788 ext. 2'],
        ['+43 1 12345'],
        ['+43 1 123456'],
      ],
    );
  });

  it('are matched by the exact number if Zoho doesn’t compare digits', async () => {
    await world.control.reset();
    const [jo = ''] = await callable('(555) 020 1111');
    const body = { code: 'INVALID_QUERY', details: {}, message: '', status: 'error' };
    await world.control.fault({ path: '/coql', delayMs: 1 });
    await world.control.fault({ path: '/coql', answer: { status: 400, body }, times: 0 });
    const some = pictures('(555) 020 1111.jpg', '5550201112.jpg');
    const matches = await match('coql', byName('Contacts', PHONE), some);
    assert.deepEqual(matches.map(told), [jo.slice(-6), 'no-record']);
    const statuses = (await world.control.requests()).map(({ status }) => status);
    assert.deepEqual(statuses, [200, 400]);
  });

  it('are looked up by several phone numbers at once', async () => {
    await world.control.reset();
    const digits = Array.from({ length: 60 }, (_, n) => String(5550100000 + n * 37));
    await callable(
      ...digits.map((one) => `(${one.slice(0, 3)}) ${one.slice(3, 6)}-${one.slice(6)}`),
    );
    const matches = await match(
      'coql',
      byName('Contacts', PHONE),
      pictures(...digits.map((one) => `${one}.jpg`)),
    );
    assert.equal(new Set(matches.map(told)).size, 60);
    const asked = await world.control.requests();
    assert.equal(asked.filter(({ server }) => server === 'api').length, 2 + 4);
  });

  it('get suggestions with accents or swapped first and last names', async () => {
    await world.control.reset();
    await people(
      ['Zoë', 'Müller'],
      ['Berta', 'O’Neil'],
      ['Jo', 'Li'],
      ['Jörg', 'Weiß'],
      ['明', '李'],
    );
    for (const way of ['coql', 'search'] as const) {
      const wanted = [
        'Zoe_Mueller',
        'ONeil_Berta',
        'Li_Jo',
        'Weiss_Jorg',
        '明_李 (1)',
        'Nobody_Here',
      ];
      const matches = await match(
        way,
        byNames('{first}_{last}'),
        pictures(...wanted.map((name) => `${name}.jpg`)),
      );
      const near = matches.map(({ found }) =>
        found.kind === 'no-record' ? (found.near ?? []).map(({ name }) => name) : found.kind,
      );
      assert.deepEqual(
        near,
        [['Zoë Müller'], ['Berta O’Neil'], ['Jo Li'], ['Jörg Weiß'], ['明 李'], []],
        way,
      );
    }
  });
});
