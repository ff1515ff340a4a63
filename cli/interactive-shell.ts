import { createInterface, type Interface } from 'node:readline';
import { programNames } from '../runtime/shell/programs.ts';
import { runCommand, type ShellPlace, terminalAt } from '../runtime/shell/run-command.ts';
import type { World } from '../runtime/world.ts';
import { EXIT, type ExitCode } from './exit-codes.ts';
import { paint } from './output.ts';
import { SERVICES } from './services.ts';

/** Where a person stands, and what they may go to: `h1`, `h1/web`. */
interface Standing {
  place: ShellPlace;
}

const HELP = `What you type runs where the prompt says. Besides the programs of that place:
  cd HOST            go to a machine          cd HOST/CONTAINER  go into a container
  places             where you can go         programs           what you can type here
  help               this                     exit               leave (also Ctrl-D)
Quotes, ;, &&, ||, pipes and redirections work; Tab completes, the arrow keys recall.
`;

const nameOf = (place: ShellPlace): string =>
  place.kind === 'machine' ? place.machine : `${place.host}/${place.name}`;

/** Every machine and every running container, as they are named in prompts. */
const placesOf = (world: World): string[] => [
  ...[...world.kernel.machines.values()]
    .filter(({ kind }) => kind === 'host' || kind === 'client')
    .map(({ name }) => name),
  ...[...world.engines.values()].flatMap(({ host, containers }) =>
    [...containers.values()].filter(({ state }) => state.pid !== 0).map(({ name }) => `${host}/${name}`),
  ),
];

function placeNamed(text: string): ShellPlace {
  const [host = '', ...name] = text.split('/');
  return name.length === 0
    ? { kind: 'machine', machine: host }
    : { kind: 'container', host, name: name.join('/') };
}

/** Prompt, completion, history; or a script on standard input, silent but for what it prints. */
export function interactiveShell(world: World): Promise<ExitCode> {
  const standing: Standing = { place: placeNamed(placesOf(world)[0] ?? '') };
  const terminal = process.stdin.isTTY === true && process.stdout.isTTY === true;
  const lines = createInterface({
    input: process.stdin,
    output: process.stdout,
    terminal,
    completer: (line: string) => complete(world, standing, line),
    historySize: 500,
  });
  const prompt = (): void => {
    if (!terminal) return;
    lines.setPrompt(`${paint('green', nameOf(standing.place))}$ `);
    lines.prompt();
  };
  if (terminal) process.stdout.write(`${placesOf(world).length} places; \`help\` tells more\n`);
  prompt();
  return new Promise((resolve) => {
    let code: ExitCode = EXIT.held;
    lines.on('line', (line) => {
      code = answer(world, standing, line.trim(), lines) ? EXIT.held : EXIT.failed;
      prompt();
    });
    lines.on('close', () => resolve(terminal ? EXIT.held : code));
  });
}

/** Does what a line says; false when its command failed. */
function answer(world: World, standing: Standing, line: string, lines: Interface): boolean {
  const [word, target] = line.split(/\s+/, 2);
  if (line === '') return true;
  if (line === 'exit' || line === 'quit') {
    lines.close();
    return true;
  }
  if (line === 'help') return say(HELP);
  if (line === 'places') return say(`${placesOf(world).join('\n')}\n`);
  if (line === 'programs') {
    const terminal = terminalAt(world, standing.place);
    return say('refused' in terminal ? `${terminal.refused}\n` : `${programNames(terminal).join(' ')}\n`);
  }
  if (word === 'cd') {
    const place = placeNamed(target ?? placesOf(world)[0] ?? '');
    const terminal = terminalAt(world, place);
    if ('refused' in terminal)
      return say(`${terminal.refused}; you can go to ${placesOf(world).join(', ')}\n`, false);
    standing.place = place;
    return true;
  }
  const { stdout, stderr, rc } = runCommand(world, standing.place, line, SERVICES);
  process.stdout.write(stdout);
  process.stderr.write(stderr);
  return rc === 0;
}

function say(text: string, ok = true): boolean {
  (ok ? process.stdout : process.stderr).write(text);
  return ok;
}

/**
 * The first word is a program or a word of the shell itself, later ones are places, containers and networks.
 */
function complete(world: World, { place }: Standing, line: string): [string[], string] {
  const words = line.split(/\s+/);
  const last = words.at(-1) ?? '';
  const terminal = terminalAt(world, place);
  const programs = 'refused' in terminal ? [] : programNames(terminal);
  const containers = [...world.engines.values()].flatMap(({ containers }) =>
    [...containers.values()].map(({ name }) => name),
  );
  const candidates =
    words.length === 1
      ? [...programs, 'cd', 'exit', 'help', 'places', 'programs']
      : words[0] === 'cd'
        ? placesOf(world)
        : [...containers, ...DOCKER_WORDS];
  return [candidates.filter((candidate) => candidate.startsWith(last)).sort(), last];
}

const DOCKER_WORDS = [
  'network',
  'container',
  'run',
  'exec',
  'inspect',
  'ps',
  'port',
  'connect',
  'disconnect',
  'create',
  'start',
  'stop',
  'restart',
  'rm',
  'ls',
];
