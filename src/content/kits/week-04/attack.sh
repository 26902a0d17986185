#!/bin/sh
# Attacks on your own server, and on no other: sh attack.sh [http://127.0.0.1:3000]
base="${1:-http://127.0.0.1:3000}"
ask() {
  printf '%s: ' "$1"
  shift
  curl -s -o /dev/null -w '%{http_code}\n' "$@"
}
json='content-type: application/json'
ask 'role in the registration (expect 422)' -H "$json" -d '{"email":"eve@example.com","password":"a long enough password","role":"admin"}' "$base/v1/auth/register"
ask 'id with SQL in it (expect 404 or 422)' "$base/v1/posts/1%20OR%201=1"
ask 'token with alg none (expect 401)' -H 'authorization: Bearer eyJhbGciOiJub25lIn0.eyJzdWIiOiIxIn0.' "$base/v1/me"
head -c 1000000 /dev/zero | tr '\0' 'a' | ask 'body of 1 MB (expect 413)' -H "$json" --data-binary @- "$base/v1/auth/login"
for attempt in 1 2 3 4 5 6; do
  ask "wrong password $attempt (expect 401, from the sixth on 429)" -H "$json" -d '{"email":"eve@example.com","password":"wrong wrong wrong"}' "$base/v1/auth/login"
done
