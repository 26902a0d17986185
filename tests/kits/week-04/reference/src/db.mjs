/** Opens the database, runs schema.sql, and holds all SQL: parameters only. */
import { readFileSync } from 'node:fs';
import { DatabaseSync } from 'node:sqlite';

export function openDatabase(path) {
  const db = new DatabaseSync(path);
  db.exec(readFileSync(new URL('../schema.sql', import.meta.url), 'utf8'));
  const one = (sql) => {
    const statement = db.prepare(sql);
    return (...values) => statement.get(...values);
  };
  const many = (sql) => {
    const statement = db.prepare(sql);
    return (...values) => statement.all(...values);
  };
  const change = (sql) => {
    const statement = db.prepare(sql);
    return (...values) => statement.run(...values);
  };
  return {
    close: () => db.close(),
    isAlive: () => one('SELECT 1 AS alive')().alive === 1,
    users: {
      byId: one('SELECT id, email, role FROM users WHERE id = ?'),
      byEmail: one('SELECT id, email, role, password_hash FROM users WHERE email = ?'),
      add: one('INSERT INTO users (email, password_hash) VALUES (?, ?) ON CONFLICT DO NOTHING RETURNING id, email, role'),
    },
    posts: {
      byId: one('SELECT * FROM posts WHERE id = ?'),
      page: many(
        "SELECT * FROM posts WHERE id < ? AND (status = 'published' OR author_id = ?) ORDER BY id DESC LIMIT ?",
      ),
      add: one('INSERT INTO posts (author_id, title, body, status) VALUES (?, ?, ?, ?) RETURNING *'),
      update: one(
        `UPDATE posts SET title = ?, body = ?, status = ?, version = version + 1,
         updated_at = strftime('%Y-%m-%dT%H:%M:%fZ') WHERE id = ? AND version = ? RETURNING *`,
      ),
      remove: change('DELETE FROM posts WHERE id = ?'),
    },
    comments: {
      byId: one('SELECT * FROM comments WHERE id = ?'),
      ofPost: many('SELECT * FROM comments WHERE post_id = ? AND id > ? ORDER BY id LIMIT ?'),
      add: one('INSERT INTO comments (post_id, author_id, body) VALUES (?, ?, ?) RETURNING *'),
      update: one('UPDATE comments SET body = ? WHERE id = ? RETURNING *'),
      remove: change('DELETE FROM comments WHERE id = ?'),
    },
  };
}
