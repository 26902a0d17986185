-- One and the same schema on every shard. The application chooses the shard from the code.
create table links (
  code        text primary key check (code ~ '^[0-9A-Za-z]{7}$' or code ~ '^[0-9A-Za-z_-]{4,30}$'),
  -- 0 … 1023, computed by the application (first eight bytes of md5, modulo 1,024): a move copies one value of it
  partition   smallint not null check (partition between 0 and 1023),
  url         text not null check (octet_length(url) <= 2048),
  owner       text not null,
  created_at  timestamptz not null default now(),
  expires_at  timestamptz,
  deleted_at  timestamptz            -- a row is kept, so that its code answers 410 and is not given out again
);
create index links_by_partition on links (partition);

-- Filled in batches from the stream of clicks, never on the redirect path.
create table clicks_by_hour (
  code    text not null,
  hour    timestamptz not null,
  clicks  bigint not null check (clicks > 0),
  primary key (code, hour)
);
