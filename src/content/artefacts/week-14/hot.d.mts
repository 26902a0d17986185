export interface Profile {
  nodes: { id: number; callFrame: { functionName: string; url: string; lineNumber: number } }[];
  samples: number[];
}
export function hottest(profile: Profile, most?: number): { name: string; share: number }[];
