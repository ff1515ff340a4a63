import { formatIp, type Ip, parseIp } from '../../../address/ip.ts';
import { socketById } from '../../../kernel/sockets.ts';
import { connectTcp } from '../../../probe/connect-tcp.ts';
import type { Outcome } from '../../../probe/outcome.ts';
import type { Command, Terminal } from '../../command.ts';
import { type CommandResult, fail } from '../../language/command-result.ts';
import { lookUp } from './look-up.ts';

interface Address {
  readonly host: string;
  readonly port: number;
  readonly path: string;
}

/** `http://host:port/path`; the scheme may be left out. TLS is not simulated. */
function parseUrl(text: string): Address | undefined {
  const match = /^(?:http:\/\/)?(\[[^\]]+\]|[^/:]+)(?::(\d{1,5}))?(\/.*)?$/.exec(text);
  if (!match || text.startsWith('https:')) return undefined;
  return {
    host: match[1]!.replace(/^\[(.*)\]$/, '$1'),
    port: Number(match[2] ?? '80'),
    path: match[3] ?? '/',
  };
}

interface Fetched {
  readonly address: Address;
  readonly ip: Ip | undefined;
  readonly outcome: Outcome | undefined;
}

function fetchUrl(terminal: Terminal, address: Address): Fetched {
  const literal = parseIp(address.host);
  const found = literal === undefined ? lookUp(terminal, address.host).addresses[0] : undefined;
  const ip = literal ?? (found === undefined ? undefined : parseIp(found));
  if (ip === undefined) return { address, ip, outcome: undefined };
  return {
    address,
    ip,
    outcome: connectTcp(terminal.world, { netns: terminal.netns, to: ip, port: address.port }),
  };
}

const reasonOf = (outcome: Outcome): string =>
  outcome.kind === 'refused'
    ? 'Connection refused'
    : outcome.kind === 'unreachable'
      ? 'No route to host'
      : 'Connection timed out';

/** Whether the program that answered talks HTTP; one that only says a line does not. */
function speaksHttp({ world }: Terminal, outcome: Outcome): boolean {
  if (outcome.kind !== 'delivered') return false;
  const { at } = outcome.answer;
  const socket = at === undefined ? undefined : socketById(world.kernel, at.netns, at.socket);
  return socket?.service.kind !== 'echo';
}

/** `wget [-q] [-O FILE|-] [-T SECONDS] URL` of busybox. */
export const wget: Command = (args, terminal) => {
  let [url, file, quiet, spider] = ['', '', false, false];
  for (let i = 0; i < args.length; i++) {
    const word = args[i]!;
    if (word === '-O' || word === '-qO') [file, quiet] = [args[++i] ?? '-', quiet || word === '-qO'];
    else if (/^-q?O./.test(word)) [file, quiet] = [word.replace(/^-q?O/, ''), quiet || word.startsWith('-q')];
    else if (word === '-T' || word === '-t' || word === '--timeout') i++;
    else if (word === '-q') quiet = true;
    else if (word === '--spider') spider = true;
    else if (/^-T\d|^--timeout=|^--tries=|^-t\d/.test(word)) continue;
    else if (word.startsWith('-'))
      return fail(1, `wget: unrecognized option '${word}' (dnet knows -q -O -T --spider)\n`);
    else url = word;
  }
  const address = parseUrl(url);
  if (address === undefined) return fail(1, `wget: not an http or ftp url: ${url}\n`);
  const { ip, outcome } = fetchUrl(terminal, address);
  if (ip === undefined || outcome === undefined) return fail(1, `wget: bad address '${address.host}'\n`);
  const connecting = quiet
    ? ''
    : `Connecting to ${address.host}${address.port === 80 ? '' : `:${address.port}`} (${formatIp(ip)}:${address.port})\n`;
  if (outcome.kind === 'timeout') return fail(1, `${connecting}wget: download timed out\n`);
  if (outcome.kind !== 'delivered' && outcome.kind !== 'closed')
    return fail(
      1,
      `${connecting}wget: can't connect to remote host (${formatIp(ip)}): ${reasonOf(outcome)}\n`,
    );
  if (outcome.kind === 'closed' || !speaksHttp(terminal, outcome))
    return fail(1, `${connecting}wget: error getting response\n`);
  if (spider) return { stdout: '', stderr: quiet ? '' : `${connecting}remote file exists\n`, rc: 0 };
  return deliver(
    terminal,
    outcome.answer.text,
    file === '' ? address.path.split('/').at(-1) || 'index.html' : file,
    connecting,
  );
};

function deliver(terminal: Terminal, text: string, file: string, connecting: string): CommandResult {
  if (file === '-') return { stdout: text, stderr: connecting, rc: 0 };
  const problem = terminal.writeFile(file, text, false);
  return problem === undefined
    ? { stdout: '', stderr: connecting, rc: 0 }
    : fail(1, `wget: can't open '${file}': ${problem}\n`);
}

/** `curl [-s] [-S] [-f] [-m SECONDS] [-o FILE] [-w FORMAT] URL` */
export const curl: Command = (args, terminal) => {
  let [url, file, silent, showErrors] = ['', '-', false, false];
  for (let i = 0; i < args.length; i++) {
    const word = args[i]!;
    if (['-m', '--max-time', '--connect-timeout', '-H', '--header', '-w', '--retry'].includes(word)) i++;
    else if (word === '-o') file = args[++i] ?? '-';
    else if (/^-[sSfLi4]+$/.test(word))
      [silent, showErrors] = [silent || word.includes('s'), showErrors || word.includes('S')];
    else if (/^-m\d/.test(word)) continue;
    else if (word === '--silent') silent = true;
    else if (word === '--fail' || word === '--show-error') continue;
    else if (word.startsWith('-'))
      return fail(2, `curl: option ${word}: is unknown (dnet knows -s -S -f -L -m -o -H)\n`);
    else url = word;
  }
  const say = (rc: number, text: string): CommandResult =>
    fail(rc, silent && !showErrors ? '' : `curl: (${rc}) ${text}\n`);
  const address = parseUrl(url);
  if (address === undefined)
    return say(3, url === '' ? 'URL rejected: No host part in the URL' : 'dnet simulates http:// only');
  const { ip, outcome } = fetchUrl(terminal, address);
  if (ip === undefined || outcome === undefined) return say(6, `Could not resolve host: ${address.host}`);
  switch (outcome.kind) {
    case 'delivered':
      if (!speaksHttp(terminal, outcome)) return say(1, 'Received HTTP/0.9 when not allowed');
      return file === '-'
        ? { stdout: outcome.answer.text, stderr: '', rc: 0 }
        : deliver(terminal, outcome.answer.text, file, '');
    case 'closed':
      return say(52, 'Empty reply from server');
    case 'timeout':
      return say(28, 'Connection timed out after 5000 milliseconds');
    case 'refused':
      return say(
        7,
        `Failed to connect to ${address.host} port ${address.port} after 0 ms: Couldn't connect to server`,
      );
    default:
      return say(
        7,
        `Failed to connect to ${address.host} port ${address.port} after 3000 ms: ${reasonOf(outcome)}`,
      );
  }
};
