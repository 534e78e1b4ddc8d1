# SPDX-License-Identifier: GPL-3.0-or-later
# shellcheck shell=sh source=tests/cli/lib.sh
# scripts/slurm-render: what it submits; and a book rendered in an array of 8 tasks, one of which is killed, by a Slurm
# of one node that is started for it.
# timeout: 420
. tests/cli/lib.sh
submitter=$root/scripts/slurm-render
cluster=$root/../shared/checks/one-node-slurm

# submit ARGUMENT...: the script, with the bookkeeping of `run`.
submit() {
    run_as env LECTERN="$LECTERN" "$submitter" "$@"
}

begin 'what is submitted for a book, and nothing is done'
echo 'Some words.' >"it's a \"book\" \$HOME.txt"
submit --dry-run -n 4 --cache "c'ache" -o out.flac --sbatch=--mem=1G --logs 'lo%gs' "it's a \"book\" \$HOME.txt" -- --title "a 'b'"
status 0
out_says "'--array=0-3'"
out_says "'--mem=1G'"
out_says "'--output=lo%%gs/%x-%j.log'"
out_says "'--dependency=afterany:NUMBER'"
out_says "--cache '$PWD/c'\\''ache'"
out_says "--share \"\$((SLURM_ARRAY_TASK_ID + 1))/4\" '--title' 'a '\\''b'\\''' -o 'out.flac' -- 'it'\\''s a \"book\" \$HOME.txt'"
[ ! -s "$err" ] || bad 'something on stderr'
files "it's a \"book\" \$HOME.txt"

begin 'several books are a task each'
for name in one.txt two.md 'with a blank'; do echo 'Some words.' >"$name"; done
submit --dry-run -o out one.txt two.md 'with a blank'
status 0
out_says "'--array=0-2'"
out_says "1) set -- 'two.md' 'out/two.mp3' ;;"
out_says "2) set -- 'with a blank' 'out/with a blank.mp3' ;;"
[ "$(grep -c '^sbatch' "$out")" -eq 1 ] || bad 'more than one job'
files one.txt two.md 'with a blank'

begin 'mistakes are named'
echo 'Some words.' >book.txt
mkdir other
cp book.txt other/book.txt
# mistake STATUS TEXT ARGUMENT...
mistake() {
    wanted=$1 text=$2
    shift 2
    submit "$@"
    status "$wanted"
    one_line "$text"
}
mistake 2 'no book is given'
mistake 2 'a whole number' -n 0 book.txt
mistake 2 'a whole number' -n 3x book.txt
mistake 2 'needs an argument' book.txt -o
mistake 2 'there is no option --speed' --speed 3 book.txt
mistake 2 'standard input' -
mistake 2 'stands before --' book.txt -- -o out.mp3
mistake 2 'the cache' book.txt -- --no-cache
mistake 2 'leave out -n' -n 3 book.txt other/book.txt
mistake 2 'written by two tasks' --dry-run -o out book.txt other/book.txt
mistake 3 'missing.txt' missing.txt
mistake 4 'cannot be written' --cache book.txt/cache book.txt
files book.txt other

cluster_folder=''

gone() {
    [ ! -d "/proc/$1" ]
}

# stop_cluster: ends what was started for the test, and waits until it is gone.
stop_cluster() {
    [ -n "$cluster_folder" ] || return 0
    daemons=$(cat "$cluster_folder/slurmd.pid" "$cluster_folder/slurmctld.pid" 2>/dev/null)
    [ ! -e "$cluster_folder/munged" ] || daemons="$daemons $(cat /run/munge/munged.pid 2>/dev/null)"
    [ -z "$shares" ] || timeout 20 scancel "$shares" "${last:-$shares}" 2>/dev/null
    sh "$cluster" stop "$cluster_folder"
    cluster_folder=''
    for daemon in $daemons; do
        wait_for gone "$daemon" || kill -9 "$daemon"
    done
}

cannot() {
    skip "$1"
    return 1
}

# start_cluster: false, with the reason in $test_skip, where Slurm cannot be started.
start_cluster() {
    if [ "${SLURM_TEST:-}" != 1 ]; then
        skip 'it takes minutes; SLURM_TEST=1 runs it'
        return 1
    fi
    for program in slurmctld slurmd munged; do
        have "$program" || cannot "$program is not installed (Debian: slurm-wlm munge)" || return
    done
    [ "$(id -u)" -eq 0 ] || cannot 'only root can start Slurm here' || return
    [ -f "$cluster" ] || cannot '../shared/checks/one-node-slurm is not beside the repository' || return
    cluster_folder=$work/cluster shares='' last=''
    trap 'stop_cluster; cd / && rm -rf "$work"' EXIT
    trap 'exit 1' HUP INT TERM
    timeout 60 sh "$cluster" start "$cluster_folder" >"$out" 2>"$err" </dev/null ||
        cannot "Slurm does not start here: $(tail -n 1 "$err")" || return
    export SLURM_CONF="$cluster_folder/slurm.conf"
    # A task is started again after the life of a credential: two minutes, unless told otherwise.
    echo 'AuthInfo=cred_expire=5' >>"$SLURM_CONF"
    timeout 20 scontrol reconfigure
}

# share_at_work: finds a process that speaks a share into our cache and has a worker; sets $victim and $share.
share_at_work() {
    grep -l -s -z -x -F -e "$PWD/cache" /proc/[0-9]*/cmdline >../found
    while IFS=/ read -r _ _ victim _; do
        share=$(tr '\0' '\n' <"/proc/$victim/cmdline" | sed -n '/^--share$/{n;s|/.*||p}')
        [ -z "$share" ] || [ -z "$(children "$victim")" ] || return 0
    done <../found 2>/dev/null
    return 1
}

begin 'an array of 8, one task killed in mid-work: the same bytes as with one worker'
if start_cluster; then
    make_book 80 >book.txt
    run -q -j 1 -o one.mp3 book.txt
    status 0
    LECTERN=$LECTERN timeout 280 "$submitter" --wait -n 8 --cache cache --logs logs -o array.mp3 book.txt \
        >"$out" 2>"$err" </dev/null &
    waiting=$!
    if wait_for share_at_work; then
        kill -9 "$victim"
    else
        bad 'no task was found at work'
        share=0
    fi
    wait "$waiting"
    got_status=$?
    status 0
    same one.mp3 array.mp3
    shares=$(sed -n 's/^8 shares: job //p' "$out") last=$(sed -n 's/^Submitted batch job //p' "$out")
    timeout 20 scontrol show job "${shares}_$((share - 1))" >told
    grep -q 'Restarts=1' told || bad "share $share was not started again: $(grep -E 'JobState|Restarts' told)"
    for i in 1 2 3 4 5 6 7 8; do
        [ "$(cat logs/lectern-shares-*.log | grep -c "share $i of 8 is in")" -eq 1 ] || bad "share $i was not finished once"
    done
    grep -q '100 % from the cache' "logs/lectern-join-$last.log" || bad "the last job spoke something: $(cat logs/lectern-join-*)"

    begin 'a shelf, with a book that cannot be read'
    make_book 3 >one.txt
    make_book 4 >'the other.txt'
    printf '%%PDF-1.5\n' >broken.pdf
    submit --wait --cache cache --logs logs -o out one.txt broken.pdf 'the other.txt'
    [ "$got_status" -ne 0 ] || bad 'exit status is 0'
    is_mp3 out/one.mp3
    is_mp3 'out/the other.mp3'
    [ ! -e out/broken.mp3 ] || bad 'out/broken.mp3 exists'
    grep -q 'broken.pdf' logs/lectern-books-*.log || bad 'no log names broken.pdf'
    shares=''
fi
stop_cluster
finish
