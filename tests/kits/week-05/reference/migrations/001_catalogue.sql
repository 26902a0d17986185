CREATE EXTENSION IF NOT EXISTS btree_gist;

CREATE TABLE categories (
  id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
  parent_id bigint REFERENCES categories,
  name text NOT NULL
);

CREATE TABLE products (
  id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
  sku text NOT NULL UNIQUE,
  name text NOT NULL,
  attrs jsonb NOT NULL DEFAULT '{}',
  tags text[] NOT NULL DEFAULT '{}'
);

CREATE TABLE product_categories (
  product_id bigint NOT NULL REFERENCES products,
  category_id bigint NOT NULL REFERENCES categories,
  PRIMARY KEY (product_id, category_id)
);

CREATE TABLE prices (
  id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
  product_id bigint NOT NULL REFERENCES products,
  price_cents bigint NOT NULL CHECK (price_cents >= 0),
  valid tstzrange NOT NULL CHECK (NOT isempty(valid)),
  EXCLUDE USING gist (product_id WITH =, valid WITH &&)
);

CREATE TABLE inventory (
  sku text PRIMARY KEY REFERENCES products (sku),
  on_hand bigint NOT NULL CHECK (on_hand >= 0),
  reserved bigint NOT NULL DEFAULT 0 CHECK (reserved >= 0),
  CHECK (reserved <= on_hand)
);
