import type { HookName, Rule, TableName } from './rule.ts';

export interface Chain {
  readonly name: string;
  /** A built-in chain has a policy; a user chain returns to its caller at its end. */
  policy?: 'ACCEPT' | 'DROP';
  readonly rules: Rule[];
}

/** A table exists from the first command that names it, as with iptables-nft. */
export interface Table {
  readonly name: TableName;
  readonly chains: Map<string, Chain>;
}

/** The rules of one namespace and one family. `revision` grows with every change, so that compiled forms know. */
export interface Ruleset {
  readonly family: 4 | 6;
  readonly tables: Map<TableName, Table>;
  revision: number;
}

/** The rules of a namespace in which no iptables command has run. */
export const emptyRuleset = (family: 4 | 6): Ruleset => ({ family, tables: new Map(), revision: 0 });

/** Which tables a hook consults, in the order of their netfilter priorities (linux/netfilter_ipv4.h). */
export const HOOK_TABLES: { readonly [H in HookName]: readonly TableName[] } = {
  PREROUTING: ['raw', 'mangle', 'nat'],
  INPUT: ['mangle', 'filter', 'nat'],
  FORWARD: ['mangle', 'filter'],
  OUTPUT: ['raw', 'mangle', 'nat', 'filter'],
  POSTROUTING: ['mangle', 'nat'],
};

/** The built-in chains of a table, in the order that iptables-save prints them. */
export const BUILT_IN_CHAINS: { readonly [T in TableName]: readonly HookName[] } = {
  raw: ['PREROUTING', 'OUTPUT'],
  mangle: ['PREROUTING', 'INPUT', 'FORWARD', 'OUTPUT', 'POSTROUTING'],
  nat: ['PREROUTING', 'INPUT', 'OUTPUT', 'POSTROUTING'],
  filter: ['INPUT', 'FORWARD', 'OUTPUT'],
};
