/** A file of an archive. */
export interface TarEntry {
  readonly path: string;
  readonly mode: number;
  readonly content:
    | { readonly kind: 'file'; readonly bytes: Buffer }
    | { readonly kind: 'folder' }
    | { readonly kind: 'link'; readonly to: string };
}

const BLOCK = 512;
const TYPES = { file: '0', link: '2', folder: '5' } as const;

/** A POSIX ustar archive: everything belongs to root and is from 1970, so that the same files give the same bytes. */
export function tarOf(entries: readonly TarEntry[]): Buffer {
  const parts = entries.flatMap((entry) => {
    const bytes = entry.content.kind === 'file' ? entry.content.bytes : Buffer.alloc(0);
    const padding = Buffer.alloc((BLOCK - (bytes.length % BLOCK)) % BLOCK);
    return [headerOf(entry, bytes.length), bytes, padding];
  });
  return Buffer.concat([...parts, Buffer.alloc(2 * BLOCK)]);
}

/** The fields of a header at their offsets (IEEE Std 1003.1, pax: ustar interchange format). */
function headerOf({ path, mode, content }: TarEntry, size: number): Buffer {
  if (Buffer.byteLength(path) > 100) throw new Error(`${path} is too long a name for this archive`);
  const header = Buffer.alloc(BLOCK);
  const octal = (value: number, offset: number, length: number): void => {
    header.write(value.toString(8).padStart(length - 1, '0'), offset);
  };
  header.write(path, 0);
  octal(mode, 100, 8);
  octal(0, 108, 8);
  octal(0, 116, 8);
  octal(size, 124, 12);
  octal(0, 136, 12);
  header.fill(' ', 148, 156);
  header.write(TYPES[content.kind], 156);
  if (content.kind === 'link') header.write(content.to, 157);
  header.write('ustar\u000000', 257);
  const sum = header.reduce((total, byte) => total + byte, 0);
  header.write(`${sum.toString(8).padStart(6, '0')}\u0000 `, 148);
  return header;
}
