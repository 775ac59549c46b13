import { strict as assert } from 'node:assert';
import { UsageError } from '../../src/cli/exit.js';
import { parseField, parseSchema } from '../../src/cli/schema.js';
import { parseUrls } from '../../src/cli/urls.js';

describe('what the command line takes', () => {
  it('reads fields in shorthand', () => {
    assert.deepEqual(parseField('title'), { field: 'title', type: 'string', example: 'Some text' });
    assert.deepEqual(parseField('price:float=19.99'), { field: 'price', type: 'float', example: 19.99 });
    assert.deepEqual(parseField('stock:boolean=false'), { field: 'stock', type: 'boolean', example: false });
    assert.deepEqual(parseField('sizes:array<integer>=38, 40'), {
      field: 'sizes',
      type: 'array<integer>',
      example: [38, 40],
    });
    assert.deepEqual(parseField('at=12:30'), { field: 'at', type: 'string', example: '12:30' });
  });

  it('says what is wrong with one', () => {
    for (const text of [
      '',
      ':float',
      'price:money',
      'price:float=cheap',
      'n:integer=1.5',
      'b:boolean=yes',
      'n:integer=',
    ])
      assert.throws(() => parseField(text), UsageError, text);
  });

  it('reads a schema from JSON, as a list or below `schema`', () => {
    const fields = [{ field: 'title', type: 'string', example: 'x' }];
    assert.deepEqual(parseSchema(JSON.stringify(fields), 'a file'), fields);
    assert.deepEqual(parseSchema(JSON.stringify({ schema: fields }), 'a file'), fields);
    for (const text of ['{', 'null', '{}', '"x"'])
      assert.throws(() => parseSchema(text, 'a file'), UsageError);
  });

  it('reads one URL a line', () => {
    assert.deepEqual(parseUrls('https://a.test/1\r\n\n# a note\n  https://a.test/2\n', 'a file'), [
      'https://a.test/1',
      'https://a.test/2',
    ]);
    assert.throws(() => parseUrls('\n# nothing\n', 'a file'), UsageError);
  });
});
