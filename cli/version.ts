import { fileURLToPath } from 'node:url';
import { readText } from './file-system.ts';

/** The package's version. `package.json` stands beside both `cli/` and the bundle's `dist/`. */
export function packageVersion(): string {
  const manifest = readText(fileURLToPath(new URL('../package.json', import.meta.url)));
  return (JSON.parse(manifest) as { version: string }).version;
}
