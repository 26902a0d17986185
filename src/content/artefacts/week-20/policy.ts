/** The part of a manifest that the two policies read. */
export interface Manifest {
  name: string;
  owner?: string;
  runAsUser: number;
  image: string;
}
/** `expires` is the last day on which the waiver holds, as YYYY-MM-DD. */
export interface Waiver {
  policy: string;
  service: string;
  approvedBy: string;
  expires: string;
}
export interface Policy {
  id: string;
  broken: (manifest: Manifest) => boolean;
  what: (manifest: Manifest) => string;
  why: string;
  fix: string;
}

// #region policies
export const policies: Policy[] = [
  {
    id: 'non-root',
    broken: ({ runAsUser }) => runAsUser === 0,
    what: ({ name }) => `${name} runs as root (runAsUser: 0)`,
    why: 'a process that escapes its container as root owns the machine',
    fix: 'set runAsUser: 10001 in manifest.json; the template’s Dockerfile has that user',
  },
  {
    id: 'pinned-image',
    broken: ({ image }) => !/@sha256:[0-9a-f]{64}$/.test(image),
    what: ({ image }) => `the image ${image} can change under its name`,
    why: 'a rollback would start something that was never tested',
    fix: 'deploy the digest that the build printed: name@sha256:…',
  },
];
// #endregion policies

// #region check
/** What the check says about one service on one day; `failed` ends the build. */
export function check(manifest: Manifest, waivers: Waiver[], today: string) {
  const messages: string[] = [];
  let failed = false;
  for (const { id, broken, what, why, fix } of policies) {
    if (!broken(manifest)) continue;
    const waiver = waivers.find(({ policy, service }) => policy === id && service === manifest.name);
    const isValid = waiver !== undefined && waiver.approvedBy !== '' && today <= waiver.expires;
    if (!isValid) failed = true;
    messages.push(
      isValid
        ? `warning ${id}: ${what(manifest)}; waived by ${waiver.approvedBy} until ${waiver.expires}`
        : `error ${id}: ${what(manifest)}. Why: ${why}. Fix: ${fix}. ` +
            `${waiver ? `The waiver ended on ${waiver.expires}` : 'If you cannot'}: docs/policies/${id}#waiver`,
    );
  }
  return { failed, messages };
}
// #endregion check
