CREATE TABLE rooms (
  id        bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
  name      text NOT NULL UNIQUE,
  last_seq  bigint NOT NULL DEFAULT 0
);

CREATE TABLE memberships (
  room_id        bigint NOT NULL REFERENCES rooms,
  user_id        bigint NOT NULL REFERENCES users,
  last_read_seq  bigint NOT NULL DEFAULT 0,
  PRIMARY KEY (room_id, user_id)
);

CREATE TABLE messages (
  room_id        bigint NOT NULL REFERENCES rooms,
  seq            bigint NOT NULL,
  id             uuid NOT NULL UNIQUE,
  author_id      bigint NOT NULL REFERENCES users,
  client_msg_id  uuid NOT NULL,
  body           text NOT NULL CHECK (char_length(body) BETWEEN 1 AND 2000),
  created_at     timestamptz NOT NULL DEFAULT now(),
  PRIMARY KEY (room_id, seq),           -- order, and pages of history
  UNIQUE (author_id, client_msg_id)     -- a repeated send is one row
);
