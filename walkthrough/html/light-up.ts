import type { KnownName } from '../story/page.ts';
import { escapeHtml } from './escape.ts';

/** Marks names and addresses, so that a page lights up all that mean the same thing. */
export interface Marker {
  /** Plain text as HTML with its names marked. */
  readonly text: (text: string) => string;
  /** HTML whose `code` elements are marked. */
  readonly html: (html: string) => string;
}

export function markerOf(names: readonly KnownName[]): Marker {
  const keys = new Map(names.flatMap(({ key, words }) => words.map((word) => [word, key] as const)));
  if (keys.size === 0) return { text: escapeHtml, html: (html) => html };
  const words = [...keys.keys()].sort((a, b) => b.length - a.length).map(escapeRegExp);
  const pattern = new RegExp(`(?<![\\w.:-])(?:${words.join('|')})(?![\\w-]|\\.\\d)`, 'g');
  const text = (plain: string): string => {
    let html = '';
    let end = 0;
    for (const { 0: word, index } of plain.matchAll(pattern)) {
      html += `${escapeHtml(plain.slice(end, index))}${marked(word, keys.get(word)!)}`;
      end = index + word.length;
    }
    return html + escapeHtml(plain.slice(end));
  };
  const html = (source: string): string =>
    source.replace(/<code>([^<]+)<\/code>/g, (whole, code: string) => {
      const key = keys.get(code);
      return key === undefined ? whole : `<code data-key="${escapeHtml(key)}">${code}</code>`;
    });
  return { text, html };
}

const marked = (word: string, key: string): string =>
  `<span data-key="${escapeHtml(key)}">${escapeHtml(word)}</span>`;

const escapeRegExp = (text: string): string => text.replace(/[.*+?^${}()|[\]\\]/g, '\\$&');
