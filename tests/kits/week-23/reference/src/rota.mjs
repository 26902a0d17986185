import { readFileSync } from 'node:fs';

/** Primary and secondary of the day; before the first week of the rota its first week counts. */
export function onCall(day = new Date().toISOString().slice(0, 10)) {
  const { weeks } = JSON.parse(readFileSync('rota.json', 'utf8'));
  return weeks.filter(({ from }) => from <= day).at(-1) ?? weeks[0];
}

/** The body of a request, read as JSON; an empty one is {}. */
export async function body(request) {
  const chunks = [];
  for await (const chunk of request) chunks.push(chunk);
  return JSON.parse(Buffer.concat(chunks).toString() || '{}');
}

/** Answers with JSON. */
export function answer(response, status, value) {
  response.writeHead(status, { 'content-type': 'application/json' });
  response.end(JSON.stringify(value));
}
