import type { HeaderView, PacketPath, PathRule, PathStop } from '../story/page.ts';
import { escapeHtml } from './escape.ts';
import type { Marker } from './light-up.ts';

/** A packet's way: a list of stops that a script steps through, and that reads well without one. */
export function pathHtml(path: PacketPath, mark: Marker): string {
  return [
    `<div class="path" data-path>`,
    `<p class="path-title">The packet’s way: ${mark.text(path.asked)}</p>`,
    `<ol class="stops">`,
    ...path.stops.map((stop) => stopHtml(stop, mark)),
    '</ol></div>',
  ].join('\n');
}

function stopHtml(stop: PathStop, mark: Marker): string {
  const { place, key, direction, lines, lost, links, number } = stop;
  const state = [direction, ...(lost === undefined ? [] : ['lost']), ...(stop.begins ? ['begins'] : [])];
  const via = links.length === 0 ? '' : ` <span class="via">${escapeHtml(links.join(' → '))}</span>`;
  return [
    `<li class="stop ${state.join(' ')}" data-stop="${escapeHtml(key)}" value="${number}">`,
    `<p class="place"><span data-key="${escapeHtml(key)}">${escapeHtml(place)}</span>${via}</p>`,
    headersHtml(stop, mark),
    `<ul class="decisions">${lines.map(({ text, rules }) => decisionHtml(text, rules, mark)).join('')}</ul>`,
    '</li>',
  ].join('');
}

/** The header once where nothing changes, else before and after with what differs marked. */
function headersHtml({ before, after }: PathStop, mark: Marker): string {
  if (sameHeader(before, after) || before.source === after.destination)
    return `<div class="headers">${headerHtml(before, undefined, mark, '')}</div>`;
  return `<div class="headers">${headerHtml(before, after, mark, 'comes in')}<span class="becomes" aria-label="becomes">→</span>${headerHtml(after, before, mark, 'goes out')}</div>`;
}

const sameHeader = (a: HeaderView, b: HeaderView): boolean =>
  a.source === b.source &&
  a.destination === b.destination &&
  a.mark === b.mark &&
  a.inner?.destination === b.inner?.destination;

function headerHtml(
  header: HeaderView,
  other: HeaderView | undefined,
  mark: Marker,
  caption: string,
): string {
  const { protocol, source, destination, ttl, mark: fwmark, inner } = header;
  const field = (name: string, value: string, was: string | undefined): string =>
    `<span class="field${other !== undefined && was !== value ? ' differs' : ''}"><i>${name}</i> ${mark.text(value)}</span>`;
  return [
    '<div class="header">',
    ...(caption === '' ? [] : [`<span class="caption">${caption}</span>`]),
    `<span class="field"><i>${escapeHtml(protocol)}</i></span>`,
    field('from', source, other?.source),
    field('to', destination, other?.destination),
    `<span class="field"><i>ttl</i> ${ttl}</span>`,
    ...(fwmark === 0
      ? []
      : [field('mark', `0x${fwmark.toString(16)}`, other && `0x${other.mark.toString(16)}`)]),
    ...(inner === undefined
      ? []
      : [
          `<div class="inner"><span class="caption">VXLAN ${inner.vni} carries</span>${headerHtml(inner, undefined, mark, '')}</div>`,
        ]),
    '</div>',
  ].join('');
}

/** A decision with the rule that made it; the rules that led there behind a click. */
function decisionHtml(text: string, rules: readonly PathRule[], mark: Marker): string {
  if (rules.length === 0) return `<li>${mark.text(text)}</li>`;
  const deciding = rules.filter(({ decides }) => decides);
  const others = rules.length - deciding.length;
  return [
    `<li>${mark.text(text)}`,
    ...deciding.map((rule) => ruleHtml(rule, mark)),
    ...(others === 0
      ? []
      : [
          `<details class="rules"><summary>${rules.length === 1 ? 'the rule that matched' : `all ${rules.length} rules that matched`}</summary>${rules.map((rule) => ruleHtml(rule, mark)).join('')}</details>`,
        ]),
    '</li>',
  ].join('');
}

function ruleHtml({ table, chain, number, rule, why }: PathRule, mark: Marker): string {
  const reason = why === undefined ? '' : ` <em>${mark.text(why)}</em>`;
  return `<p class="rule"><span class="chain">${escapeHtml(`${table} ${chain} ${number}`)}</span> <code>${mark.text(rule)}</code>${reason}</p>`;
}
