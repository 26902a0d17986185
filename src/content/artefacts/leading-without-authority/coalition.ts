/** What a person's part in the decision can be; one person may have several. */
export type Role = 'pays' | 'benefits' | 'veto' | 'sponsor';

/** The fields of the stakeholder sheet that the check needs. */
export interface Person {
  name: string;
  role: Role[];
  /** From -2, works against it, to +2, works for it; as the person last said. */
  stance: number;
}

// #region coalition
/**
 * The roles for which nobody yet speaks in favour. More friends in a role that is filled add
 * nothing, and somebody who pays but also benefits does not prove that the price is bearable.
 */
export function missingRoles(people: Person[]): Role[] {
  const inFavour = people
    .filter(({ stance }) => stance > 0)
    .flatMap(({ role }) => (role.includes('benefits') ? role.filter((one) => one !== 'pays') : role));
  const needed: Role[] = ['pays', 'benefits', 'veto', 'sponsor'];
  return needed.filter((role) => !inFavour.includes(role));
}
// #endregion coalition
