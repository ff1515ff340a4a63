const SVG = 'http://www.w3.org/2000/svg';

/** Numbers the places that a packet has passed, and joins them with a line, in the picture of its stage. */
export function drawTrail(picture: SVGSVGElement, keys: readonly string[]): void {
  const layer = picture.querySelector('.badges');
  if (layer === null) return;
  layer.replaceChildren();
  const visits = new Map<string, number>();
  const points = keys.flatMap((key) => {
    const rect = rectOf(picture, key);
    if (rect === undefined) return [];
    const visit = visits.get(key) ?? 0;
    visits.set(key, visit + 1);
    // A place that is passed twice has its second number beside the first.
    return [{ x: rect.x + rect.width - 10 - visit * 24, y: rect.y + 2 }];
  });
  if (points.length > 1) {
    const trail = svgElement('polyline', {
      class: 'trail',
      points: points.map(({ x, y }) => `${x},${y}`).join(' '),
    });
    layer.append(trail);
  }
  points.forEach(({ x, y }, i) => {
    const badge = svgElement('g', { class: i === points.length - 1 ? 'badge now' : 'badge' });
    const text = svgElement('text', { x: `${x}`, y: `${y + 4}`, 'text-anchor': 'middle' });
    text.textContent = `${i + 1}`;
    badge.append(svgElement('circle', { cx: `${x}`, cy: `${y}`, r: '10' }), text);
    layer.append(badge);
  });
}

/** The frame of a machine or a box, or the name of a network on a host. */
function rectOf(picture: SVGSVGElement, key: string): DOMRect | undefined {
  const groups = [...picture.querySelectorAll<SVGGElement>('g[data-key]')];
  const group =
    groups.find(({ dataset }) => dataset.at === key) ?? groups.find(({ dataset }) => dataset.key === key);
  const shape = group?.querySelector<SVGGraphicsElement>('rect:not(.chip)') ?? group?.querySelector('rect');
  return shape?.getBBox();
}

function svgElement(name: string, attributes: { readonly [name: string]: string }): SVGElement {
  const made = document.createElementNS(SVG, name);
  for (const [key, value] of Object.entries(attributes)) made.setAttribute(key, value);
  return made;
}
