import type { PlotPoint, PlotSpec } from '../../../diagrams/plot-spec.ts';
import { connections } from './tiers.ts';

const tenants = [0, 50, 100, 150, 200, 250, 300];

export default {
  x: { scale: 'linear', label: 'tenants', domain: [0, 300] },
  y: { scale: 'linear', label: 'database connections', domain: [0, 1_600] },
  series: [
    { kind: 'line', label: 'a silo each', data: tenants.map((n): PlotPoint => [n, connections({ silo: n, shared: 0 })]) },
    { kind: 'line', label: 'pool', data: tenants.map((n): PlotPoint => [n, connections({ silo: 0, shared: n })]) },
  ],
} satisfies PlotSpec;
