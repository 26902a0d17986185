/** An engagement contract, as written in YAML. */
export interface Contract {
  sponsor: string;
  out_of_scope: string[];
  engagements: {
    team: string;
    mode: 'collaboration' | 'facilitating' | 'x-as-a-service';
    hat?: 'sponsor' | 'guide' | 'catalyst' | 'tie-breaker' | 'catcher' | 'participant';
    hours_per_week: number;
    exit_criterion?: string;
    ends_on?: string;
  }[];
  deep_work_hours: number;
  sponsorship_hours: number;
  reactive_hours: number;
}

// #region check
/** Everything that makes the contract undeliverable; empty when it can be signed. Limits are house figures. */
export function checkContract(contract: Contract): string[] {
  const { engagements, deep_work_hours, sponsorship_hours, reactive_hours } = contract;
  const hours = engagements.reduce((sum, { hours_per_week }) => sum + hours_per_week, deep_work_hours + sponsorship_hours + reactive_hours);
  const count = (wanted: (engagement: Contract['engagements'][number]) => boolean) => engagements.filter(wanted).length;
  const problems = [
    hours > 38 && `${hours} hours a week are promised; 38 exist`,
    count(({ mode }) => mode === 'collaboration') > 2 && 'more than two collaborations at once',
    count(({ hat }) => hat === 'sponsor' || hat === 'guide') > 2 && 'Sponsor or Guide on more than two projects',
    contract.out_of_scope.length === 0 && 'nothing is out of scope, so everything is in it',
    contract.sponsor === '' && 'nobody sponsors it',
    ...engagements.map(({ team, exit_criterion, ends_on }) => !(exit_criterion && ends_on) && `${team}: no exit criterion or no end date`),
  ];
  return problems.filter((problem) => problem !== false);
}
// #endregion check
