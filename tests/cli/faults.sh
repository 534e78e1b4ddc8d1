# SPDX-License-Identifier: GPL-3.0-or-later
# shellcheck shell=sh source=tests/cli/lib.sh
# What goes wrong around the program: files, descriptors, data and processes that fail. tests/faults does the same at
# random; here is one case for each kind.
# timeout: 180
. tests/cli/lib.sh

has_child() {
    # shellcheck disable=SC2046 # words: process ids
    set -- $(children "$pid")
    child=${1:-}
    [ -n "$child" ]
}

begin 'killed: nothing is left, and the next run is as if nothing had been'
make_book 400 >book.txt
"$LECTERN" -o out.mp3 book.txt >"$out" 2>"$err" </dev/null &
pid=$!
wait_for has_child || bad 'no worker was started'
kill -9 "$pid"
wait "$pid" 2>/dev/null
files book.txt
: >.lectern-1-abcdef.part
: >.lectern-1-abcdef.mine
printf 'Short.\n' >book.txt
run -o out.mp3 book.txt
status 0
files book.txt out.mp3 .lectern-1-abcdef.mine

begin 'stopped while a script or a cast is written'
printf 'Chapter 1\n\n"Come," said Anna.\n' >book.txt
for command in script cast; do
    if have strace; then
        run_as env ASAN_OPTIONS=detect_leaks=0 strace -o /dev/null -e trace=fsync -e inject=fsync:signal=SIGTERM:when=1 \
            "$LECTERN" "$command" -o out book.txt
        [ "$got_status" -eq 0 ] || status 143
    else
        skip 'strace is not installed'
    fi
    rm -f out
done
files book.txt

finish
