import type { Refusal as LibnetworkRefusal } from '../libnetwork/result.ts';
import { type Refusal, refuse } from './answer.ts';

/** HTTP statuses of libnetwork's classes of errors (moby api/server/httpstatus). */
const STATUS: { readonly [kind in LibnetworkRefusal['kind']]: number } = {
  invalid: 400,
  forbidden: 403,
  'not-found': 404,
  conflict: 409,
  internal: 500,
};

export const fromLibnetwork = ({ kind, message }: LibnetworkRefusal): Refusal =>
  refuse(STATUS[kind], message);
