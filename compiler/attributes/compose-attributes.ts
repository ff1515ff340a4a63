import { type AttributeTable, list, one } from './attribute.ts';
import * as kinds from './value-kind.ts';

/** As `docker compose` takes them. */
export const composeAttributes: AttributeTable = {
  project: one(kinds.name, 'The name of the project, as with `-p`.'),
  profile: list(kinds.name, 'A profile to activate.'),
  file: list(kinds.name, 'A further file, laid over those before it, as with `-f`.'),
  env: list(kinds.keyValue, 'A variable of the environment: `TAG=1.2`.'),
  'front-end': one(
    kinds.oneOf('docker compose', 'docker-compose'),
    'The program that reads the file: the plugin of today, or the Python program of old.',
  ),
  host: one(kinds.name, 'The host that it runs on.', { refersTo: 'host' }),
};
