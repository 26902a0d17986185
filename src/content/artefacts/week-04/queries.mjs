import { DatabaseSync } from 'node:sqlite';

const db = new DatabaseSync(':memory:');
db.exec('CREATE TABLE posts (id INTEGER PRIMARY KEY, title TEXT, status TEXT)');
for (let id = 1; id <= 6; id += 1) db.prepare('INSERT INTO posts VALUES (?, ?, ?)').run(id, `post ${id}`, id === 3 ? 'draft' : 'published');

// #region injection
const searchByHand = (title) => db.prepare(`SELECT id FROM posts WHERE status = 'published' AND title = '${title}'`).all();
const search = (title) => db.prepare("SELECT id FROM posts WHERE status = 'published' AND title = ?").all(title);
// #endregion injection

const attack = "x' OR '1'='1";
console.log(searchByHand(attack).length, search(attack).length);

// #region cursor
const byOffset = (offset) => db.prepare('SELECT id FROM posts ORDER BY id DESC LIMIT 2 OFFSET ?').all(offset);
const byCursor = (before) => db.prepare('SELECT id FROM posts WHERE id < ? ORDER BY id DESC LIMIT 2').all(before);
// #endregion cursor

const ids = (rows) => rows.map(({ id }) => id).join(' ');
const first = byOffset(0);
db.prepare('INSERT INTO posts VALUES (7, ?, ?)').run('new', 'published');
console.log(ids(first), '|', ids(byOffset(2)), '|', ids(byCursor(first.at(-1).id)));
