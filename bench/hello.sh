#!/usr/bin/env bash
# hello: our full middleware against nginx's `return 200` with the same headers and bytes, no access log, same machine.
# Rounds alternate, so that a neighbour on the machine disturbs both; the ratio is the median of the rounds' ratios.
# usage: bench/hello.sh [path of bench_hello] [rounds] [seconds]
set -euo pipefail
root=$(cd "$(dirname "$0")/.." && pwd)
server=${1:-$root/build/release/bench/bench_hello}
rounds=${2:-6}
seconds=${3:-4}
[ -x "$server" ] || { echo "bench hello: build bench_hello first: cmake --build --preset release --target bench_hello" >&2; exit 1; }
for tool in nginx wrk curl; do
  command -v $tool >/dev/null || PATH=$PATH:/usr/sbin command -v $tool >/dev/null || { echo "bench hello: $tool is missing: run script/setup" >&2; exit 1; }
done
PATH=$PATH:/usr/sbin
folder=$(mktemp -d); pids=()
finish() { for pid in "${pids[@]}"; do kill "$pid" 2>/dev/null || true; done; exec 7>&- || true; wait 2>/dev/null || true; rm -rf "$folder"; }
trap finish EXIT

port=$(( 20000 + RANDOM % 20000 ))
csp="default-src 'self'; script-src 'self'; style-src 'self'; img-src 'self' data:; connect-src 'self'; object-src 'none'; base-uri 'none'; frame-ancestors 'none'; form-action 'self'"
cat > "$folder/nginx.conf" <<CONF
daemon off; master_process on; worker_processes 2; pid $folder/pid; error_log $folder/error.log crit;
events { worker_connections 1024; }
http {
  access_log off; server_tokens off; keepalive_requests 1000000000; default_type text/plain;
  client_body_temp_path $folder/b; proxy_temp_path $folder/p; fastcgi_temp_path $folder/f; uwsgi_temp_path $folder/u; scgi_temp_path $folder/s;
  server {
    listen 127.0.0.1:$port reuseport;
    add_header content-security-policy "$csp"; add_header x-content-type-options nosniff; add_header referrer-policy same-origin;
    add_header cross-origin-opener-policy same-origin; add_header cross-origin-resource-policy same-origin;
    add_header permissions-policy "camera=(self), geolocation=(self), microphone=(), payment=(), usb=()";
    add_header cache-control no-store;
    location /api/hello/ { return 200 "hello, tongguan\n"; }
  }
}
CONF
nginx -e "$folder/error.log" -c "$folder/nginx.conf" 2>"$folder/nginx.log" & pids+=($!)
start_ours() {  # $1 = padding
  mkfifo "$folder/in.$1"
  "$server" 2 "$1" < "$folder/in.$1" > "$folder/port.$1" & pids+=($!)
  exec 7> "$folder/in.$1"
  until [ -s "$folder/port.$1" ]; do kill -0 $! && read -rt 0.05 <> <(:) || true; done
  ours="http://127.0.0.1:$(cat "$folder/port.$1")/api/hello/world"
}
theirs="http://127.0.0.1:$port/api/hello/world"
until curl -fs -o /dev/null "$theirs"; do kill -0 "${pids[0]}" 2>/dev/null || { cat "$folder/nginx.log" "$folder/error.log" >&2; exit 1; }; done
bytes() { curl -si "$1" | wc -c; }
start_ours 0
gap=$(( $(bytes "$theirs") - $(bytes "$ours") ))
if [ "$gap" -gt 9 ]; then exec 7>&-; start_ours "$gap"; fi
[ "$(bytes "$theirs")" = "$(bytes "$ours")" ] || echo "bench hello: answers differ by $(( $(bytes "$theirs") - $(bytes "$ours") )) of $(bytes "$theirs") bytes" >&2

rate() { wrk -t2 -c64 -d"${seconds}s" "$1" | awk '/Requests\/sec/ {r = $2} /Non-2xx|Socket errors/ {bad = 1} END {if (bad) exit 1; print r}'; }
rate "$ours" >/dev/null; rate "$theirs" >/dev/null
for ((i = 0; i < rounds; i++)); do
  if (( i % 2 )); then a=$(rate "$ours"); b=$(rate "$theirs"); else b=$(rate "$theirs"); a=$(rate "$ours"); fi
  echo "$a $b"
done | awk '
  { a[NR] = $1; b[NR] = $2; r[NR] = $1 / $2 }
  function median(list, n,   i, j, t) {
    for (i = 1; i <= n; i++) for (j = i + 1; j <= n; j++) if (list[j] < list[i]) { t = list[i]; list[i] = list[j]; list[j] = t }
    return n % 2 ? list[(n + 1) / 2] : (list[n / 2] + list[n / 2 + 1]) / 2
  }
  END { ratio = median(r, NR); printf "bench hello %d req/s | nginx %d req/s | ratio %.2f\n", median(a, NR), median(b, NR), ratio }'
