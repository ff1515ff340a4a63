import { all, button, element } from './element.ts';

/** Lets the reader see one step of a story at a time; the arrow keys turn the pages. */
export function addStorySteps(): void {
  for (const story of all('.story')) addSteps(story);
}

function addSteps(story: HTMLElement): void {
  const stages = all('.stage', story);
  const first = stages[0];
  if (first === undefined || stages.length < 2) return;
  let at = -1;
  const status = element('span', { role: 'status' });
  const show = (): void => {
    story.classList.toggle('one', at >= 0);
    stages.forEach((stage, i) => {
      stage.classList.toggle('current', i === at);
    });
    back.disabled = at <= 0;
    back.hidden = at < 0;
    next.textContent = at < 0 ? 'One step at a time' : 'Next step';
    next.disabled = at === stages.length - 1;
    end.hidden = at < 0;
    status.textContent =
      at < 0 ? '' : `Step ${at + 1} of ${stages.length}: ${stages[at]?.getAttribute('aria-label') ?? ''}`;
  };
  const go = (to: number): void => {
    at = to;
    show();
  };
  const back = button('Back', () => go(at - 1));
  const next = button('', () => go(at + 1));
  const end = button('Show all', () => go(-1));
  first.before(element('div', { class: 'story-steps' }, next, back, end, status));
  document.addEventListener('keydown', ({ key, target }) => {
    const typing = target instanceof HTMLInputElement || target instanceof HTMLSelectElement;
    if (at < 0 || typing) return;
    if (key === 'ArrowRight' && at < stages.length - 1) go(at + 1);
    if (key === 'ArrowLeft' && at > 0) go(at - 1);
  });
  show();
}
