/** Products of the trimmed catalogue; prices are integer cents. */
const products = [
  { id: 1, sku: 'TEA-100', name: 'Green tea, 100 g', priceCents: 690 },
  { id: 2, sku: 'POT-1', name: 'Teapot', priceCents: 3400 },
  { id: 3, sku: 'CUP-2', name: 'Two cups', priceCents: 1800 },
];

export const all = () => products;
export const byId = (id) => products.find((product) => product.id === id);
