# shellcheck shell=bash
# Servers of a part: started in the background, awaited within bounds, and ended by their
# own process id however the part ends. Written for macOS's bash 3.2 too, in which an empty
# array counts as unset.

LOGS=$(mktemp -d)
readonly LOGS
SERVERS=()
trap leave EXIT
# So that an interrupt ends by way of EXIT too.
trap 'exit 130' INT
trap 'exit 143' TERM

# start_server NAME COMMAND...: its output goes to $LOGS/NAME.
start_server() {
  # Here and not in the background: what a server before this one said must not count.
  : >"$LOGS/$1"
  "${@:2}" >"$LOGS/$1" 2>&1 </dev/null &
  # The one that was started last.
  SERVER=$!
  SERVERS+=("$SERVER")
}

# wait_for NAME SECONDS COMMAND...: until COMMAND succeeds; fails, with the last lines of
# NAME's output, when the server ended or the time is over.
wait_for() {
  local name=$1 end=$((SECONDS + $2))
  until "${@:3}"; do
    if ! kill -0 "$SERVER" 2>/dev/null || [ "$SECONDS" -ge "$end" ]; then
      echo "$name did not get ready; its last lines:" >&2
      tail -n 20 "$LOGS/$name" >&2
      return 1
    fi
    sleep 0.1
  done
}

# port_open PORT
port_open() { (exec 3<>"/dev/tcp/127.0.0.1/$1") 2>/dev/null; }

free_port() {
  python3 -c 'import socket; s = socket.create_server(("127.0.0.1", 0)); print(s.getsockname()[1])'
}

leave() {
  end_servers
  rm -rf "$LOGS"
}

end_servers() {
  local id
  for id in ${SERVERS[@]+"${SERVERS[@]}"}; do end_server "$id"; done
  SERVERS=()
}

# Asks first; after ten seconds it no longer does.
end_server() {
  local tries
  kill "$1" 2>/dev/null || return 0
  for ((tries = 0; tries < 100; tries++)); do
    kill -0 "$1" 2>/dev/null || return 0
    sleep 0.1
  done
  echo "process $1 did not end when asked" >&2
  kill -KILL "$1" 2>/dev/null || true
}
