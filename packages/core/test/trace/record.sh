#!/bin/bash
# Makes the recordings in fixtures/ again: bash record.sh [NAME...]
#
# Every program of programs/ is started by a shell on a terminal inside a PID namespace of its own
# and held before its execve; strace attaches from outside, as the same ordinary user, and the
# program is let go. Beside NAME.strace stands NAME.json, the TraceOrigin of the recording.
# Needs bubblewrap, gcc, strace, util-linux and procps; as root it drops to uid 1000 first.
set -euo pipefail
cd "$(dirname "$0")"

as_user=()
work=$(mktemp -d /tmp/record-trace.XXXXXX)
trap 'rm -rf "$work"' EXIT
mkdir -p fixtures
for source in programs/*.c; do
  gcc -O1 -pthread -Wno-unused-result -o "$work/$(basename "$source" .c)" "$source"
done
hold="hold$$" # a name to find by
mv "$work/hold" "$work/$hold"
if [ "$(id -u)" = 0 ]; then
  as_user=(setpriv --reuid 1000 --regid 1000 --clear-groups)
  chown -R 1000:1000 "$work"
fi

calls=fork,vfork,clone,clone3,execve,execveat,exit,exit_group,wait4,waitid,kill,tgkill,pause
calls+=,write,writev,pwrite64,rt_sigaction,rt_sigreturn,set_robust_list,pipe2,openat,close

chosen=("$@")
wanted() {
  [ ${#chosen[@]} = 0 ] || [[ " ${chosen[*]} " = *" $1 "* ]]
}

# record NAME COMMAND UNTIL [STRACE-OPTION...]: UNTIL is a pattern of the log after which the
# tracer is stopped; empty to trace until every process has ended.
record() {
  local name=$1 command=$2 until=$3 host epoch started inner sandbox tracer
  shift 3
  wanted "$name" || return 0
  rm -f "$work"/{go,stay,log,err}
  mkfifo "$work/go" "$work/stay"
  # the shell stays when the program has ended, as a login shell does: its terminal is not hung up
  "${as_user[@]}" bwrap --unshare-all --unshare-user --die-with-parent --clearenv --setenv PATH /usr/bin:/bin \
    --ro-bind / / --proc /proc --dev /dev --bind "$work" /mnt --chdir /mnt -- \
    script -qec "./$hold $command 3<go; read _ <stay" /dev/null </dev/null >/dev/null &
  sandbox=$!
  exec 3>"$work/go"
  until host=$(pgrep -x "$hold"); do :; done
  epoch=$(date +%s.%6N)
  inner=$(awk '/^NSpid:/ { print $NF }' "/proc/$host/status")
  "${as_user[@]}" strace -f -ttt -y -s 4096 --decode-pids=pidns -e "trace=$calls" "$@" \
    -o "|cat >$work/log" -p "$host" 2>"$work/err" &
  tracer=$!
  until grep -qs attached "$work/err"; do kill -0 $tracer; sleep 0.01; done
  started=$(date +%s.%6N)
  echo >&3
  exec 3>&-
  if [ -n "$until" ]; then
    until grep -q -- "$until" "$work/log"; do kill -0 $tracer; sleep 0.01; done
    kill -TERM $tracer
  fi
  wait $tracer || true
  kill -KILL $sandbox
  wait $sandbox 2>/dev/null || true
  cp "$work/log" "fixtures/$name.strace"
  awk -v host="$host" -v pid="$inner" -v epoch="$epoch" -v started="$started" 'BEGIN {
    printf "{\n  \"roots\": [{ \"hostPid\": %d, \"pid\": %d, \"startedAt\": %.3f }],\n", host, pid, (started - epoch) * 1000
    printf "  \"epoch\": %s,\n  \"terminals\": [\"/dev/pts/0\"]\n}\n", epoch }' >"fixtures/$name.json"
}

fork_calls=fork,vfork,clone,clone3

record siblings ./siblings ''
record siblings-slow-parent ./siblings '' -e inject=$fork_calls:delay_exit=30000
record siblings-slow-parent-timed ./siblings '' -T -e inject=$fork_calls:delay_exit=30000
record siblings-slow-child ./siblings '' -e inject=set_robust_list:delay_enter=30000
record siblings-fork-fails ./siblings '' -e inject=$fork_calls:error=EAGAIN:when=2
record chain ./chain ''
record doubling ./doubling ''
record vfork-exec ./vfork-exec ''
record spawn ./spawn ''
record ignored ./ignored ''
record nocldwait ./nocldwait ''
record handler ./handler ''
record vanished ./vanished ''
record waitid ./waitid ''
record orphan ./orphan ''
record zombie ./zombie 'pause('
record zombie-left './zombie left' ''
record threads ./threads ''
record thread-exec ./thread-exec ''
record killed ./killed ''
record killed-in-fork ./killed-in-fork '' -e inject=$fork_calls:delay_exit=30000
record exec ./exec ''
record environment ./environment '' -e 'abbrev=!execve,execveat'
record chinese ./chinese ''
record writev ./writev ''
record sibling-by-clone ./sibling-by-clone ''
record interrupted ./interrupted ''
record stopped ./stopped ''
