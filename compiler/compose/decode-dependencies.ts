import type { Span } from '../../diagnostics/span.ts';
import type { ComposeDependency } from './project.ts';
import { child, entriesOf, flagOf, itemsOf, type Tree, textOf } from './tree.ts';
import { locatedList } from './values.ts';

/** What is written, and what `links`, shared namespaces and `volumes_from` imply (compose-go loader/normalize.go). */
export function decodeDependencies(service: Tree): readonly ComposeDependency[] {
  const dependencies = new Map<string, ComposeDependency>();
  for (const [name, { key, value }] of entriesOf(child(service, 'depends_on'))) {
    dependencies.set(name, {
      service: name,
      condition: textOf(child(value, 'condition')) ?? 'service_started',
      restart: flagOf(child(value, 'restart')) ?? false,
      required: flagOf(child(value, 'required')) ?? true,
      by: 'depends_on',
      origin: key,
    });
  }
  const imply = (name: string, by: ComposeDependency['by'], origin: Span) => {
    if (dependencies.has(name)) return;
    const restart = by !== 'volumes_from';
    const implied = { service: name, condition: 'service_started', restart, required: true, by, origin };
    dependencies.set(name, implied);
  };
  for (const { value, origin } of locatedList(child(service, 'links'))) {
    imply(value.split(':')[0]!, 'links', origin);
  }
  for (const key of ['network_mode', 'ipc', 'pid', 'uts', 'cgroup']) {
    const value = child(service, key);
    const text = textOf(value);
    if (value === undefined || !text?.startsWith('service:')) continue;
    const by = key === 'network_mode' ? 'network_mode' : 'namespace';
    imply(text.slice('service:'.length), by, value.origin);
  }
  for (const item of itemsOf(child(service, 'volumes_from'))) {
    const text = textOf(item) ?? '';
    if (!text.startsWith('container:')) imply(text.split(':')[0]!, 'volumes_from', item.origin);
  }
  return [...dependencies.values()];
}
