# SPDX-License-Identifier: GPL-3.0-or-later
# shellcheck shell=sh source=tests/cli/lib.sh
# What goes wrong around the program: files, descriptors, data and processes that fail. tests/faults does the same at
# random; here is one case for each kind.
# timeout: 420
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

# with_data COMMAND...: runs a shell command in which $data is a copy of eSpeak NG's data, seen in its place; $1 is the
# program. False where that is not allowed.
with_data() {
    data_place=$(echo /usr/lib/*/espeak-ng-data)
    [ -d "$data_place" ] && unshare -m true 2>/dev/null || return 1
    cp -r "$data_place" "$work/data"
    # shellcheck disable=SC2016 # for the inner shell
    run_as unshare -m sh -c 'mount --bind "$2" "$3" || exit 99; data=$2; '"$1" sh "$LECTERN" "$work/data" "$data_place"
    rm -rf "$work/data"
    [ "$got_status" -ne 99 ]
}

# Two workers at once: takes are being made.
in_full='until [ "$(wc -w <"/proc/$pid/task/$pid/children")" -ge 2 ]; do sleep 0.01; done'

begin "eSpeak NG's dictionary is missing"
printf 'A short text.\n' >book.txt
if with_data 'rm "$data/en_dict"; "$1" -o out.mp3 book.txt'; then
    status 5
    one_line en_dict 'No such file' espeak-ng-data
else
    skip 'no mount namespace can be had here'
fi
files book.txt

begin "eSpeak NG's dictionary is damaged"
printf 'A short text.\n' >book.txt
if with_data 'echo damage >"$data/en_dict"; "$1" -o out.mp3 book.txt'; then
    status 5
    one_line en_dict damaged
else
    skip 'no mount namespace can be had here'
fi
files book.txt

begin "eSpeak NG's dictionary is away for a moment in mid-render, as when it is upgraded"
make_book 100 >book.txt
run -j 2 -o whole.mp3 book.txt
status 0
if with_data '"$1" -j 2 -o out.mp3 book.txt & pid=$!; '"$in_full"'; mv "$data/en_dict" "$data/x"; sleep 0.5
    mv "$data/x" "$data/en_dict"; wait $pid'; then
    status 0
    same whole.mp3 out.mp3
    rm -f out.mp3
else
    skip 'no mount namespace can be had here'
fi
files book.txt whole.mp3

begin "eSpeak NG's dictionary becomes another one in mid-render"
make_book 100 >book.txt
if with_data 'cp "$data/de_dict" "$data/x"; "$1" -j 2 -o out.mp3 book.txt & pid=$!; '"$in_full"'; mv "$data/x" "$data/en_dict"
    wait $pid'; then
    status 5
    one_line en_dict 'start again'
else
    skip 'no mount namespace can be had here'
fi
files book.txt

begin 'with any number of descriptors it works, or says that they are too few'
printf 'Chapter 1\n\n"Come," said Anna.\n' >book.txt
run -o whole.mp3 book.txt
status 0
for limit in 8 16 20 24 26 28 30 32 34 40 64; do
    # shellcheck disable=SC2016 # for the inner shell
    run_as sh -c 'ulimit -n '"$limit"' && exec "$0" -j 2 -o out.mp3 book.txt' "$LECTERN"
    case $got_status in
    0) same whole.mp3 out.mp3 ;;
    1) one_line 'open files' 'ulimit -n' ;;
    *) bad "with $limit descriptors the status is $got_status" ;;
    esac
    rm -f out.mp3
done
files book.txt whole.mp3

begin 'with any amount of memory it works, or says that there is too little'
printf 'Chapter 1\n\n"Come," said Anna.\n' >book.txt
run -o whole.mp3 book.txt
for kib in 64000 68000 72000 76000 80000 90000 100000 150000; do
    ! grep -q __asan_init "$LECTERN" || continue
    # shellcheck disable=SC2016 # for the inner shell
    run_as sh -c 'ulimit -v '"$kib"' && exec "$0" -j 2 -o out.mp3 book.txt' "$LECTERN"
    case $got_status in
    0) same whole.mp3 out.mp3 ;;
    1) one_line 'memory' ;;
    127) ;; # the loader had too little for the libraries
    *) bad "with $kib KiB the status is $got_status" ;;
    esac
    rm -f out.mp3
done
files book.txt whole.mp3

begin 'the folder is removed in mid-render'
mkdir folder
make_book 150 >book.txt
"$LECTERN" -o folder/out.mp3 book.txt >"$out" 2>"$err" </dev/null &
pid=$!
wait_for has_child || bad 'no worker was started'
sleep 0.2
rm -rf folder
wait "$pid"
got_status=$?
status 4
one_line 'folder/out.mp3' 'No such file'
files book.txt

begin 'the disk is full, or the file may not grow'
make_book 100 >book.txt
echo older >out.mp3
cp out.mp3 older
# shellcheck disable=SC2016 # for the inner shell
run_as sh -c 'ulimit -f 100 && exec "$0" --no-cache -f -o out.mp3 book.txt' "$LECTERN"
status 4
one_line 'out.mp3' 'too large'
same out.mp3 older
if unshare -m true 2>/dev/null; then
    mkdir small
    # shellcheck disable=SC2016 # for the inner shell
    run_as unshare -m sh -c 'mount -t tmpfs -o size=200k none small && cp older small/out.mp3 &&
        "$0" --no-cache -f -o small/out.mp3 book.txt; status=$?; ls -A small >listed; cmp small/out.mp3 older && exit $status' "$LECTERN"
    status 4
    one_line 'small/out.mp3' 'No space'
    [ "$(cat listed)" = out.mp3 ] || bad "left on the full disk: $(cat listed)"
    rm -r small listed
fi
files book.txt out.mp3 older

begin 'the disk of the cache is full'
make_book 100 >book.txt
if unshare -m true 2>/dev/null; then
    mkdir small
    # shellcheck disable=SC2016 # for the inner shell
    run_as unshare -m sh -c 'mount -t tmpfs -o size=200k none small && "$0" --cache small -o out.mp3 book.txt' "$LECTERN"
    status 0
    err_says 'the cache is full'
    [ "$(grep -c warning "$err")" -eq 1 ] || bad 'more than one warning'
    run -o whole.mp3 book.txt
    same out.mp3 whole.mp3
else
    skip 'no mount namespace can be had here'
fi

begin 'two renders of a book to one target'
make_book 20 >book.txt
run -o whole.mp3 book.txt
"$LECTERN" -q -o out.mp3 book.txt >"$out" 2>"$err" </dev/null &
pid=$!
run -o out.mp3 book.txt
status 0
wait "$pid" || bad 'the other one failed'
same whole.mp3 out.mp3
files book.txt out.mp3 whole.mp3

begin 'no input is written over'
make_book 3 >book.txt
echo 'Anna = anna' >x.mp3
printf '\211PNG\r\n\032\n' >cover.mp3
cp "$root/assets/chime.flac" chime.flac
cp x.mp3 keep
cp x.mp3 book.lexicon
: >cast
set -- --lexicon x.mp3 x.mp3 --cover cover.mp3 cover.mp3 --chime chime.flac chime.flac --cast cast cast
while [ $# -gt 0 ]; do
    case $2 in
    cast) run script "$1" "$2" -o "$3" book.txt ;;
    *) run "$1" "$2" -o "$3" book.txt ;;
    esac
    status 2
    one_line "${1#--}" 'another file name'
    shift 3
done
run cast -o book.lexicon book.txt
status 2
one_line 'lexicon of the book'
run_as sh -c 'exec "$0" script -o book.txt - <book.txt' "$LECTERN"
status 2
run cast --cast cast -o cast book.txt
status 0
same x.mp3 keep
same book.lexicon keep
files book.txt book.lexicon x.mp3 cover.mp3 chime.flac cast keep

begin 'no command sends control characters'
printf '<html lang="en"><head><title>T\033[31m\302\2331m\302\205x</title></head><body><p>\342\200\234Hi,\342\200\235 said Anna\302\23331m. \033]0;x\007 It rained.</p></body></html>\n' >book.html
for command in chapters words cast script segment --dry-run; do
    run "$command" book.html
    status 0
    if LC_ALL=C grep -q "$(printf '[\001-\010\013-\037\177]\|\302[\200-\237]')" "$out" "$err"; then
        bad "$command prints control characters"
    fi
done
files book.html

finish
