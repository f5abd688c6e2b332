# shellcheck shell=bash
# The Docker engine: started when there is none, stopped only when it is the one that was started here.
: "${state:?}"

start_engine() {
  if docker info >/dev/null 2>&1; then
    say "an engine runs already"
  else
    need dockerd docker.io
    need docker docker-cli # where docker.io does not bring it
    need iptables iptables
    end_stuck_engine
    launch_engine
  fi
  if_unused remove_leftovers
}

# The engine must not inherit the locks.
launch_engine() {
  local log=$state/dockerd.log
  remove_stale /var/run/docker.pid dockerd
  remove_stale /var/run/docker/containerd/containerd.pid containerd
  setsid nohup dockerd --host unix:///var/run/docker.sock >"$log" 2>&1 </dev/null 7>&- 8>&- 9>&- &
  echo $! >"$state/dockerd.pid"
  if ! engine_answers; then
    tail -n 20 "$log" >&2
    fail "dockerd does not run; all of its log is in $log"
  fi
}

# Both refuse to start, or wait in vain, for another process that has the number which a killed one wrote down.
remove_stale() { # file of the process id, name of the process
  [[ -f $1 ]] && ! is_process "$(<"$1")" "$2" && rm -f "$1"
  return 0
}

is_process() { [[ -n $1 && $(cat "/proc/$1/comm" 2>/dev/null) == "$2" ]]; }

engine_answers() {
  local try
  for ((try = 0; try < 300; try++)); do
    docker info >/dev/null 2>&1 && return
    pidof dockerd >/dev/null || return
    sleep 0.1
  done
  return 1
}

# One that runs may only just have been started; one that never answers is ended if it was started here.
end_stuck_engine() {
  pidof dockerd >/dev/null || return 0
  engine_answers && return
  own_engine || fail "a dockerd runs that does not answer and was not started here: $(pidof dockerd)"
  kill -KILL "$(<"$state/dockerd.pid")"
  await_end "$(<"$state/dockerd.pid")"
}

own_engine() { [[ -f $state/dockerd.pid ]] && is_process "$(<"$state/dockerd.pid")" dockerd; }

await_end() { # process id
  local try
  for ((try = 0; try < 300; try++)); do
    [[ -d /proc/$1 ]] || return 0
    sleep 0.1
  done
  fail "dockerd, process $1, does not end"
}

stop_engine() {
  if own_engine; then
    kill "$(<"$state/dockerd.pid")"
    await_end "$(<"$state/dockerd.pid")"
  else
    say "the engine was not started here: it stays"
  fi
  rm -f "$state/dockerd.pid"
}

# Testcontainers labels all that it makes; without Ryuk, what a killed JVM made stays.
remove_leftovers() {
  local label=label=org.testcontainers=true
  docker info >/dev/null 2>&1 || return 0
  docker ps --all --quiet --filter $label | xargs --no-run-if-empty docker rm --force --volumes >/dev/null
  docker network prune --force --filter $label >/dev/null
  docker image prune --all --force --filter $label >/dev/null
}
