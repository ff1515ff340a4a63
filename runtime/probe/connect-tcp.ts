import { closeConnection, openConnection, type TcpRequest, type Wires } from './open-connection.ts';
import type { Outcome } from './outcome.ts';

/** Connects to a TCP port, reads what the server says, and closes. Nothing of it stays in the world. */
export function connectTcp(world: Wires, request: TcpRequest): Outcome {
  const { outcome, connection } = openConnection(world, request);
  if (connection !== undefined) closeConnection(world, connection);
  return outcome;
}
