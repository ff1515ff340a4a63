import { all, button, element } from './element.ts';
import { drawTrail } from './trail.ts';

/** Every packet's way becomes a stepper: hop by hop, with the trail in the picture of its stage. */
export function addPacketSteppers(): void {
  for (const path of all('[data-path]')) addStepper(path);
}

function addStepper(path: HTMLElement): void {
  const stops = all('.stop', path);
  const picture = path.closest('.stage')?.querySelector<SVGSVGElement>('svg.topology') ?? null;
  const status = element('span', { role: 'status' });
  let at = -1;
  const show = (): void => {
    path.classList.toggle('stepping', at >= 0);
    stops.forEach((stop, i) => {
      stop.classList.toggle('now', i === at);
      if (i === at) stop.setAttribute('aria-current', 'step');
      else stop.removeAttribute('aria-current');
    });
    back.disabled = at <= 0;
    next.textContent = at < 0 ? 'Step through it' : 'Next hop';
    next.disabled = at === stops.length - 1;
    end.hidden = at < 0;
    status.textContent =
      at < 0
        ? ''
        : `Hop ${at + 1} of ${stops.length}: ${stops[at]?.querySelector('.place')?.textContent ?? ''}`;
    if (picture)
      drawTrail(
        picture,
        stops.slice(0, at + 1).map(({ dataset }) => dataset.stop ?? ''),
      );
  };
  const go = (to: number): void => {
    at = to;
    show();
  };
  const back = button('Back', () => go(at - 1));
  const next = button('', () => go(at + 1));
  const end = button('Show all', () => go(-1));
  path.querySelector('.stops')?.before(element('div', { class: 'stepper' }, next, back, end, status));
  show();
}
