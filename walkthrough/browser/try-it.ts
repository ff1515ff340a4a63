import { all, button, element } from './element.ts';
import type { SandboxGlobal, Source } from './sandbox.ts';

declare global {
  interface Window {
    dnetSandbox?: SandboxGlobal;
  }
}

/** Below each stage a button that opens a terminal in the very world of that stage; the runtime is fetched then. */
export function addSandboxes(): void {
  const source = document.getElementById('source');
  if (source === null) return;
  const text = source.textContent ?? '';
  const script = source.dataset.sandbox ?? '';
  for (const stage of all('.stage')) {
    const story = stage.closest<HTMLElement>('.story');
    const scenario = Number(story?.dataset.scenario);
    const until = Number(stage.dataset.until);
    const place = element('div', { class: 'tryit' });
    const open = button('Type commands in this world', () => {
      open.disabled = true;
      open.textContent = 'Starting …';
      load(script)
        .then((sandbox) => {
          place.replaceWith(sandbox.terminal(JSON.parse(text) as Source, { scenario, until }));
        })
        .catch(() => {
          open.textContent = `The sandbox needs ${script} beside this page`;
        });
    });
    place.append(open);
    stage.append(place);
  }
  for (const exercise of all('.exercise')) {
    const story = exercise.closest<HTMLElement>('.story');
    const at = { scenario: Number(story?.dataset.scenario), until: Number(exercise.dataset.until) };
    const place = element('div', { class: 'tryit' });
    const open = button('Solve it here', () => {
      open.disabled = true;
      load(script)
        .then((sandbox) => {
          place.replaceWith(sandbox.exercise(JSON.parse(text) as Source, at, exercise));
        })
        .catch(() => {
          open.textContent = `The sandbox needs ${script} beside this page`;
        });
    });
    place.append(open);
    exercise.querySelector('.solution')?.before(place);
  }
}

let loading: Promise<SandboxGlobal> | undefined;

/** A script element, since a page that was opened as a file can load nothing else. */
function load(script: string): Promise<SandboxGlobal> {
  loading ??= new Promise((resolve, reject) => {
    const tag = element('script', { src: script });
    tag.addEventListener('load', () => (window.dnetSandbox ? resolve(window.dnetSandbox) : reject()));
    tag.addEventListener('error', () => {
      loading = undefined;
      tag.remove();
      reject(new Error('not loaded'));
    });
    document.head.append(tag);
  });
  return loading;
}
