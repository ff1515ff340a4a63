import type { Answer, Claim, Ports, Property, Who } from '../../compiler/ir/claim.ts';

/** A claim as a teacher asks it, in Markdown: the reader thinks first and looks afterwards. */
export function questionOf(claim: Claim): string {
  const when = claim.when.kind === 'now' ? '' : ' after a while';
  return `${sentence(claim)}${when}?`;
}

function sentence(claim: Claim): string {
  switch (claim.kind) {
    case 'reach': {
      const by = claim.byName ? ', by its name' : '';
      const size = claim.size === undefined ? '' : ` with packets of ${claim.size} bytes`;
      return `Does ${who(claim.from)} reach ${claim.named ? code(claim.named) : who(claim.to)}${port(claim.port)}${by}${size}`;
    }
    case 'resolve':
      return `What does ${who(claim.from)} get for the name ${code(claim.name)}${expectsNames(claim.answer)}`;
    case 'has':
      return `${has(who(claim.who), claim.what)}`;
    case 'sees':
      return `Which address does ${who(claim.server)} see when ${who(claim.client)} asks ${who(claim.to)}${port(claim.port)}`;
    case 'reachable-only-from':
      return `Who reaches ${who(claim.to)}${port(claim.port)}`;
    case 'matrix':
      return `Who reaches whom${port(claim.port)}`;
    case 'previous-address-silent':
      return `Does the address that ${code(claim.of)} had before still answer`;
    case 'spread': {
      const over = claim.over === undefined ? 'What becomes of' : `Which of ${code(claim.over)} answers`;
      return `${over} ${claim.requests} requests from ${who(claim.from)} to ${who(claim.to)}${port(claim.port)}`;
    }
    case 'connection':
      return `Is the connection ${code(claim.name)} still open`;
    case 'prints':
      return printsQuestion(claim);
    case 'state':
      return `Does ${who(claim.who)} run`;
    case 'runs':
      return `Where do the tasks of ${code(claim.service)} run`;
    default:
      return claim satisfies never;
  }
}

function printsQuestion({ test, command, place, expected }: Extract<Claim, { kind: 'prints' }>): string {
  if (test === 'fails') return `What does ${code(command)} complain of`;
  const { host, container } = place;
  const where = `${code(command)} on ${code(container === undefined ? host : `${host}/${container}`)}`;
  return test === 'lacks' ? `Does ${where} show ${code(expected)}` : `What does ${where} say`;
}

const expectsNames = ({ kind }: Answer): string => (kind === 'tasks' ? ', one address or several' : '');

function has(name: string, what: Property): string {
  switch (what.kind) {
    case 'address':
      return `Which address does ${name} have${what.network ? ` on ${code(what.network)}` : what.interface ? ` on ${code(what.interface)}` : ''}`;
    case 'interface':
      return `Which interfaces does ${name} have`;
    case 'route':
      return what.to === 'default' || what.to === '0.0.0.0/0'
        ? `Where does ${name} send what is not for its own subnets`
        : `How does ${name} get to ${code(what.to)}`;
    case 'rule':
      return `Is there a rule ${code(what.text)} in the table ${code(what.table)} of ${name}`;
    case 'mtu':
      return `How large may a packet be on ${code(what.interface ?? 'eth0')} of ${name}`;
    case 'mac':
      return `Which MAC address has ${code(what.interface ?? 'eth0')} of ${name}`;
    case 'listener':
      return `Does something listen on ${what.port}/${what.protocol} in ${name}`;
    case 'only-loopback':
      return `Which interfaces does ${name} have`;
    default:
      return what satisfies never;
  }
}

function who(party: Who): string {
  switch (party.kind) {
    case 'internet':
      return 'the internet';
    case 'localhost':
      return code('localhost');
    case 'address':
      return code(party.address);
    case 'task':
      return code(`${party.service}.${party.slot}`);
    case 'namespace':
      return code(`${party.host}/${party.name}`);
    case 'any':
      return 'anybody';
    case 'container':
      return code(party.host === undefined ? party.name : `${party.host}/${party.name}`);
    default:
      return code(party.name);
  }
}

function port(ports: Ports): string {
  switch (ports.kind) {
    case 'listened':
      return '';
    case 'any':
      return ' on any port';
    case 'icmp':
      return ' with a ping';
    case 'port':
      return ` on port ${ports.port}${ports.protocol === 'tcp' ? '' : `/${ports.protocol}`}`;
    default:
      return ports satisfies never;
  }
}

const code = (text: string): string => (text.includes('`') ? `\`\` ${text} \`\`` : `\`${text}\``);
