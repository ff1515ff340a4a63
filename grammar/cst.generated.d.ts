import type { CstNode, ICstVisitor, IToken } from "chevrotain";

export interface LeftoverCstNode extends CstNode {
  name: "leftover";
  children: LeftoverCstChildren;
}

export type LeftoverCstChildren = {
  Anything?: IToken[];
  skippedBlock?: SkippedBlockCstNode[];
};

export interface SkippedBlockCstNode extends CstNode {
  name: "skippedBlock";
  children: SkippedBlockCstChildren;
}

export type SkippedBlockCstChildren = {
  LCurly: IToken[];
  Anything?: IToken[];
  StatementEnd?: IToken[];
  skippedBlock?: SkippedBlockCstNode[];
  RCurly: IToken[];
};

export interface StrayWordsCstNode extends CstNode {
  name: "strayWords";
  children: StrayWordsCstChildren;
}

export type StrayWordsCstChildren = {
  Anything: IToken[];
};

export interface UnknownStatementCstNode extends CstNode {
  name: "unknownStatement";
  children: UnknownStatementCstChildren;
}

export type UnknownStatementCstChildren = {
  leftover: LeftoverCstNode[];
};

export interface ProseCstNode extends CstNode {
  name: "prose";
  children: ProseCstChildren;
}

export type ProseCstChildren = {
  Prose: IToken[];
};

export interface AttributeCstNode extends CstNode {
  name: "attribute";
  children: AttributeCstChildren;
}

export type AttributeCstChildren = {
  Named: IToken[];
  attributeItem?: AttributeItemCstNode[];
  Comma?: IToken[];
};

export interface AttributeItemCstNode extends CstNode {
  name: "attributeItem";
  children: AttributeItemCstChildren;
}

export type AttributeItemCstChildren = {
  Value?: IToken[];
  attributeBlock?: (AttributeBlockCstNode)[];
};

export interface AttributeBlockCstNode extends CstNode {
  name: "attributeBlock";
  children: AttributeBlockCstChildren;
}

export type AttributeBlockCstChildren = {
  LCurly: IToken[];
  StatementEnd?: IToken[];
  prose?: ProseCstNode[];
  attribute?: AttributeCstNode[];
  leftover?: LeftoverCstNode[];
  unknownStatement?: UnknownStatementCstNode[];
  RCurly: IToken[];
};

export interface PartyListCstNode extends CstNode {
  name: "partyList";
  children: PartyListCstChildren;
}

export type PartyListCstChildren = {
  Party: IToken[];
  Comma?: IToken[];
};

export interface NameListCstNode extends CstNode {
  name: "nameList";
  children: NameListCstChildren;
}

export type NameListCstChildren = {
  Named: IToken[];
  Comma?: IToken[];
};

export interface TargetCstNode extends CstNode {
  name: "target";
  children: TargetCstChildren;
}

export type TargetCstChildren = {
  TargetText: IToken[];
  On?: IToken[];
  Any?: IToken[];
  Port?: IToken[];
};

export interface ClaimCstNode extends CstNode {
  name: "claim";
  children: ClaimCstChildren;
}

export type ClaimCstChildren = {
  matrixClaim?: MatrixClaimCstNode[];
  outputClaim?: OutputClaimCstNode[];
  failureClaim?: FailureClaimCstNode[];
  connectionClaim?: ConnectionClaimCstNode[];
  previousAddressClaim?: PreviousAddressClaimCstNode[];
  requestsClaim?: RequestsClaimCstNode[];
  subjectClaim?: SubjectClaimCstNode[];
  when?: WhenCstNode[];
  because?: BecauseCstNode[];
};

export interface WhenCstNode extends CstNode {
  name: "when";
  children: WhenCstChildren;
}

export type WhenCstChildren = {
  Eventually?: IToken[];
  Within?: IToken[];
  Duration?: IToken[];
};

export interface BecauseCstNode extends CstNode {
  name: "because";
  children: BecauseCstChildren;
}

export type BecauseCstChildren = {
  Because: IToken[];
  Named: (IToken)[];
  By?: IToken[];
};

export interface MatrixClaimCstNode extends CstNode {
  name: "matrixClaim";
  children: MatrixClaimCstChildren;
}

export type MatrixClaimCstChildren = {
  Matrix: IToken[];
  PortText?: IToken[];
  Icmp?: IToken[];
  LCurly: IToken[];
  StatementEnd?: IToken[];
  matrixRow?: MatrixRowCstNode[];
  RCurly: IToken[];
};

export interface MatrixRowCstNode extends CstNode {
  name: "matrixRow";
  children: MatrixRowCstChildren;
}

export type MatrixRowCstChildren = {
  Value: IToken[];
};

export interface OutputClaimCstNode extends CstNode {
  name: "outputClaim";
  children: OutputClaimCstChildren;
}

export type OutputClaimCstChildren = {
  Output: IToken[];
  With?: IToken[];
  Without?: IToken[];
  Equal?: IToken[];
  To?: IToken[];
  Matching?: IToken[];
  Quoted: IToken[];
  when?: WhenCstNode[];
  From: IToken[];
  Command: IToken[];
};

export interface FailureClaimCstNode extends CstNode {
  name: "failureClaim";
  children: FailureClaimCstChildren;
}

export type FailureClaimCstChildren = {
  Failure: IToken[];
  With: IToken[];
  Quoted: IToken[];
  when?: WhenCstNode[];
  From: IToken[];
  Command: IToken[];
};

export interface ConnectionClaimCstNode extends CstNode {
  name: "connectionClaim";
  children: ConnectionClaimCstChildren;
}

export type ConnectionClaimCstChildren = {
  Connection: IToken[];
  Named: IToken[];
  Is: IToken[];
  Open?: IToken[];
  Closed?: IToken[];
};

export interface PreviousAddressClaimCstNode extends CstNode {
  name: "previousAddressClaim";
  children: PreviousAddressClaimCstChildren;
}

export type PreviousAddressClaimCstChildren = {
  Previous: IToken[];
  Address: IToken[];
  Of: IToken[];
  Party: IToken[];
  Does: IToken[];
  Not: IToken[];
  Answer: IToken[];
};

export interface RequestsClaimCstNode extends CstNode {
  name: "requestsClaim";
  children: RequestsClaimCstChildren;
}

export type RequestsClaimCstChildren = {
  WholeNumber: (IToken)[];
  Requests: IToken[];
  From: IToken[];
  Party: IToken[];
  To: IToken[];
  target: TargetCstNode[];
  byName?: ByNameCstNode[];
  Spread?: IToken[];
  Evenly?: IToken[];
  Over?: IToken[];
  Named?: IToken[];
  Fail?: IToken[];
  Times?: IToken[];
  Succeed?: IToken[];
};

export interface ByNameCstNode extends CstNode {
  name: "byName";
  children: ByNameCstChildren;
}

export type ByNameCstChildren = {
  By: IToken[];
  Name: IToken[];
};

export interface SubjectClaimCstNode extends CstNode {
  name: "subjectClaim";
  children: SubjectClaimCstChildren;
}

export type SubjectClaimCstChildren = {
  target: TargetCstNode[];
  reaches?: ReachesCstNode[];
  cannot?: CannotCstNode[];
  resolves?: ResolvesCstNode[];
  has?: HasCstNode[];
  sees?: SeesCstNode[];
  is?: IsCstNode[];
  runs?: RunsCstNode[];
};

export interface ReachesCstNode extends CstNode {
  name: "reaches";
  children: ReachesCstChildren;
}

export type ReachesCstChildren = {
  Reaches: IToken[];
  target: TargetCstNode[];
  reachDetails: ReachDetailsCstNode[];
};

export interface ReachDetailsCstNode extends CstNode {
  name: "reachDetails";
  children: ReachDetailsCstChildren;
}

export type ReachDetailsCstChildren = {
  byName?: ByNameCstNode[];
  With?: IToken[];
  WholeNumber?: IToken[];
  Bytes?: IToken[];
  Served?: IToken[];
  By?: IToken[];
  Named?: IToken[];
};

export interface CannotCstNode extends CstNode {
  name: "cannot";
  children: CannotCstChildren;
}

export type CannotCstChildren = {
  Cannot: IToken[];
  Reach?: IToken[];
  target?: TargetCstNode[];
  reachDetails?: ReachDetailsCstNode[];
  Resolve?: IToken[];
  Value?: IToken[];
};

export interface ResolvesCstNode extends CstNode {
  name: "resolves";
  children: ResolvesCstChildren;
}

export type ResolvesCstChildren = {
  Resolves: IToken[];
  Value: IToken[];
  To?: IToken[];
  Its?: IToken[];
  Virtual?: IToken[];
  Ip?: IToken[];
  The?: IToken[];
  Tasks?: IToken[];
  Of?: IToken[];
  Named?: IToken[];
  partyList?: PartyListCstNode[];
};

export interface HasCstNode extends CstNode {
  name: "has";
  children: HasCstChildren;
}

export type HasCstChildren = {
  Has: IToken[];
  No?: IToken[];
  addressFeature?: AddressFeatureCstNode[];
  interfaceFeature?: InterfaceFeatureCstNode[];
  routeFeature?: RouteFeatureCstNode[];
  defaultRouteFeature?: DefaultRouteFeatureCstNode[];
  ruleFeature?: RuleFeatureCstNode[];
  mtuFeature?: MtuFeatureCstNode[];
  macFeature?: MacFeatureCstNode[];
  listenerFeature?: ListenerFeatureCstNode[];
  loopbackFeature?: LoopbackFeatureCstNode[];
};

export interface AddressFeatureCstNode extends CstNode {
  name: "addressFeature";
  children: AddressFeatureCstChildren;
}

export type AddressFeatureCstChildren = {
  Address: (IToken)[];
  Cidr?: IToken[];
  onWhat?: OnWhatCstNode[];
};

export interface InterfaceFeatureCstNode extends CstNode {
  name: "interfaceFeature";
  children: InterfaceFeatureCstChildren;
}

export type InterfaceFeatureCstChildren = {
  Interface: IToken[];
  Named: IToken[];
  onWhat?: OnWhatCstNode[];
};

export interface RouteFeatureCstNode extends CstNode {
  name: "routeFeature";
  children: RouteFeatureCstChildren;
}

export type RouteFeatureCstChildren = {
  Route: IToken[];
  Address?: IToken[];
  Cidr?: IToken[];
  nextHop: NextHopCstNode[];
};

export interface DefaultRouteFeatureCstNode extends CstNode {
  name: "defaultRouteFeature";
  children: DefaultRouteFeatureCstChildren;
}

export type DefaultRouteFeatureCstChildren = {
  Default: IToken[];
  Route: IToken[];
  nextHop: NextHopCstNode[];
};

export interface NextHopCstNode extends CstNode {
  name: "nextHop";
  children: NextHopCstChildren;
}

export type NextHopCstChildren = {
  Via?: IToken[];
  Party?: IToken[];
  Dev?: IToken[];
  Named?: IToken[];
};

export interface RuleFeatureCstNode extends CstNode {
  name: "ruleFeature";
  children: RuleFeatureCstChildren;
}

export type RuleFeatureCstChildren = {
  Rule: IToken[];
  Quoted: IToken[];
  In: IToken[];
  Named: IToken[];
};

export interface MtuFeatureCstNode extends CstNode {
  name: "mtuFeature";
  children: MtuFeatureCstChildren;
}

export type MtuFeatureCstChildren = {
  Mtu: IToken[];
  WholeNumber: IToken[];
  onWhat?: OnWhatCstNode[];
};

export interface MacFeatureCstNode extends CstNode {
  name: "macFeature";
  children: MacFeatureCstChildren;
}

export type MacFeatureCstChildren = {
  MacAddress: IToken[];
  Value: IToken[];
  onWhat?: OnWhatCstNode[];
};

export interface ListenerFeatureCstNode extends CstNode {
  name: "listenerFeature";
  children: ListenerFeatureCstChildren;
}

export type ListenerFeatureCstChildren = {
  Listener: IToken[];
  On: IToken[];
  PortText: IToken[];
};

export interface LoopbackFeatureCstNode extends CstNode {
  name: "loopbackFeature";
  children: LoopbackFeatureCstChildren;
}

export type LoopbackFeatureCstChildren = {
  Only: IToken[];
  Loopback: IToken[];
};

export interface OnWhatCstNode extends CstNode {
  name: "onWhat";
  children: OnWhatCstChildren;
}

export type OnWhatCstChildren = {
  On: IToken[];
  Named: IToken[];
};

export interface SeesCstNode extends CstNode {
  name: "sees";
  children: SeesCstChildren;
}

export type SeesCstChildren = {
  Sees: IToken[];
  Party: (IToken)[];
  As: IToken[];
  Via?: IToken[];
  target?: TargetCstNode[];
};

export interface IsCstNode extends CstNode {
  name: "is";
  children: IsCstChildren;
}

export type IsCstChildren = {
  Is: IToken[];
  Reachable?: IToken[];
  Only?: IToken[];
  From?: IToken[];
  partyList?: PartyListCstNode[];
  Not?: IToken[];
  Named?: (IToken)[];
};

export interface RunsCstNode extends CstNode {
  name: "runs";
  children: RunsCstChildren;
}

export type RunsCstChildren = {
  Runs: IToken[];
  WholeNumber?: IToken[];
  No?: IToken[];
  Task?: IToken[];
  Tasks?: IToken[];
  On?: IToken[];
  nameList?: NameListCstNode[];
};

export interface ActionCstNode extends CstNode {
  name: "action";
  children: ActionCstChildren;
}

export type ActionCstChildren = {
  commandAction?: CommandActionCstNode[];
  connectAction?: ConnectActionCstNode[];
  disconnectAction?: DisconnectActionCstNode[];
  startAction?: StartActionCstNode[];
  stopAction?: StopActionCstNode[];
  killAction?: KillActionCstNode[];
  pauseAction?: PauseActionCstNode[];
  removeAction?: RemoveActionCstNode[];
  renameAction?: RenameActionCstNode[];
  recreateAction?: RecreateActionCstNode[];
  scaleAction?: ScaleActionCstNode[];
  updateAction?: UpdateActionCstNode[];
  nodeAction?: NodeActionCstNode[];
  initAction?: InitActionCstNode[];
  joinAction?: JoinActionCstNode[];
  leaveAction?: LeaveActionCstNode[];
  listenAction?: ListenActionCstNode[];
  openAction?: OpenActionCstNode[];
  blockAction?: BlockActionCstNode[];
  loseAction?: LoseActionCstNode[];
  partitionAction?: PartitionActionCstNode[];
  healAction?: HealActionCstNode[];
  machineAction?: MachineActionCstNode[];
  waitAction?: WaitActionCstNode[];
};

export interface CommandActionCstNode extends CstNode {
  name: "commandAction";
  children: CommandActionCstChildren;
}

export type CommandActionCstChildren = {
  Command: IToken[];
};

export interface ConnectActionCstNode extends CstNode {
  name: "connectAction";
  children: ConnectActionCstChildren;
}

export type ConnectActionCstChildren = {
  Connect: IToken[];
  Party: IToken[];
  To: IToken[];
  attachment: AttachmentCstNode[];
};

export interface AttachmentCstNode extends CstNode {
  name: "attachment";
  children: AttachmentCstChildren;
}

export type AttachmentCstChildren = {
  Named: IToken[];
  Value?: IToken[];
  attributeBlock?: AttributeBlockCstNode[];
};

export interface DisconnectActionCstNode extends CstNode {
  name: "disconnectAction";
  children: DisconnectActionCstChildren;
}

export type DisconnectActionCstChildren = {
  Disconnect: IToken[];
  Party: IToken[];
  From: IToken[];
  Named: IToken[];
  Force?: IToken[];
};

export interface DaemonOfCstNode extends CstNode {
  name: "daemonOf";
  children: DaemonOfCstChildren;
}

export type DaemonOfCstChildren = {
  Daemon: IToken[];
  Of: IToken[];
  Named: IToken[];
};

export interface StartActionCstNode extends CstNode {
  name: "startAction";
  children: StartActionCstChildren;
}

export type StartActionCstChildren = {
  Start?: IToken[];
  Restart?: IToken[];
  daemonOf?: DaemonOfCstNode[];
  attributeBlock?: AttributeBlockCstNode[];
  Party?: IToken[];
};

export interface StopActionCstNode extends CstNode {
  name: "stopAction";
  children: StopActionCstChildren;
}

export type StopActionCstChildren = {
  Stop: IToken[];
  daemonOf?: DaemonOfCstNode[];
  Listening?: IToken[];
  listenPort?: ListenPortCstNode[];
  On?: IToken[];
  Party?: (IToken)[];
};

export interface KillActionCstNode extends CstNode {
  name: "killAction";
  children: KillActionCstChildren;
}

export type KillActionCstChildren = {
  Kill: IToken[];
  daemonOf?: DaemonOfCstNode[];
  Party?: IToken[];
};

export interface PauseActionCstNode extends CstNode {
  name: "pauseAction";
  children: PauseActionCstChildren;
}

export type PauseActionCstChildren = {
  Pause?: IToken[];
  Unpause?: IToken[];
  Party: IToken[];
};

export interface RemoveActionCstNode extends CstNode {
  name: "removeAction";
  children: RemoveActionCstChildren;
}

export type RemoveActionCstChildren = {
  Remove: IToken[];
  Container?: IToken[];
  Network?: IToken[];
  Service?: IToken[];
  Party?: (IToken)[];
};

export interface RenameActionCstNode extends CstNode {
  name: "renameAction";
  children: RenameActionCstChildren;
}

export type RenameActionCstChildren = {
  Rename: IToken[];
  Party: IToken[];
  To: IToken[];
  Named: IToken[];
};

export interface RecreateActionCstNode extends CstNode {
  name: "recreateAction";
  children: RecreateActionCstChildren;
}

export type RecreateActionCstChildren = {
  Recreate: IToken[];
  Party: IToken[];
  attributeBlock?: AttributeBlockCstNode[];
};

export interface ScaleActionCstNode extends CstNode {
  name: "scaleAction";
  children: ScaleActionCstChildren;
}

export type ScaleActionCstChildren = {
  Scale: IToken[];
  Party: IToken[];
  To: IToken[];
  WholeNumber: IToken[];
};

export interface UpdateActionCstNode extends CstNode {
  name: "updateAction";
  children: UpdateActionCstChildren;
}

export type UpdateActionCstChildren = {
  Update: IToken[];
  Party: IToken[];
  Force?: IToken[];
  attributeBlock?: AttributeBlockCstNode[];
};

export interface NodeActionCstNode extends CstNode {
  name: "nodeAction";
  children: NodeActionCstChildren;
}

export type NodeActionCstChildren = {
  Drain?: IToken[];
  Activate?: IToken[];
  Promote?: IToken[];
  Demote?: IToken[];
  Named: IToken[];
};

export interface InitActionCstNode extends CstNode {
  name: "initAction";
  children: InitActionCstChildren;
}

export type InitActionCstChildren = {
  Init: IToken[];
  Swarm: IToken[];
  On: IToken[];
  Named: IToken[];
  attributeBlock?: AttributeBlockCstNode[];
};

export interface JoinActionCstNode extends CstNode {
  name: "joinAction";
  children: JoinActionCstChildren;
}

export type JoinActionCstChildren = {
  Join: IToken[];
  Swarm: IToken[];
  On: IToken[];
  Named: (IToken)[];
  As: IToken[];
  Manager?: IToken[];
  Worker?: IToken[];
  Via: IToken[];
};

export interface LeaveActionCstNode extends CstNode {
  name: "leaveAction";
  children: LeaveActionCstChildren;
}

export type LeaveActionCstChildren = {
  Leave: IToken[];
  Swarm: IToken[];
  On: IToken[];
  Named: IToken[];
  Force?: IToken[];
};

export interface ListenActionCstNode extends CstNode {
  name: "listenAction";
  children: ListenActionCstChildren;
}

export type ListenActionCstChildren = {
  Listen: IToken[];
  listenPort: ListenPortCstNode[];
  On: IToken[];
  Party: IToken[];
};

export interface ListenPortCstNode extends CstNode {
  name: "listenPort";
  children: ListenPortCstChildren;
}

export type ListenPortCstChildren = {
  PortText?: IToken[];
  Endpoint?: IToken[];
};

export interface OpenActionCstNode extends CstNode {
  name: "openAction";
  children: OpenActionCstChildren;
}

export type OpenActionCstChildren = {
  Open: IToken[];
  Connection: IToken[];
  Named: IToken[];
  From: IToken[];
  Party: IToken[];
  To: IToken[];
  target: TargetCstNode[];
  byName?: ByNameCstNode[];
};

export interface BlockActionCstNode extends CstNode {
  name: "blockAction";
  children: BlockActionCstChildren;
}

export type BlockActionCstChildren = {
  Block?: IToken[];
  Unblock?: IToken[];
  PortText?: IToken[];
  Icmp?: IToken[];
  Any?: IToken[];
  between: BetweenCstNode[];
};

export interface BetweenCstNode extends CstNode {
  name: "between";
  children: BetweenCstChildren;
}

export type BetweenCstChildren = {
  Between: IToken[];
  Party: (IToken)[];
  And: IToken[];
};

export interface LoseActionCstNode extends CstNode {
  name: "loseAction";
  children: LoseActionCstChildren;
}

export type LoseActionCstChildren = {
  Lose: IToken[];
  Percent: IToken[];
  between: BetweenCstNode[];
};

export interface PartitionActionCstNode extends CstNode {
  name: "partitionAction";
  children: PartitionActionCstChildren;
}

export type PartitionActionCstChildren = {
  Partition: IToken[];
  partyList: (PartyListCstNode)[];
  From: IToken[];
};

export interface HealActionCstNode extends CstNode {
  name: "healAction";
  children: HealActionCstChildren;
}

export type HealActionCstChildren = {
  Heal: IToken[];
};

export interface MachineActionCstNode extends CstNode {
  name: "machineAction";
  children: MachineActionCstChildren;
}

export type MachineActionCstChildren = {
  Machine: IToken[];
  Named: IToken[];
  Down?: IToken[];
  Up?: IToken[];
};

export interface WaitActionCstNode extends CstNode {
  name: "waitAction";
  children: WaitActionCstChildren;
}

export type WaitActionCstChildren = {
  Wait: IToken[];
  Duration: IToken[];
};

export interface ComposeCstNode extends CstNode {
  name: "compose";
  children: ComposeCstChildren;
}

export type ComposeCstChildren = {
  Compose: IToken[];
  Quoted?: IToken[];
  composeName?: ComposeNameCstNode[];
  composeProfiles?: ComposeProfilesCstNode[];
  composeEnvironment?: ComposeEnvironmentCstNode[];
  attributeBlock?: AttributeBlockCstNode[];
  composeVerb?: ComposeVerbCstNode[];
  Named?: IToken[];
  Value?: IToken[];
};

export interface ComposeNameCstNode extends CstNode {
  name: "composeName";
  children: ComposeNameCstChildren;
}

export type ComposeNameCstChildren = {
  As: IToken[];
  Named: IToken[];
};

export interface ComposeProfilesCstNode extends CstNode {
  name: "composeProfiles";
  children: ComposeProfilesCstChildren;
}

export type ComposeProfilesCstChildren = {
  With: IToken[];
  Profile: IToken[];
  Named: IToken[];
  Comma?: IToken[];
};

export interface ComposeEnvironmentCstNode extends CstNode {
  name: "composeEnvironment";
  children: ComposeEnvironmentCstChildren;
}

export type ComposeEnvironmentCstChildren = {
  Env: IToken[];
  Quoted: IToken[];
  Comma?: IToken[];
};

export interface ComposeVerbCstNode extends CstNode {
  name: "composeVerb";
  children: ComposeVerbCstChildren;
}

export type ComposeVerbCstChildren = {
  Up?: IToken[];
  Down?: IToken[];
  Stop?: IToken[];
  Start?: IToken[];
  Recreate?: IToken[];
  Scale?: IToken[];
};

export interface FileCstNode extends CstNode {
  name: "file";
  children: FileCstChildren;
}

export type FileCstChildren = {
  StatementEnd?: IToken[];
  prose?: ProseCstNode[];
  fileStatement?: FileStatementCstNode[];
  leftover?: LeftoverCstNode[];
  unknownStatement?: UnknownStatementCstNode[];
};

export interface FileStatementCstNode extends CstNode {
  name: "fileStatement";
  children: FileStatementCstChildren;
}

export type FileStatementCstChildren = {
  scenario?: ScenarioCstNode[];
  property?: PropertyCstNode[];
};

export interface ScenarioCstNode extends CstNode {
  name: "scenario";
  children: ScenarioCstChildren;
}

export type ScenarioCstChildren = {
  Scenario: IToken[];
  Named?: IToken[];
  strayWords?: StrayWordsCstNode[];
  body: BodyCstNode[];
};

export interface BodyCstNode extends CstNode {
  name: "body";
  children: BodyCstChildren;
}

export type BodyCstChildren = {
  LCurly: IToken[];
  StatementEnd?: IToken[];
  prose?: ProseCstNode[];
  statement?: StatementCstNode[];
  leftover?: LeftoverCstNode[];
  unknownStatement?: UnknownStatementCstNode[];
  RCurly: IToken[];
};

export interface StatementCstNode extends CstNode {
  name: "statement";
  children: StatementCstChildren;
}

export type StatementCstChildren = {
  declaration?: DeclarationCstNode[];
  expect?: ExpectCstNode[];
  step?: StepCstNode[];
  show?: ShowCstNode[];
  shows?: ShowsCstNode[];
  swarm?: SwarmCstNode[];
  compose?: ComposeCstNode[];
  invariant?: InvariantCstNode[];
  exercise?: ExerciseCstNode[];
  seed?: SeedCstNode[];
  action?: ActionCstNode[];
};

export interface DeclarationCstNode extends CstNode {
  name: "declaration";
  children: DeclarationCstChildren;
}

export type DeclarationCstChildren = {
  Host?: IToken[];
  Client?: IToken[];
  Lan?: IToken[];
  Image?: IToken[];
  Network?: IToken[];
  Container?: IToken[];
  Service?: IToken[];
  Value?: IToken[];
  strayWords?: StrayWordsCstNode[];
  attributeBlock?: AttributeBlockCstNode[];
};

export interface ExpectCstNode extends CstNode {
  name: "expect";
  children: ExpectCstChildren;
}

export type ExpectCstChildren = {
  Expect: IToken[];
  claim: ClaimCstNode[];
};

export interface StepCstNode extends CstNode {
  name: "step";
  children: StepCstChildren;
}

export type StepCstChildren = {
  Step: IToken[];
  Quoted?: (IToken)[];
  Fails?: IToken[];
  With?: IToken[];
  strayWords?: StrayWordsCstNode[];
  body: BodyCstNode[];
};

export interface ShowCstNode extends CstNode {
  name: "show";
  children: ShowCstChildren;
}

export type ShowCstChildren = {
  Show: IToken[];
  Command: IToken[];
};

export interface ShowsCstNode extends CstNode {
  name: "shows";
  children: ShowsCstChildren;
}

export type ShowsCstChildren = {
  Shows: IToken[];
  nameList: NameListCstNode[];
};

export interface SeedCstNode extends CstNode {
  name: "seed";
  children: SeedCstChildren;
}

export type SeedCstChildren = {
  Seed: IToken[];
  WholeNumber: IToken[];
};

export interface SwarmCstNode extends CstNode {
  name: "swarm";
  children: SwarmCstChildren;
}

export type SwarmCstChildren = {
  Swarm: IToken[];
  LCurly: IToken[];
  StatementEnd?: IToken[];
  prose?: ProseCstNode[];
  swarmMember?: SwarmMemberCstNode[];
  leftover?: (LeftoverCstNode)[];
  attribute?: AttributeCstNode[];
  unknownStatement?: UnknownStatementCstNode[];
  RCurly: IToken[];
};

export interface SwarmMemberCstNode extends CstNode {
  name: "swarmMember";
  children: SwarmMemberCstChildren;
}

export type SwarmMemberCstChildren = {
  Manager?: IToken[];
  Worker?: IToken[];
  Named?: IToken[];
  strayWords?: StrayWordsCstNode[];
  attributeBlock?: AttributeBlockCstNode[];
};

export interface InvariantCstNode extends CstNode {
  name: "invariant";
  children: InvariantCstChildren;
}

export type InvariantCstChildren = {
  Invariant: IToken[];
  Quoted?: IToken[];
  strayWords?: StrayWordsCstNode[];
  LCurly: IToken[];
  StatementEnd?: IToken[];
  claim?: ClaimCstNode[];
  leftover?: LeftoverCstNode[];
  unknownStatement?: UnknownStatementCstNode[];
  RCurly: IToken[];
};

export interface ExerciseCstNode extends CstNode {
  name: "exercise";
  children: ExerciseCstChildren;
}

export type ExerciseCstChildren = {
  Exercise: IToken[];
  Quoted?: IToken[];
  strayWords?: StrayWordsCstNode[];
  body: BodyCstNode[];
};

export interface PropertyCstNode extends CstNode {
  name: "property";
  children: PropertyCstChildren;
}

export type PropertyCstChildren = {
  Property: IToken[];
  Named?: IToken[];
  strayWords?: StrayWordsCstNode[];
  LCurly: IToken[];
  StatementEnd?: IToken[];
  prose?: ProseCstNode[];
  propertyStatement?: PropertyStatementCstNode[];
  leftover?: LeftoverCstNode[];
  unknownStatement?: UnknownStatementCstNode[];
  RCurly: IToken[];
};

export interface PropertyStatementCstNode extends CstNode {
  name: "propertyStatement";
  children: PropertyStatementCstChildren;
}

export type PropertyStatementCstChildren = {
  forAny?: ForAnyCstNode[];
  forAll?: ForAllCstNode[];
  where?: WhereCstNode[];
  propertyWhen?: PropertyWhenCstNode[];
  propertyExpect?: PropertyExpectCstNode[];
};

export interface ForAnyCstNode extends CstNode {
  name: "forAny";
  children: ForAnyCstChildren;
}

export type ForAnyCstChildren = {
  For: IToken[];
  Any: IToken[];
  World: IToken[];
  attributeBlock: AttributeBlockCstNode[];
};

export interface ForAllCstNode extends CstNode {
  name: "forAll";
  children: ForAllCstChildren;
}

export type ForAllCstChildren = {
  For: IToken[];
  All: IToken[];
  Named: (IToken)[];
  Comma?: IToken[];
  In: IToken[];
};

export interface WhereCstNode extends CstNode {
  name: "where";
  children: WhereCstChildren;
}

export type WhereCstChildren = {
  Where: IToken[];
  condition: ConditionCstNode[];
  And?: IToken[];
};

export interface PropertyWhenCstNode extends CstNode {
  name: "propertyWhen";
  children: PropertyWhenCstChildren;
}

export type PropertyWhenCstChildren = {
  When: IToken[];
  Reorder?: IToken[];
  Declarations?: IToken[];
  action?: ActionCstNode[];
};

export interface PropertyExpectCstNode extends CstNode {
  name: "propertyExpect";
  children: PropertyExpectCstChildren;
}

export type PropertyExpectCstChildren = {
  Expect: IToken[];
  reachStays?: ReachStaysCstNode[];
  noReach?: NoReachCstNode[];
  sameReach?: SameReachCstNode[];
  hears?: HearsCstNode[];
  reachesPublished?: ReachesPublishedCstNode[];
  claim?: ClaimCstNode[];
};

export interface ReachStaysCstNode extends CstNode {
  name: "reachStays";
  children: ReachStaysCstChildren;
}

export type ReachStaysCstChildren = {
  Reach: IToken[];
  Stays: IToken[];
  The: IToken[];
  Same: IToken[];
};

export interface NoReachCstNode extends CstNode {
  name: "noReach";
  children: NoReachCstChildren;
}

export type NoReachCstChildren = {
  No: IToken[];
  Reach: IToken[];
  Is: IToken[];
  Lost?: IToken[];
  Gained?: IToken[];
};

export interface SameReachCstNode extends CstNode {
  name: "sameReach";
  children: SameReachCstChildren;
}

export type SameReachCstChildren = {
  Named: (IToken)[];
  And: IToken[];
  Reach: IToken[];
  The: IToken[];
  Same: IToken[];
};

export interface HearsCstNode extends CstNode {
  name: "hears";
  children: HearsCstChildren;
}

export type HearsCstChildren = {
  Named: (IToken)[];
  Hears: IToken[];
  Every: IToken[];
  Answer: IToken[];
  Of: IToken[];
};

export interface ReachesPublishedCstNode extends CstNode {
  name: "reachesPublished";
  children: ReachesPublishedCstChildren;
}

export type ReachesPublishedCstChildren = {
  Named: (IToken)[];
  Reaches: IToken[];
  What: IToken[];
  Publishes: IToken[];
};

export interface ConditionCstNode extends CstNode {
  name: "condition";
  children: ConditionCstChildren;
}

export type ConditionCstChildren = {
  Value: IToken[];
};

export interface ICstNodeVisitor<IN, OUT> extends ICstVisitor<IN, OUT> {
  leftover(children: LeftoverCstChildren, param?: IN): OUT;
  skippedBlock(children: SkippedBlockCstChildren, param?: IN): OUT;
  strayWords(children: StrayWordsCstChildren, param?: IN): OUT;
  unknownStatement(children: UnknownStatementCstChildren, param?: IN): OUT;
  prose(children: ProseCstChildren, param?: IN): OUT;
  attribute(children: AttributeCstChildren, param?: IN): OUT;
  attributeItem(children: AttributeItemCstChildren, param?: IN): OUT;
  attributeBlock(children: AttributeBlockCstChildren, param?: IN): OUT;
  partyList(children: PartyListCstChildren, param?: IN): OUT;
  nameList(children: NameListCstChildren, param?: IN): OUT;
  target(children: TargetCstChildren, param?: IN): OUT;
  claim(children: ClaimCstChildren, param?: IN): OUT;
  when(children: WhenCstChildren, param?: IN): OUT;
  because(children: BecauseCstChildren, param?: IN): OUT;
  matrixClaim(children: MatrixClaimCstChildren, param?: IN): OUT;
  matrixRow(children: MatrixRowCstChildren, param?: IN): OUT;
  outputClaim(children: OutputClaimCstChildren, param?: IN): OUT;
  failureClaim(children: FailureClaimCstChildren, param?: IN): OUT;
  connectionClaim(children: ConnectionClaimCstChildren, param?: IN): OUT;
  previousAddressClaim(children: PreviousAddressClaimCstChildren, param?: IN): OUT;
  requestsClaim(children: RequestsClaimCstChildren, param?: IN): OUT;
  byName(children: ByNameCstChildren, param?: IN): OUT;
  subjectClaim(children: SubjectClaimCstChildren, param?: IN): OUT;
  reaches(children: ReachesCstChildren, param?: IN): OUT;
  reachDetails(children: ReachDetailsCstChildren, param?: IN): OUT;
  cannot(children: CannotCstChildren, param?: IN): OUT;
  resolves(children: ResolvesCstChildren, param?: IN): OUT;
  has(children: HasCstChildren, param?: IN): OUT;
  addressFeature(children: AddressFeatureCstChildren, param?: IN): OUT;
  interfaceFeature(children: InterfaceFeatureCstChildren, param?: IN): OUT;
  routeFeature(children: RouteFeatureCstChildren, param?: IN): OUT;
  defaultRouteFeature(children: DefaultRouteFeatureCstChildren, param?: IN): OUT;
  nextHop(children: NextHopCstChildren, param?: IN): OUT;
  ruleFeature(children: RuleFeatureCstChildren, param?: IN): OUT;
  mtuFeature(children: MtuFeatureCstChildren, param?: IN): OUT;
  macFeature(children: MacFeatureCstChildren, param?: IN): OUT;
  listenerFeature(children: ListenerFeatureCstChildren, param?: IN): OUT;
  loopbackFeature(children: LoopbackFeatureCstChildren, param?: IN): OUT;
  onWhat(children: OnWhatCstChildren, param?: IN): OUT;
  sees(children: SeesCstChildren, param?: IN): OUT;
  is(children: IsCstChildren, param?: IN): OUT;
  runs(children: RunsCstChildren, param?: IN): OUT;
  action(children: ActionCstChildren, param?: IN): OUT;
  commandAction(children: CommandActionCstChildren, param?: IN): OUT;
  connectAction(children: ConnectActionCstChildren, param?: IN): OUT;
  attachment(children: AttachmentCstChildren, param?: IN): OUT;
  disconnectAction(children: DisconnectActionCstChildren, param?: IN): OUT;
  daemonOf(children: DaemonOfCstChildren, param?: IN): OUT;
  startAction(children: StartActionCstChildren, param?: IN): OUT;
  stopAction(children: StopActionCstChildren, param?: IN): OUT;
  killAction(children: KillActionCstChildren, param?: IN): OUT;
  pauseAction(children: PauseActionCstChildren, param?: IN): OUT;
  removeAction(children: RemoveActionCstChildren, param?: IN): OUT;
  renameAction(children: RenameActionCstChildren, param?: IN): OUT;
  recreateAction(children: RecreateActionCstChildren, param?: IN): OUT;
  scaleAction(children: ScaleActionCstChildren, param?: IN): OUT;
  updateAction(children: UpdateActionCstChildren, param?: IN): OUT;
  nodeAction(children: NodeActionCstChildren, param?: IN): OUT;
  initAction(children: InitActionCstChildren, param?: IN): OUT;
  joinAction(children: JoinActionCstChildren, param?: IN): OUT;
  leaveAction(children: LeaveActionCstChildren, param?: IN): OUT;
  listenAction(children: ListenActionCstChildren, param?: IN): OUT;
  listenPort(children: ListenPortCstChildren, param?: IN): OUT;
  openAction(children: OpenActionCstChildren, param?: IN): OUT;
  blockAction(children: BlockActionCstChildren, param?: IN): OUT;
  between(children: BetweenCstChildren, param?: IN): OUT;
  loseAction(children: LoseActionCstChildren, param?: IN): OUT;
  partitionAction(children: PartitionActionCstChildren, param?: IN): OUT;
  healAction(children: HealActionCstChildren, param?: IN): OUT;
  machineAction(children: MachineActionCstChildren, param?: IN): OUT;
  waitAction(children: WaitActionCstChildren, param?: IN): OUT;
  compose(children: ComposeCstChildren, param?: IN): OUT;
  composeName(children: ComposeNameCstChildren, param?: IN): OUT;
  composeProfiles(children: ComposeProfilesCstChildren, param?: IN): OUT;
  composeEnvironment(children: ComposeEnvironmentCstChildren, param?: IN): OUT;
  composeVerb(children: ComposeVerbCstChildren, param?: IN): OUT;
  file(children: FileCstChildren, param?: IN): OUT;
  fileStatement(children: FileStatementCstChildren, param?: IN): OUT;
  scenario(children: ScenarioCstChildren, param?: IN): OUT;
  body(children: BodyCstChildren, param?: IN): OUT;
  statement(children: StatementCstChildren, param?: IN): OUT;
  declaration(children: DeclarationCstChildren, param?: IN): OUT;
  expect(children: ExpectCstChildren, param?: IN): OUT;
  step(children: StepCstChildren, param?: IN): OUT;
  show(children: ShowCstChildren, param?: IN): OUT;
  shows(children: ShowsCstChildren, param?: IN): OUT;
  seed(children: SeedCstChildren, param?: IN): OUT;
  swarm(children: SwarmCstChildren, param?: IN): OUT;
  swarmMember(children: SwarmMemberCstChildren, param?: IN): OUT;
  invariant(children: InvariantCstChildren, param?: IN): OUT;
  exercise(children: ExerciseCstChildren, param?: IN): OUT;
  property(children: PropertyCstChildren, param?: IN): OUT;
  propertyStatement(children: PropertyStatementCstChildren, param?: IN): OUT;
  forAny(children: ForAnyCstChildren, param?: IN): OUT;
  forAll(children: ForAllCstChildren, param?: IN): OUT;
  where(children: WhereCstChildren, param?: IN): OUT;
  propertyWhen(children: PropertyWhenCstChildren, param?: IN): OUT;
  propertyExpect(children: PropertyExpectCstChildren, param?: IN): OUT;
  reachStays(children: ReachStaysCstChildren, param?: IN): OUT;
  noReach(children: NoReachCstChildren, param?: IN): OUT;
  sameReach(children: SameReachCstChildren, param?: IN): OUT;
  hears(children: HearsCstChildren, param?: IN): OUT;
  reachesPublished(children: ReachesPublishedCstChildren, param?: IN): OUT;
  condition(children: ConditionCstChildren, param?: IN): OUT;
}
