// Policies: each says what is wrong, why it matters, how to mend it and where the way out is.
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { load, now, Refused, serviceNamed } from './state.mjs';

const policies = [
  ['non-root', (m) => m.runAsUser === 0, 'it runs as root (runAsUser: 0)', 'a process that escapes its container as root owns the machine', 'set runAsUser to 10001 in manifest.json'],
  ['pinned-image', (m) => !/@sha256:[0-9a-f]{64}$/.test(m.image ?? ''), 'its image can change under its name', 'a rollback would start something that was never tested', 'deploy the digest that the build printed'],
  ['limits', (m) => !m.limits?.memory, 'it has no memory limit', 'one leak takes its neighbours down', 'set limits in manifest.json'],
  ['probes', (m) => !m.probes?.length, 'it has no probe', 'a hung process would get requests for ever', 'name /healthz under probes'],
  ['secret-references', (m) => Object.values(m.env ?? {}).some((v) => /:\/\/[^/]*:[^/]*@/.test(v)), 'a password stands in env', 'everyone who reads the repository has it', 'write secret://NAME/KEY'],
  ['sbom', (m) => !m.sbom, 'it has no bill of materials', 'a vulnerable library could not be found', 'name the file of the build under sbom'],
  ['timeout', (m) => !(m.timeoutMs > 0), 'its calls have no time-out', 'one slow dependency would use up its threads', 'set timeoutMs'],
  ['runbook', (m) => !m.runbook, 'it has no runbook', 'the person on call will not know it', 'name runbook.md under runbook'],
  ['owner', (m, yaml) => !/^owner: \S/m.test(yaml), 'it has no owner', 'nobody would be asked or told', 'write owner: TEAM into service.yaml'],
  ['data-class', (m, yaml) => !/^data_class: (none|internal|personal)$/m.test(yaml), 'its data has no class', 'erasure and retention start from it', 'write data_class: none, internal or personal'],
];

/** The messages about a service today, and whether one of them stops it. */
export function findingsOf(name) {
  const { repo } = serviceNamed(name);
  if (!repo) throw new Refused(`${name} was adopted: the manifest policies do not apply`);
  const manifest = JSON.parse(readFileSync(join(repo, 'manifest.json'), 'utf8'));
  const yaml = readFileSync(join(repo, 'service.yaml'), 'utf8');
  const today = now().toISOString().slice(0, 10);
  const waivers = load('waivers.json', []);
  const messages = [];
  let failed = false;
  for (const [id, broken, what, why, fix] of policies) {
    if (!broken(manifest, yaml)) continue;
    const waiver = waivers.find((each) => each.policy === id && each.service === name && each.approvedBy);
    const holds = waiver !== undefined && today <= waiver.expires;
    if (!holds) failed = true;
    const ended = waiver ? `The waiver ended on ${waiver.expires}` : 'If you cannot';
    messages.push(
      holds
        ? `warning ${id}: ${name}: ${what}; waived by ${waiver.approvedBy} until ${waiver.expires}`
        : `error ${id}: ${name}: ${what}. Why: ${why}. Fix: ${fix}. ${ended}: docs/policies/${id}#waiver`,
    );
  }
  return { failed, messages };
}

export function checkService(name) {
  const { failed, messages } = findingsOf(name);
  if (failed) throw new Refused(messages.join('\n'));
  return messages.join('\n') || `${name}: all ${policies.length} policies hold`;
}
