# SPDX-License-Identifier: GPL-3.0-or-later
# shellcheck shell=sh source=tests/cli/lib.sh
# Interrupted, killed, with any number of workers: nothing is left behind, and the bytes are the same.
# timeout: 180
. tests/cli/lib.sh

begin 'the same bytes with 1, 2 and 7 workers'
make_book 30 >book.txt
for jobs in 1 2 7; do
    run -j "$jobs" -o "j$jobs.mp3" book.txt
    status 0
    is_mp3 "j$jobs.mp3"
done
same j1.mp3 j2.mp3
same j1.mp3 j7.mp3
files book.txt j1.mp3 j2.mp3 j7.mp3
reference=$work/reference.mp3
cp j1.mp3 "$reference" 2>/dev/null

begin 'the same bytes in another language, time zone and folder'
mkdir elsewhere
make_book 30 >elsewhere/book.txt
run_as env LC_ALL=C LANG=de_DE.UTF-8 TZ=Asia/Tokyo ESPEAK_DATA_PATH=/nowhere "$LECTERN" -o elsewhere/out.mp3 elsewhere/book.txt
status 0
same "$reference" elsewhere/out.mp3
files elsewhere

# gone PID
gone() {
    [ ! -d "/proc/$1" ]
}

# has_child: a worker runs, so the render is under way.
has_child() {
    # shellcheck disable=SC2046 # words: process ids
    set -- $(children "$pid")
    child=${1:-}
    [ -n "$child" ]
}

for signal in INT TERM HUP QUIT; do
    begin "SIG$signal in mid-render leaves nothing"
    make_book 3000 >book.txt
    # A background child of a shell without job control ignores SIGINT and SIGQUIT; setsid does not help, env does.
    env --default-signal=INT,QUIT "$LECTERN" -o out.mp3 book.txt >"$out" 2>"$err" </dev/null &
    pid=$!
    if wait_for has_child; then
        workers=$(children "$pid")
        kill -"$signal" "$pid"
        wait "$pid"
        got_status=$?
        [ "$got_status" -gt 128 ] || bad "exit status is $got_status, wanted 128 + signal"
        files book.txt
        for worker in $workers; do
            wait_for gone "$worker" || bad "worker $worker lives on"
        done
    else
        bad 'the render did not start, or ended too soon'
        kill -9 "$pid" 2>/dev/null
        wait "$pid"
    fi
done

# One kill a second, so that no take is killed twice: a take that dies again and again is spoken more carefully.
begin 'workers killed in mid-render change no byte'
make_book 250 >book.txt
run -j 2 -o whole.mp3 book.txt
status 0
"$LECTERN" -j 2 -o killed.mp3 book.txt >"$out" 2>"$err" </dev/null &
pid=$!
kills=0
wait_for has_child
while [ "$kills" -lt 3 ] && [ -d "/proc/$pid" ]; do
    if has_child && kill -9 "$child" 2>/dev/null; then
        kills=$((kills + 1))
        sleep 1
    fi
done
wait "$pid"
got_status=$?
status 0
[ "$kills" -gt 0 ] || bad 'no worker was there to be killed'
same whole.mp3 killed.mp3
files book.txt whole.mp3 killed.mp3

begin 'the parent killed: its workers end too'
make_book 3000 >book.txt
"$LECTERN" -o out.mp3 book.txt >"$out" 2>"$err" </dev/null &
pid=$!
if wait_for has_child; then
    workers=$(children "$pid")
    kill -9 "$pid"
    wait "$pid" 2>/dev/null
    for worker in $workers; do
        wait_for gone "$worker" || bad "worker $worker lives on"
    done
    [ ! -e out.mp3 ] || bad 'out.mp3 is there'
else
    bad 'no worker was started'
fi

finish
