import { readFileSync } from 'node:fs';
import { DatabaseSync } from 'node:sqlite';
import { describe, expect, it } from 'vitest';
import { parse } from 'yaml';
import { z } from 'zod';
import { downtime, serial } from '../../src/content/artefacts/week-07/availability.ts';
import { type OrderPlaced, placeOrder, relay, reserve } from '../../src/content/artefacts/week-07/outbox.ts';

const read = (path: string) => readFileSync(new URL(`../../src/content/${path}`, import.meta.url), 'utf8');
const page = read('docs/weeks/week-07.mdx');

function shop() {
  const orders = new DatabaseSync(':memory:');
  orders.exec(`CREATE TABLE orders (id integer PRIMARY KEY, status text);
    CREATE TABLE outbox (id integer PRIMARY KEY, event_id text UNIQUE, payload text, sent_at text)`);
  const inventory = new DatabaseSync(':memory:');
  inventory.exec(`CREATE TABLE inventory (sku text PRIMARY KEY, on_hand integer, reserved integer DEFAULT 0);
    CREATE TABLE processed_events (event_id text PRIMARY KEY);
    INSERT INTO inventory (sku, on_hand) VALUES ('DESK', 5), ('LAMP', 1)`);
  const queue: OrderPlaced[] = [];
  const publish = (payload: string) => {
    queue.push(JSON.parse(payload) as OrderPlaced);
    return Promise.resolve();
  };
  const reserved = () =>
    inventory
      .prepare('SELECT reserved FROM inventory ORDER BY sku')
      .all()
      .map((row) => Number(row['reserved']));
  return { orders, inventory, queue, publish, reserved };
}

describe('week 7', () => {
  it('computes the availability that the page tells', () => {
    expect((serial(0.999, 0.999, 0.999) * 100).toFixed(4)).toBe('99.7003');
    expect((serial(0.999, 0.999, 0.999, 0.999, 0.999) * 100).toFixed(3)).toBe('99.501');
    const minutes = [1, 3, 5].map((count) =>
      downtime(serial(...Array.from({ length: count }, () => 0.999))).toFixed(1),
    );
    expect(minutes).toEqual(['43.2', '129.5', '215.6']);
    for (const figure of [...minutes, '99.7003', '99.501']) expect(page).toContain(figure);
  });

  it('publishes after a crash, twice after the other, and reserves once', async () => {
    const { orders, inventory, queue, publish, reserved } = shop();
    placeOrder(orders, [{ sku: 'LAMP', quantity: 1 }]);
    await expect(relay(orders, () => Promise.reject(new Error('crash before publishing')))).rejects.toThrow();
    expect(queue).toHaveLength(0);
    const crashAfter = async (payload: string) => {
      await publish(payload);
      throw new Error('crash before marking');
    };
    await expect(relay(orders, crashAfter)).rejects.toThrow();
    await relay(orders, publish);
    await relay(orders, publish);
    expect(queue.map((event) => reserve(inventory, event))).toEqual(['reserved', 'seen before']);
    expect(reserved()).toEqual([0, 1]);
  });

  it('reserves all lines of an order or none', async () => {
    const { orders, inventory, queue, publish, reserved } = shop();
    placeOrder(orders, [
      { sku: 'LAMP', quantity: 2 },
      { sku: 'DESK', quantity: 1 },
    ]);
    await relay(orders, publish);
    expect(queue.map((event) => reserve(inventory, event))).toEqual(['rejected']);
    expect(reserved()).toEqual([0, 0]);
  });

  it('waits for health in Compose and runs as an ordinary user', () => {
    const condition = z.record(z.string(), z.object({ condition: z.literal('service_healthy') }));
    const service = z.object({ depends_on: condition.optional(), healthcheck: z.object({}).optional() });
    const { services } = z
      .object({ services: z.record(z.string(), service) })
      .parse(parse(read('artefacts/week-07/compose.yaml')));
    for (const name of Object.keys(services['orders']?.depends_on ?? {}))
      expect(services[name]?.healthcheck).toBeDefined();
    expect(Object.keys(services['orders']?.depends_on ?? {})).toEqual(['postgres', 'rabbitmq']);
    const dockerfile = read('artefacts/week-07/Dockerfile');
    expect(dockerfile.match(/^FROM /gm)).toHaveLength(2);
    expect(dockerfile).toContain('\nUSER node\n');
  });
});
