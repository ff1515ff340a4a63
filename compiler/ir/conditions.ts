/**
 * What `where` may say of a generated world, in Docker's words. A word in capitals stands for a variable over
 * that group, `WORD` for any word. The runtime has a test for each (`runtime/property/conditions/`).
 */
export const CONDITION_SENTENCES = [
  'CONTAINER has its own namespace',
  'CONTAINER uses the namespace of CONTAINER',
  'CONTAINER shares no network with CONTAINER',
  'CONTAINER shares a network with CONTAINER',
  'CONTAINER publishes nothing',
  'CONTAINER publishes a port',
  'CONTAINER is in mode WORD',
  'CONTAINER is not in mode WORD',
  'CONTAINER is on NETWORK',
  'CONTAINER is not on NETWORK',
  'CONTAINER is on internal networks only',
  'CONTAINER is on no internal network',
  'CONTAINER is on the default bridge',
  'CONTAINER is not on the default bridge',
  'CONTAINER is on one network only',
  'CONTAINER is on some network',
  'CONTAINER is on networks of driver WORD only',
  'CONTAINER is on IPv4 networks only',
  'CONTAINER is on masqueraded networks only',
  'CONTAINER is running',
  'CONTAINER is not running',
  'CONTAINER listens on tcp only',
  'CONTAINER shares its namespace with nobody',
  'CONTAINER runs on HOST',
  'CONTAINER runs on the host of CONTAINER',
  'CONTAINER runs on another host than CONTAINER',
  'CONTAINER runs on engine WORD',
  'CONTAINER does not run on engine WORD',
  'NETWORK is internal',
  'NETWORK is not internal',
  'NETWORK has driver WORD',
  'NETWORK has no IPv6',
  'NETWORK has icc',
  'NETWORK has no icc',
  'NETWORK is the default bridge',
  'NETWORK is not the default bridge',
  'NETWORK is on HOST',
  'NETWORK is on the host of CONTAINER',
  'NETWORK comes after every network of CONTAINER',
  'SERVICE publishes nothing',
  'SERVICE publishes a port',
  'SERVICE has endpoint-mode WORD',
  'HOST runs engine WORD',
  'HOST does not run engine WORD',
  'HOST is a manager',
  'HOST is a worker',
  'nothing is broken',
] as const;

export type ConditionSentence = (typeof CONDITION_SENTENCES)[number];

/** The groups of variables, and the word that stands for one of each in a sentence. */
export const PLACEHOLDERS = {
  containers: 'CONTAINER',
  hosts: 'HOST',
  networks: 'NETWORK',
  services: 'SERVICE',
  clients: 'CLIENT',
} as const;
