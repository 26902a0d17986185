/**
 * What an author writes in `x.timeline.yaml` for `<Timeline>`: lanes with intervals and events on
 * one time axis.
 *
 * ```yaml
 * axis: { kind: elapsed, unit: min, from: 0, to: 60, ticks: [0, 5, 14, 30, 60], label: since the bad deploy }
 * lanes:
 *   - label: Error ratio
 *     intervals:
 *       - { from: 0, to: 42, label: "2% of requests fail", tone: warn }
 *       - { from: 42, to: 60, label: back to normal, tone: good }
 *   - label: 1 h window
 *     intervals: [{ from: 22, to: 60, label: alert firing }]
 *     events: [{ at: 22, label: page sent, tone: warn }]
 * thresholds: [{ at: 42, label: rollback done }]
 * ```
 *
 * `axis.kind` decides how every time is written: `elapsed` numbers in `unit`; `clock` "HH:MM" or
 * "HH:MM:SS" of one day; `date` "YYYY-MM-DD". Keep labels short: they must fit a phone.
 */
import { z } from 'zod';
import { tone } from './plot-spec.ts';

/** A moment on the axis: a number, "HH:MM[:SS]" or "YYYY-MM-DD", as `axis.kind` says. */
const moment = z.union([z.number(), z.string().min(1)]);
export type Moment = z.infer<typeof moment>;

const common = {
  from: moment,
  to: moment,
  ticks: z.array(moment).min(2).max(13).optional(),
  label: z.string().min(1).max(60).optional(),
};
const axis = z.discriminatedUnion('kind', [
  z.strictObject({ kind: z.literal('elapsed'), unit: z.enum(['ms', 's', 'min', 'h', 'd', 'weeks']), ...common }),
  z.strictObject({ kind: z.literal('clock'), ...common }),
  z.strictObject({ kind: z.literal('date'), ...common }),
]);

const interval = z.strictObject({
  from: moment,
  to: moment,
  label: z.string().min(1).max(60).optional(),
  tone: tone.optional(),
});

const event = z.strictObject({
  at: moment,
  label: z.string().min(1).max(60),
  tone: tone.optional(),
});

const lane = z.strictObject({
  label: z.string().min(1).max(60),
  intervals: z.array(interval).max(12).optional(),
  events: z.array(event).max(12).optional(),
});
export type TimelineLane = z.infer<typeof lane>;

export const timelineSpec = z.strictObject({
  axis,
  lanes: z.array(lane).min(1).max(8),
  /** Vertical lines through all lanes, each with its label at the top. */
  thresholds: z.array(event).max(5).optional(),
});
export type TimelineSpec = z.infer<typeof timelineSpec>;
