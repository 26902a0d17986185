-- Applied at every start of the server, so that it must bear being applied again.
CREATE TABLE IF NOT EXISTS users (
  id             bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
  name           text NOT NULL UNIQUE CHECK (char_length(name) BETWEEN 2 AND 30),
  password_hash  text NOT NULL
);

CREATE TABLE IF NOT EXISTS sessions (
  id_hash     text PRIMARY KEY,           -- the cookie holds the id, the table only its hash
  user_id     bigint NOT NULL REFERENCES users,
  created_at  timestamptz NOT NULL DEFAULT now()
);

CREATE TABLE IF NOT EXISTS rooms (
  id        bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
  name      text NOT NULL UNIQUE CHECK (char_length(name) BETWEEN 1 AND 60),
  last_seq  bigint NOT NULL DEFAULT 0
);

CREATE TABLE IF NOT EXISTS memberships (
  room_id        bigint NOT NULL REFERENCES rooms,
  user_id        bigint NOT NULL REFERENCES users,
  last_read_seq  bigint NOT NULL DEFAULT 0,
  PRIMARY KEY (room_id, user_id)
);

CREATE TABLE IF NOT EXISTS messages (
  room_id        bigint NOT NULL REFERENCES rooms,
  seq            bigint NOT NULL,
  id             uuid NOT NULL UNIQUE,
  author_id      bigint NOT NULL REFERENCES users,
  client_msg_id  uuid NOT NULL,
  body           text NOT NULL CHECK (char_length(body) BETWEEN 1 AND 2000),
  created_at     timestamptz NOT NULL DEFAULT now(),
  PRIMARY KEY (room_id, seq),
  UNIQUE (author_id, client_msg_id)
);
