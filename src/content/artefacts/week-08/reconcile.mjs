/** A GitOps agent in one function: pulls what is wanted, looks at what is there, and acts on the difference. */

/**
 * @param {{ wanted(): Promise<string>, running(): Promise<string>, deploy(digest: string): Promise<void> }} world
 * @returns {Promise<string>} what was done
 */
// #region reconcile
export async function reconcile({ wanted, running, deploy }) {
  const [goal, now] = [await wanted(), await running()];
  if (!/^sha256:[0-9a-f]{64}$/.test(goal)) throw new Error(`${goal} is not a digest`);
  if (goal === now) return 'nothing to do';
  await deploy(goal);
  return `${now} -> ${goal}`;
}
// #endregion reconcile
