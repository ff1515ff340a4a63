/** FNV-1a's offset basis and prime. */
const BASIS = 0x811c9dc5;
const PRIME = 0x01000193;

/**
 * 64 hexadecimal digits that change whenever the value does. The programs write a SHA-256 of their own JSON; nobody
 * but the same program reads it, so that only its being equal or not counts.
 */
export function configHash(value: unknown): string {
  const text = JSON.stringify(value);
  let digits = '';
  for (let lane = 0; lane < 8; lane++) {
    let hash = Math.imul(BASIS ^ lane, PRIME);
    for (let i = 0; i < text.length; i++) hash = Math.imul(hash ^ text.charCodeAt(i), PRIME);
    digits += (hash >>> 0).toString(16).padStart(8, '0');
  }
  return digits;
}
