import assert from 'node:assert/strict';
import { readFile } from 'node:fs/promises';
import { describe, it } from 'node:test';
import fc from 'fast-check';
import fastify from 'fastify';
import { mappingsIn } from '../../../../src/batch/mappingFile/readMappingFile.ts';
import { entryOf } from '../../../../src/batch/mappingFile/teamMapping.ts';
import { ROOT } from '../../../../scripts/documents/documents.ts';
import manifest from '../../../../package.json' with { type: 'json' };
import { teamMappings } from './sampleMappings.ts';

const [{ fileMatch, url } = { fileMatch: '', url: '' }] = manifest.contributes.jsonValidation;
const schema = JSON.parse(await readFile(new URL(url, `file://${ROOT}/`), 'utf8')) as object;

const server = fastify({
  ajv: {
    customOptions: {
      removeAdditional: false,
      coerceTypes: false,
      useDefaults: false,
      strict: false,
    },
  },
});
server.post('/', { schema: { body: schema } }, () => true);

async function isValid(file: unknown): Promise<boolean> {
  const { statusCode } = await server.inject({ method: 'POST', url: '/', payload: file as object });
  return statusCode === 200;
}

describe('the JSON schema of mapping files', () => {
  it('is contributed for the file’s name', async () => {
    const { MAPPINGS_FILE } = await import('../../../../src/commands/mappingsFile.ts');
    assert.equal(fileMatch, MAPPINGS_FILE);
  });

  it('accepts every mapping that is saved', async () => {
    await fc.assert(
      fc.asyncProperty(fc.array(teamMappings, { maxLength: 3 }), async (mappings) => {
        assert.ok(await isValid({ mappings: mappings.map(entryOf) }));
      }),
      { numRuns: 50 },
    );
  });

  it('accepts and rejects what the reader does', async () => {
    const valid = { name: 'A', module: 'Products', field: 'Product_Code', pattern: '{key}' };
    const table = { file: 'a.csv', fileColumn: 'File', recordColumn: 'Code' };
    const byTable = { ...valid, pattern: undefined, table };
    const byFields = { ...valid, field: undefined, fields: { a: 'A', b: 'B' }, pattern: '{a}{b}' };
    const some = [
      valid,
      byTable,
      byFields,
      { ...valid, folder: '.' },
      { ...valid, folder: './shots/more/' },
      { ...valid, folder: '../shots' },
      { ...valid, folder: 'C:/shots' },
      { ...valid, folder: '/shots' },
      { ...valid, name: ' A' },
      { ...valid, name: 'A\u202E' },
      { ...valid, name: undefined },
      { ...valid, module: 'No module' },
      { ...valid, field: undefined },
      { ...valid, fields: byFields.fields },
      { ...valid, table },
      { ...valid, pattern: undefined },
      { ...byFields, pattern: undefined, table },
      { ...byFields, fields: { a: 'A' } },
      { ...valid, patern: '' },
      { ...valid, ignoreCase: 'no' },
      { ...valid, severalPictures: 'firstInTable' },
      { ...valid, severalPictures: { endsIn: '_1' } },
      { ...valid, severalPictures: { endsIn: '' } },
      { ...valid, severalPictures: 'all' },
      { ...valid, replace: [{ from: '_', to: '' }] },
      { ...valid, replace: [{ from: '', to: '_' }] },
      { ...valid, replace: { from: '_', to: '/' } },
      { ...byTable, table: { ...table, file: '.' } },
      { ...byTable, table: { ...table, file: undefined } },
      { ...byTable, table: { ...table, encoding: 'shift_jis' } },
      { ...byTable, table: { ...table, encoding: 'rot13' } },
      { ...byTable, table: { ...table, columnNames: false } },
    ];
    const verdicts = await Promise.all(
      some.map(async (one) => {
        const file = { mappings: [one] };
        const read = mappingsIn(JSON.stringify(file));
        return { one, reader: read.ok, schema: await isValid(file) };
      }),
    );
    assert.deepEqual(
      verdicts.filter(({ reader, schema: other }) => reader !== other),
      [],
    );
    assert.ok(verdicts.filter(({ reader }) => reader).length > 8);
  });
});
