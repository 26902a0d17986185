export interface World {
  wanted(): Promise<string>;
  running(): Promise<string>;
  deploy(digest: string): Promise<void>;
}
export function reconcile(world: World): Promise<string>;
