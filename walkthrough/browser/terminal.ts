import { readPlan } from '../../compiler/compose/read-plan.ts';
import { runCommand, type ShellPlace } from '../../runtime/shell/run-command.ts';
import type { World } from '../../runtime/world.ts';
import { element } from './element.ts';

/** A terminal on the hosts and in the containers of a world. `done` is called after each command. */
export function terminalOn(world: World, done: () => void = () => {}): HTMLElement {
  const screen = element('div', { class: 'screen', role: 'log', tabindex: '0', 'aria-label': 'Output' });
  const input = element('input', {
    type: 'text',
    autocomplete: 'off',
    autocapitalize: 'off',
    spellcheck: 'false',
    'aria-label': 'Command',
  });
  const prompt = element('label', {});
  const place = element('select', { 'aria-label': 'Where the command is typed' });
  const fill = (): void => {
    const chosen = place.value;
    place.replaceChildren(...placesOf(world).map((name) => element('option', { value: name }, name)));
    if (placesOf(world).includes(chosen)) place.value = chosen;
    prompt.textContent = `${place.value}$`;
  };
  place.addEventListener('change', fill);
  fill();
  const lines: string[] = [];
  let at = 0;
  const run = (line: string): void => {
    const say = (text: string, kind: string): void => {
      if (text !== '') screen.append(element('span', { class: kind }, text.replace(/\n?$/, '\n')));
    };
    say(`${place.value}$ ${line}`, 'typed');
    const { stdout, stderr } = answerTo(world, place.value, line);
    say(stdout, 'printed');
    say(stderr, 'error');
    screen.scrollTop = screen.scrollHeight;
    fill();
    done();
  };
  const form = element('form', {}, prompt, input);
  form.addEventListener('submit', (event) => {
    event.preventDefault();
    const line = input.value.trim();
    input.value = '';
    if (line === '') return;
    lines.push(line);
    at = lines.length;
    run(line);
  });
  input.addEventListener('keydown', (event) => {
    if (event.key !== 'ArrowUp' && event.key !== 'ArrowDown') return;
    event.preventDefault();
    at = Math.max(0, Math.min(lines.length, at + (event.key === 'ArrowUp' ? -1 : 1)));
    input.value = lines[at] ?? '';
  });
  const head = element(
    'div',
    { class: 'head' },
    'Commands on',
    place,
    'docker, ip, iptables, ping, curl, nslookup …',
  );
  return element('section', { class: 'terminal', 'aria-label': 'Terminal' }, head, screen, form);
}

/** What a command prints; a fault of the simulation is said, not thrown. */
function answerTo(
  world: World,
  place: string,
  line: string,
): { readonly stdout: string; readonly stderr: string } {
  try {
    return runCommand(world, placeNamed(place), line, { readCompose: readPlan });
  } catch (error) {
    return {
      stdout: '',
      stderr: `dnet: a fault of dnet itself: ${error instanceof Error ? error.message : error}`,
    };
  }
}

/** Machines first, then `host/container` for everything that runs. */
const placesOf = (world: World): readonly string[] => [
  ...[...world.kernel.machines.values()]
    .filter(({ kind }) => kind === 'host' || kind === 'client')
    .map(({ name }) => name),
  ...[...world.engines.values()].flatMap(({ host, containers }) =>
    [...containers.values()]
      .filter(({ state }) => state.status === 'running')
      .map(({ name }) => `${host}/${name}`),
  ),
];

function placeNamed(text: string): ShellPlace {
  const [host = '', ...name] = text.split('/');
  return name.length === 0
    ? { kind: 'machine', machine: host }
    : { kind: 'container', host, name: name.join('/') };
}
