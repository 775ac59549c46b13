import { strict as assert } from 'node:assert';
import { createLogDestination } from '../src/log-destination.js';

describe('the destination of the log', () => {
  /** A file on a disk with so many bytes left. */
  function createFile(): { text: string; room: number; code: string; write(bytes: Buffer): number } {
    const file = {
      text: '',
      room: Infinity,
      code: 'ENOSPC',
      write: (bytes: Buffer): number => {
        const part = bytes.subarray(0, Math.min(bytes.length, file.room));
        if (part.length === 0) throw Object.assign(new Error(file.code), { code: file.code });
        file.text += part.toString();
        file.room -= part.length;
        return part.length;
      },
    };
    return file;
  }

  it('drops lines while the disk is full, and says how many', () => {
    const file = createFile();
    const log = createLogDestination(2, file.write);
    log.write('{"n":1}\n');
    file.room = 4;
    log.write('{"n":2}\n');
    log.write('{"n":3}\n');
    file.room = Infinity;
    log.write('{"n":4}\n');
    log.write('{"n":5}\n');
    const lines = file.text.split('\n');
    assert.deepEqual([lines[0], lines[1], ...lines.slice(3)], ['{"n":1}', '{"n"', '{"n":4}', '{"n":5}', '']);
    const { msg, lines: count } = JSON.parse(lines[2] ?? '') as { msg: string; lines: number };
    assert.deepEqual([msg, count], ['lines of the log could not be written', 2]);
  });

  it('waits a while for a reader that is slow, and not for each line', () => {
    const file = createFile();
    const log = createLogDestination(2, file.write);
    Object.assign(file, { room: 0, code: 'EAGAIN' });
    let tries = 0;
    const counting = createLogDestination(2, (bytes) => {
      tries += 1;
      return file.write(bytes);
    });
    counting.write('a\n');
    const first = tries;
    counting.write('b\n');
    assert.ok(first > 1);
    assert.equal(tries - first, 1);
    log.write('c\n');
    assert.equal(file.text, '');
  });
});
