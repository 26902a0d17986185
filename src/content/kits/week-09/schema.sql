-- The same on every shard; the application chooses the shard.
create table links (
  -- generated: seven characters; alias: four to thirty
  code        text primary key check (code ~ '^[0-9A-Za-z_-]{4,30}$'),
  -- computed by the application; a move copies one value of it
  partition   smallint not null check (partition between 0 and 1023),
  url         text not null check (octet_length(url) <= 2048),
  owner       text not null,
  created_at  timestamptz not null default now(),
  expires_at  timestamptz,
  -- the row is kept: its code answers 410 and is not given out again
  deleted_at  timestamptz
);
create index links_by_partition on links (partition);

-- Filled in batches from the clicks, never on the redirect path.
create table clicks_by_hour (
  code    text not null,
  hour    timestamptz not null,
  clicks  bigint not null check (clicks > 0),
  primary key (code, hour)
);
