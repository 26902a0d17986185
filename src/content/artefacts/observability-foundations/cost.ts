/** Bytes in a day of events. */
export function eventBytes(perSecond: number, eventsEach: number, bytesEach: number): number {
  return perSecond * eventsEach * bytesEach * 86_400;
}

/** Bytes in a day of metrics: independent of traffic. */
export function metricBytes(series: number, scrapeSeconds: number, bytesPerSample: number): number {
  return (series * 86_400 * bytesPerSample) / scrapeSeconds;
}

/** The service of the page. */
export const service = { rps: 5000, pods: 40, logLines: 4, logBytes: 600, spans: 9, spanBytes: 450, seriesPerPod: 180, canonicalBytes: 519 };
