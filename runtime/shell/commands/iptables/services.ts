/** Names of ports that rules are written with, out of /etc/services. */
export const SERVICES: { readonly [name: string]: number } = {
  'ftp-data': 20,
  ftp: 21,
  ssh: 22,
  telnet: 23,
  smtp: 25,
  domain: 53,
  http: 80,
  pop3: 110,
  ntp: 123,
  imap2: 143,
  https: 443,
  submission: 587,
  imaps: 993,
  pop3s: 995,
  mysql: 3306,
  postgresql: 5432,
  redis: 6379,
  'http-alt': 8080,
};

export const SERVICE_NAMES: ReadonlyMap<number, string> = new Map(
  Object.entries(SERVICES).map(([name, port]) => [port, name]),
);
