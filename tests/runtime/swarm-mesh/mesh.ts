import { compile } from '../../../compiler/compile.ts';
import { problemsOf } from '../../../runtime/scenario/problems.ts';
import { playScenario } from '../../../runtime/scenario/run.ts';
import { runCommand } from '../../../runtime/scenario/run-command.ts';
import type { Session } from '../../../runtime/scenario/session.ts';
import { advanceBy } from '../../../runtime/time/advance.ts';

/**
 * The machines on which the captured facts were taken: engine 20.10 on a kernel with IPVS, three nodes and a client on one
 * wire. A probe in a container answers on port 80 and says who it is and whom it sees.
 */
const MACHINES = `
  swarm {
    manager node1 { address 192.168.1.31/24; engine 20.10 }
    worker node2 { address 192.168.1.146/24; engine 20.10 }
    worker node3 { address 192.168.1.147/24; engine 20.10 }
  }
  client outside { address 192.168.1.100/24 }
  image demo-web:1 { listen 80 }
`;

export interface Mesh {
  readonly session: Session;
  /** Types a command on a machine, `node1`, or in a namespace or container of it, `node1/ingress_sbox`. */
  readonly type: (where: string, command: string) => string;
  /** The same, with what it says on the way out. */
  readonly complain: (where: string, command: string) => string;
  /** Lets seconds pass. */
  readonly wait: (seconds: number) => void;
}

/** Plays a story on these machines, and stays there for questions. */
export function mesh(story: string, machines = MACHINES): Mesh {
  const { ir, diagnostics } = compile('mesh.dnet', `scenario "mesh" {\n${machines}\n${story}\n}`);
  const wrong = diagnostics.filter(({ severity }) => severity === 'error');
  if (ir === undefined || wrong.length > 0) throw new Error(wrong.map(({ message }) => message).join('\n'));
  const { session, result } = playScenario(ir.scenarios[0]!);
  const problems = problemsOf(result);
  if (problems.length > 0) throw new Error(problems.map(({ message }) => message).join('\n'));
  const run = (where: string, command: string) => {
    const [host = '', container] = where.split('/');
    return runCommand(session, { host, ...(container && { container }) }, command);
  };
  return {
    session,
    type: (where, command) => {
      const { stdout, stderr, rc } = run(where, command);
      if (rc !== 0) throw new Error(`${where}$ ${command}: ${rc}\n${stdout}${stderr}`);
      return stdout;
    },
    complain: (where, command) => {
      const { stdout, stderr } = run(where, command);
      return `${stdout}${stderr}`;
    },
    wait: (seconds) => advanceBy(session.world, seconds * 1000),
  };
}
