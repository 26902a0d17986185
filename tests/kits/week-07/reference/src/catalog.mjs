import { emit, relayForever } from './messaging.mjs';
import { connect, pool, serve, transaction } from './shared.mjs';

const shown = ({ id, sku, name, price_cents }) => ({ id: Number(id), sku, name, priceCents: Number(price_cents) });

relayForever(await connect());
serve({
  'GET /products': async () => ({
    status: 200,
    body: (await pool.query('SELECT * FROM products ORDER BY id LIMIT 100')).rows.map(shown),
  }),
  'GET /products/:id': async ({ params }) => {
    const { rows } = await pool.query('SELECT * FROM products WHERE id = $1', [params.id]);
    return rows[0] ? { status: 200, body: shown(rows[0]) } : { status: 404, body: { error: 'no such product' } };
  },
  'POST /products': async ({ body }) => {
    const product = await transaction(async (client) => {
      const { rows } = await client.query(
        `INSERT INTO products (sku, name, price_cents) VALUES ($1, $2, $3)
         ON CONFLICT (sku) DO UPDATE SET name = $2, price_cents = $3, version = products.version + 1 RETURNING *`,
        [body.sku, body.name, body.priceCents],
      );
      const { sku, price_cents, version } = rows[0];
      await emit(client, 'ProductChanged', { sku, priceCents: Number(price_cents), version: Number(version) });
      return rows[0];
    });
    return { status: 201, body: shown(product) };
  },
});
