/** Text to bytes of a legacy encoding, by turning the tables of Node's decoder around. */

/** Bytes of `text` in the encoding with this label. Throws on a character that it does not have. */
export function encode(text: string, label: string): Buffer {
  if (label === 'utf-16le') return Buffer.from(text, 'utf16le');
  if (label === 'utf-16be') return Buffer.from(text, 'utf16le').swap16();
  if (label === 'iso-2022-jp') return encodeIso2022Jp(text);
  const table = tableOf(label);
  return Buffer.concat([...text].map((char) => bytesOf(table, char, label)));
}

type Table = ReadonlyMap<string, Buffer>;
const tables = new Map<string, Table>();

function tableOf(label: string): Table {
  const known = tables.get(label);
  if (known !== undefined) return known;
  const table = new Map<string, Buffer>();
  const decoder = new TextDecoder(label, { fatal: true, ignoreBOM: true });
  const note = (bytes: Buffer): void => {
    const char = decodeOrNull(decoder, bytes);
    if (char !== null && [...char].length === 1 && !table.has(char)) table.set(char, bytes);
  };
  for (let byte = 0; byte < 256; byte++) note(Buffer.of(byte));
  for (let lead = 0x81; lead < 0xff; lead++) {
    for (let trail = 0x40; trail < 0xff; trail++) note(Buffer.of(lead, trail));
  }
  tables.set(label, table);
  return table;
}

function decodeOrNull(decoder: InstanceType<typeof TextDecoder>, bytes: Buffer): string | null {
  try {
    return decoder.decode(bytes);
  } catch {
    return null;
  }
}

function bytesOf(table: Table, char: string, label: string): Buffer {
  const bytes = table.get(char);
  if (bytes === undefined) throw new Error(`${label} has no ${char}`);
  return bytes;
}

/** Runs of two-byte characters, as in EUC-JP without the high bits, stand between the escapes to their set and back. */
function encodeIso2022Jp(text: string): Buffer {
  const table = tableOf('euc-jp');
  const runs = text.match(/[\0-\x7f]+|[^\0-\x7f]+/g) ?? [];
  return Buffer.concat(
    runs.map((run) => {
      const bytes = Buffer.concat([...run].map((char) => bytesOf(table, char, 'euc-jp')));
      if (run.charCodeAt(0) < 0x80) return bytes;
      return Buffer.concat([Buffer.from('\x1b$B'), bytes.map((byte) => byte & 0x7f), Buffer.from('\x1b(B')]);
    }),
  );
}
