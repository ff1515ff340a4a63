import { parseAddress, parseCidr, parseMac } from '../addresses.ts';
import { parseExposed } from '../ports/exposed-port.ts';
import { parsePublished } from '../ports/published-port.ts';
import { parseDuration } from './duration.ts';

/** What a value of an attribute must look like. */
export interface ValueKind {
  /** For messages: "expected ...". */
  readonly expected: string;
  readonly fits: (text: string) => boolean;
  /** What may stand here, when that is a closed set. */
  readonly words?: readonly string[];
}

const kind = (expected: string, fits: (text: string) => boolean): ValueKind => ({ expected, fits });
const pattern = (expected: string, form: RegExp) => kind(expected, (text) => form.test(text));

export const anything = kind('a value', () => true);
export const name = pattern('a name', /\S/);
export const wholeNumber = pattern('a whole number', /^\d+$/);
export const number = pattern('a number', /^-?\d+$/);
export const address = kind(
  'an IP address such as 172.30.0.2 or fd00::2',
  (text) => parseAddress(text) !== undefined,
);
export const cidr = kind(
  'an address with a prefix length, such as 172.30.0.0/16',
  (text) => parseCidr(text) !== undefined,
);
export const mac = kind('a MAC address such as 02:42:ac:11:00:02', (text) => parseMac(text) !== undefined);
export const duration = kind('a duration such as 10s', (text) => parseDuration(text) !== undefined);
export const port = kind('a port such as 80 or 53/udp', (text) => parseExposed(text) !== undefined);
export const published = kind(
  'a published port such as 8080:80 or 127.0.0.1:8080:80/udp',
  (text) => parsePublished(text) !== undefined,
);
export const keyValue = pattern('a setting such as key=value', /^[^=\s]+=/);
export const label = pattern('a label such as key=value', /^[^=\s]+(=|$)/);
export const hostMapping = pattern('a mapping such as name:192.168.1.5', /^[^:=\s]+[:=]\S+$/);
export const route = pattern(
  'a route such as 10.0.0.0/8 via 192.168.1.2',
  /^(default|[0-9a-f.:]+(\/\d+)?)( via [0-9a-f.:]+)?( dev \S+)?$/i,
);

export const pool = pattern('a pool such as 10.10.0.0/16 size 24', /^\S+\/\d+ size \d+$/);

/** One of a closed set of words. */
export const oneOf = (...words: string[]): ValueKind => ({
  expected: words.join(' or '),
  fits: (text) => words.includes(text),
  words,
});
export const flag = oneOf('true', 'false', 'on', 'off', 'yes', 'no');
