/** PCI scope computed from what components do and who can reach whom, instead of from a drawing. */

// #region scope
export type Zone = 'cde' | 'connected' | 'out';

export interface Component {
  name: string;
  segment: string;
  /** Stores, processes or transmits card data, or could receive it. */
  cardData?: boolean;
  /** Could change the security of the card environment: identity, deployment, logging, segmentation. */
  impacts?: boolean;
}
export interface Flow {
  from: string;
  to: string;
  /** What limits the flow; a flow without one cannot be tested. */
  control?: string;
}

/** Zone of each component. Card data pulls the whole segment in; a flow in either direction connects. */
export function scope(components: readonly Component[], flows: readonly Flow[]): Map<string, Zone> {
  const cardSegments = new Set(components.filter(({ cardData }) => cardData).map(({ segment }) => segment));
  const inCde = new Set(components.filter(({ segment }) => cardSegments.has(segment)).map(({ name }) => name));
  const touches = (name: string) =>
    flows.some(({ from, to }) => (from === name && inCde.has(to)) || (to === name && inCde.has(from)));
  const zone = ({ name, impacts }: Component): Zone => (inCde.has(name) ? 'cde' : impacts || touches(name) ? 'connected' : 'out');
  return new Map(components.map((component) => [component.name, zone(component)]));
}

/** Flows that cross the border of the card environment without a named control. */
export function uncontrolled(components: readonly Component[], flows: readonly Flow[]): Flow[] {
  const zones = scope(components, flows);
  return flows.filter(({ from, to, control }) => (zones.get(from) === 'cde') !== (zones.get(to) === 'cde') && !control);
}

export function count(zones: ReadonlyMap<string, Zone>): Record<Zone, number> {
  const counts = { cde: 0, connected: 0, out: 0 };
  for (const zone of zones.values()) counts[zone]++;
  return counts;
}
// #endregion scope
