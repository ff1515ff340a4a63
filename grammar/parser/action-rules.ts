import {
  Comma,
  Command,
  Duration,
  Endpoint,
  K,
  Named,
  Party,
  Percent,
  PortText,
  Quoted,
  Value,
  WholeNumber,
} from '../tokens.ts';
import { ClaimRules } from './claim-rules.ts';
import type { Alternatives, Rule } from './value-rules.ts';

/** What happens: one rule for each action. */
export class ActionRules extends ClaimRules {
  private readonly actions: Alternatives = [
    { ALT: () => this.SUBRULE(this.commandAction) },
    { ALT: () => this.SUBRULE(this.connectAction) },
    { ALT: () => this.SUBRULE(this.disconnectAction) },
    { ALT: () => this.SUBRULE(this.startAction) },
    { ALT: () => this.SUBRULE(this.stopAction) },
    { ALT: () => this.SUBRULE(this.killAction) },
    { ALT: () => this.SUBRULE(this.pauseAction) },
    { ALT: () => this.SUBRULE(this.removeAction) },
    { ALT: () => this.SUBRULE(this.renameAction) },
    { ALT: () => this.SUBRULE(this.recreateAction) },
    { ALT: () => this.SUBRULE(this.scaleAction) },
    { ALT: () => this.SUBRULE(this.updateAction) },
    { ALT: () => this.SUBRULE(this.nodeAction) },
    { ALT: () => this.SUBRULE(this.initAction) },
    { ALT: () => this.SUBRULE(this.joinAction) },
    { ALT: () => this.SUBRULE(this.leaveAction) },
    { ALT: () => this.SUBRULE(this.listenAction) },
    { ALT: () => this.SUBRULE(this.openAction) },
    { ALT: () => this.SUBRULE(this.blockAction) },
    { ALT: () => this.SUBRULE(this.loseAction) },
    { ALT: () => this.SUBRULE(this.partitionAction) },
    { ALT: () => this.SUBRULE(this.healAction) },
    { ALT: () => this.SUBRULE(this.machineAction) },
    { ALT: () => this.SUBRULE(this.waitAction) },
  ];
  readonly action: Rule = this.RULE('action', () => {
    this.OR(this.actions);
  });

  /** `laptop/probe$ nslookup store` */
  readonly commandAction: Rule = this.RULE('commandAction', () => {
    this.CONSUME(Command);
  });

  /** `connect web to app as store` */
  readonly connectAction: Rule = this.RULE('connectAction', () => {
    this.CONSUME(K.connect);
    this.CONSUME(Party);
    this.CONSUME(K.to);
    this.SUBRULE(this.attachment);
  });

  /** `app as store ip 172.30.0.9`, as in `network app as store` */
  readonly attachment: Rule = this.RULE('attachment', () => {
    this.CONSUME(Named);
    this.MANY(() => this.CONSUME(Value));
    this.OPTION(() => this.SUBRULE(this.attributeBlock));
  });

  readonly disconnectAction: Rule = this.RULE('disconnectAction', () => {
    this.CONSUME(K.disconnect);
    this.CONSUME(Party);
    this.CONSUME(K.from);
    this.CONSUME(Named);
    this.OPTION(() => this.CONSUME(K.force));
  });

  readonly daemonOf: Rule = this.RULE('daemonOf', () => {
    this.CONSUME(K.daemon);
    this.CONSUME(K.of);
    this.CONSUME(Named);
  });

  /** `start web`, `restart daemon of laptop { icc false }` */
  readonly startAction: Rule = this.RULE('startAction', () => {
    this.OR1([{ ALT: () => this.CONSUME(K.start) }, { ALT: () => this.CONSUME(K.restart) }]);
    this.OR2({
      IGNORE_AMBIGUITIES: true,
      DEF: [
        {
          ALT: () => {
            this.SUBRULE(this.daemonOf);
            this.OPTION(() => this.SUBRULE(this.attributeBlock));
          },
        },
        { ALT: () => this.CONSUME(Party) },
      ],
    });
  });

  /** `stop web`, `stop daemon of laptop`, `stop listening 8080/tcp on laptop` */
  readonly stopAction: Rule = this.RULE('stopAction', () => {
    this.CONSUME(K.stop);
    this.OR({
      IGNORE_AMBIGUITIES: true,
      DEF: [
        { ALT: () => this.SUBRULE(this.daemonOf) },
        {
          ALT: () => {
            this.CONSUME(K.listening);
            this.SUBRULE(this.listenPort);
            this.CONSUME(K.on);
            this.CONSUME1(Party);
          },
        },
        { ALT: () => this.CONSUME2(Party) },
      ],
    });
  });

  readonly killAction: Rule = this.RULE('killAction', () => {
    this.CONSUME(K.kill);
    this.OR({
      IGNORE_AMBIGUITIES: true,
      DEF: [{ ALT: () => this.SUBRULE(this.daemonOf) }, { ALT: () => this.CONSUME(Party) }],
    });
  });

  readonly pauseAction: Rule = this.RULE('pauseAction', () => {
    this.OR([{ ALT: () => this.CONSUME(K.pause) }, { ALT: () => this.CONSUME(K.unpause) }]);
    this.CONSUME(Party);
  });

  /** `remove web`, `remove network app` */
  readonly removeAction: Rule = this.RULE('removeAction', () => {
    this.CONSUME(K.remove);
    this.OR({
      IGNORE_AMBIGUITIES: true,
      DEF: [
        {
          ALT: () => {
            this.OR1([
              { ALT: () => this.CONSUME(K.container) },
              { ALT: () => this.CONSUME(K.network) },
              { ALT: () => this.CONSUME(K.service) },
            ]);
            this.CONSUME1(Party);
          },
        },
        { ALT: () => this.CONSUME2(Party) },
      ],
    });
  });

  readonly renameAction: Rule = this.RULE('renameAction', () => {
    this.CONSUME(K.rename);
    this.CONSUME(Party);
    this.CONSUME(K.to);
    this.CONSUME(Named);
  });

  /** `recreate api { image api:2 }` */
  readonly recreateAction: Rule = this.RULE('recreateAction', () => {
    this.CONSUME(K.recreate);
    this.CONSUME(Party);
    this.OPTION(() => this.SUBRULE(this.attributeBlock));
  });

  readonly scaleAction: Rule = this.RULE('scaleAction', () => {
    this.CONSUME(K.scale);
    this.CONSUME(Party);
    this.CONSUME(K.to);
    this.CONSUME(WholeNumber);
  });

  readonly updateAction: Rule = this.RULE('updateAction', () => {
    this.CONSUME(K.update);
    this.CONSUME(Party);
    this.OPTION1(() => this.CONSUME(K.force));
    this.OPTION2(() => this.SUBRULE(this.attributeBlock));
  });

  /** `drain node3`, `promote node2` */
  readonly nodeAction: Rule = this.RULE('nodeAction', () => {
    this.OR([
      { ALT: () => this.CONSUME(K.drain) },
      { ALT: () => this.CONSUME(K.activate) },
      { ALT: () => this.CONSUME(K.promote) },
      { ALT: () => this.CONSUME(K.demote) },
    ]);
    this.CONSUME(Named);
  });

  /** `init swarm on node1 { default-addr-pool 10.20.0.0/16 }` */
  readonly initAction: Rule = this.RULE('initAction', () => {
    this.CONSUME(K.init);
    this.CONSUME(K.swarm);
    this.CONSUME(K.on);
    this.CONSUME(Named);
    this.OPTION(() => this.SUBRULE(this.attributeBlock));
  });

  /** `join swarm on node2 as worker via node1` */
  readonly joinAction: Rule = this.RULE('joinAction', () => {
    this.CONSUME(K.join);
    this.CONSUME(K.swarm);
    this.CONSUME(K.on);
    this.CONSUME1(Named);
    this.CONSUME(K.as);
    this.OR([{ ALT: () => this.CONSUME(K.manager) }, { ALT: () => this.CONSUME(K.worker) }]);
    this.CONSUME(K.via);
    this.CONSUME2(Named);
  });

  readonly leaveAction: Rule = this.RULE('leaveAction', () => {
    this.CONSUME(K.leave);
    this.CONSUME(K.swarm);
    this.CONSUME(K.on);
    this.CONSUME(Named);
    this.OPTION(() => this.CONSUME(K.force));
  });

  /** `listen 127.0.0.1:8080/tcp on laptop` */
  readonly listenAction: Rule = this.RULE('listenAction', () => {
    this.CONSUME(K.listen);
    this.SUBRULE(this.listenPort);
    this.CONSUME(K.on);
    this.CONSUME(Party);
  });

  readonly listenPort: Rule = this.RULE('listenPort', () => {
    this.OR([{ ALT: () => this.CONSUME(PortText) }, { ALT: () => this.CONSUME(Endpoint) }]);
  });

  /** `open connection c from web to db:5432 by name` */
  readonly openAction: Rule = this.RULE('openAction', () => {
    this.CONSUME(K.open);
    this.CONSUME(K.connection);
    this.CONSUME(Named);
    this.CONSUME(K.from);
    this.CONSUME(Party);
    this.CONSUME(K.to);
    this.SUBRULE(this.target);
    this.OPTION(() => this.SUBRULE(this.byName));
  });

  /** `block 4789/udp between node1 and node2` */
  readonly blockAction: Rule = this.RULE('blockAction', () => {
    this.OR1([{ ALT: () => this.CONSUME(K.block) }, { ALT: () => this.CONSUME(K.unblock) }]);
    this.OR2([
      { ALT: () => this.CONSUME(PortText) },
      { ALT: () => this.CONSUME(K.icmp) },
      { ALT: () => this.CONSUME(K.any) },
    ]);
    this.SUBRULE(this.between);
  });

  readonly between: Rule = this.RULE('between', () => {
    this.CONSUME(K.between);
    this.CONSUME1(Party);
    this.CONSUME(K.and);
    this.CONSUME2(Party);
  });

  readonly loseAction: Rule = this.RULE('loseAction', () => {
    this.CONSUME(K.lose);
    this.CONSUME(Percent);
    this.SUBRULE(this.between);
  });

  /** `partition node1, node2 from node3` */
  readonly partitionAction: Rule = this.RULE('partitionAction', () => {
    this.CONSUME(K.partition);
    this.SUBRULE1(this.partyList);
    this.AT_LEAST_ONE(() => {
      this.CONSUME(K.from);
      this.SUBRULE2(this.partyList);
    });
  });

  readonly healAction: Rule = this.RULE('healAction', () => {
    this.CONSUME(K.heal);
  });

  readonly machineAction: Rule = this.RULE('machineAction', () => {
    this.CONSUME(K.machine);
    this.CONSUME(Named);
    this.OR([{ ALT: () => this.CONSUME(K.down) }, { ALT: () => this.CONSUME(K.up) }]);
  });

  readonly waitAction: Rule = this.RULE('waitAction', () => {
    this.CONSUME(K.wait);
    this.CONSUME(Duration);
  });

  /** `compose "./compose.yaml" as shop with profile debug env "TAG=2" { ... }`, `compose scale shop api=3` */
  readonly compose: Rule = this.RULE('compose', () => {
    this.CONSUME(K.compose);
    this.OR([
      {
        ALT: () => {
          this.CONSUME(Quoted);
          this.OPTION1(() => this.SUBRULE(this.composeName));
          this.OPTION2(() => this.SUBRULE(this.composeProfiles));
          this.OPTION3(() => this.SUBRULE(this.composeEnvironment));
          this.OPTION4(() => this.SUBRULE(this.attributeBlock));
        },
      },
      {
        ALT: () => {
          this.SUBRULE(this.composeVerb);
          this.CONSUME(Named);
          this.MANY(() => this.CONSUME(Value));
        },
      },
    ]);
  });

  /** `as shop` */
  readonly composeName: Rule = this.RULE('composeName', () => {
    this.CONSUME(K.as);
    this.CONSUME(Named);
  });

  /** `with profile debug, tools` */
  readonly composeProfiles: Rule = this.RULE('composeProfiles', () => {
    this.CONSUME(K.with);
    this.CONSUME(K.profile);
    this.AT_LEAST_ONE_SEP({ SEP: Comma, DEF: () => this.CONSUME(Named) });
  });

  /** `env "TAG=2", "MODE=test"` */
  readonly composeEnvironment: Rule = this.RULE('composeEnvironment', () => {
    this.CONSUME(K.env);
    this.AT_LEAST_ONE_SEP({ SEP: Comma, DEF: () => this.CONSUME(Quoted) });
  });

  readonly composeVerb: Rule = this.RULE('composeVerb', () => {
    this.OR([
      { ALT: () => this.CONSUME(K.up) },
      { ALT: () => this.CONSUME(K.down) },
      { ALT: () => this.CONSUME(K.stop) },
      { ALT: () => this.CONSUME(K.start) },
      { ALT: () => this.CONSUME(K.recreate) },
      { ALT: () => this.CONSUME(K.scale) },
    ]);
  });
}
