# SPDX-License-Identifier: GPL-3.0-or-later
# shellcheck shell=sh source=tests/cli/lib.sh
# What was made once is not made again, and the bytes are those of a render from nothing.
# timeout: 420
. tests/cli/lib.sh

# said PERCENT: so much of the last render came from the cache ("some": neither nothing nor all).
said() {
    got=$(sed -n 's/.*; \([0-9]*\) % from the cache.*/\1/p' "$err")
    case $1 in
    some) [ "${got:-0}" -gt 0 ] && [ "$got" -lt 100 ] ;;
    *) [ "${got:-0}" -eq "$1" ] ;;
    esac || bad "${got:-0} % came from the cache, wanted $1"
}

# as_from_nothing FILE BOOK OPTION...: the bytes are those of a render without cache.
as_from_nothing() {
    file=$1 text=$2
    shift 2
    "$LECTERN" --no-cache -q -o "$work/fresh.mp3" "$@" "$text" || bad 'the render from nothing fails'
    same "$file" "$work/fresh.mp3"
    rm -f "$work/fresh.mp3"
}

# identity FILE: changes when the file is written or replaced.
identity() {
    stat -c '%i %s %y' "$1"
}

begin 'a file that is up to date is left alone'
make_book 30 >book.txt
run_cached -o out.mp3 book.txt
status 0
said 0
before=$(identity out.mp3)
run_cached -o out.mp3 book.txt
status 0
one_line 'out.mp3' 'is up to date' '--force'
[ "$(identity out.mp3)" = "$before" ] || bad 'the file was written again'
run_cached -o ./././out.mp3 -j 1 --progress lines -v book.txt
err_says 'is up to date'
run_cached --force -o out.mp3 book.txt
status 0
said 100
[ "$(identity out.mp3)" != "$before" ] || bad 'the file was not written again'
as_from_nothing out.mp3 book.txt
files book.txt out.mp3

begin 'one changed sentence: the rest is known'
make_book 60 >book.txt
run_cached -o out.mp3 book.txt
sed '0,/the/s//the very same/' book.txt >edited.txt
cmp -s book.txt edited.txt && bad 'the text did not change'
mv edited.txt book.txt
run_cached -o out.mp3 book.txt
status 0
said some
as_from_nothing out.mp3 book.txt

begin 'a title, a cover, another number of workers: all is known'
make_book 30 >book.txt
run_cached -j 1 -o out.mp3 book.txt
run_cached -j 3 --title 'Another Title' --genre Novel -o out.mp3 book.txt
status 0
said 100
as_from_nothing out.mp3 book.txt --title 'Another Title' --genre Novel

begin 'what shapes the sound is not taken from before'
make_book 10 >book.txt
run_cached -o out.mp3 book.txt
for option in '--rate 200' '--gain 2' '--bitrate 96' '--quality 7' '--sample-rate 44100' '--pause clause=999' '--language de'; do
    # shellcheck disable=SC2086 # two words
    run_cached $option -o out.mp3 book.txt
    status 0
    said 0
    # shellcheck disable=SC2086
    as_from_nothing out.mp3 book.txt $option
done

begin 'a cast or lexicon that appears beside the book counts, and goes again'
make_book 10 >book.txt
run_cached -o out.mp3 book.txt
cp out.mp3 first.mp3
echo 'the = duh' >book.lexicon
run_cached -o out.mp3 book.txt
status 0
err_says 'real time'
cmp -s out.mp3 first.mp3 && bad 'the lexicon changed nothing'
rm book.lexicon
run_cached -o out.mp3 book.txt
said 100
same out.mp3 first.mp3

begin 'a file that lectern did not make is not replaced'
make_book 5 >book.txt
echo 'a letter to my aunt' >out.mp3
run_cached -o out.mp3 book.txt
status 4
one_line 'out.mp3' '--force'
grep -q aunt out.mp3 || bad 'the letter is gone'
run -o out.mp3 book.txt
status 4
run_cached --force -o out.mp3 book.txt
status 0
is_mp3 out.mp3
files book.txt out.mp3

begin 'a file that was changed since is not replaced; one that was only moved or touched is'
make_book 5 >book.txt
run_cached -o out.mp3 book.txt
printf x | dd of=out.mp3 bs=1 seek=300 conv=notrunc status=none
cp out.mp3 changed.mp3
echo 'One more sentence.' >>book.txt
run_cached -o out.mp3 book.txt
status 4
same out.mp3 changed.mp3
run_cached --force -o out.mp3 book.txt
touch -d '2001-01-01' out.mp3
echo 'And another one.' >>book.txt
run_cached -o out.mp3 book.txt
status 0
mv out.mp3 moved.mp3
echo 'The last one.' >>book.txt
run_cached -o moved.mp3 book.txt
status 0
as_from_nothing moved.mp3 book.txt

begin 'without the cache an untouched MP3 is still known to be ours'
make_book 5 >book.txt
run -o out.mp3 book.txt
run -o out.mp3 book.txt
status 0
err_says 'real time'
run_cached -o out.wav book.txt
run_cached -o out.wav book.txt
err_says 'is up to date'
rm -rf "$XDG_CACHE_HOME"
run_cached -o out.wav book.txt
status 4

begin 'damaged entries are found, and made again'
make_book 20 >book.txt
run_cached -o out.mp3 book.txt
damaged=0
for entry in "$XDG_CACHE_HOME"/lectern/??/*; do
    size=$(stat -c %s "$entry")
    case $((damaged % 3)) in
    0) printf '\377' | dd of="$entry" bs=1 seek=$((size / 2)) conv=notrunc status=none ;;
    1) truncate -s $((size - 1)) "$entry" ;;
    2) : >"$entry" ;;
    esac
    damaged=$((damaged + 1))
done
[ "$damaged" -gt 3 ] || bad "only $damaged entries"
run_cached --force -o again.mp3 book.txt
status 0
said 0
same out.mp3 again.mp3
run_cached --force -o again.mp3 book.txt
said 100
same out.mp3 again.mp3

begin 'a cache that cannot be used is one warning'
make_book 5 >book.txt
: >file
run_cached --cache file/cache -o out.mp3 book.txt
status 0
[ "$(grep -c '^lectern: ' "$err")" -le 2 ] || bad 'more than a warning and the summary'
err_says 'cannot be used as a cache'
is_mp3 out.mp3
as_from_nothing out.mp3 book.txt

begin 'the cache is deleted while it is used'
make_book 150 >book.txt
"$LECTERN" -j 2 -o out.mp3 book.txt >"$out" 2>"$err" </dev/null &
pid=$!
while kill -0 "$pid" 2>/dev/null; do
    rm -rf "$XDG_CACHE_HOME/lectern"
    sleep 0.1
done
wait "$pid"
got_status=$?
status 0
as_from_nothing out.mp3 book.txt

begin 'killed, and again: it goes on where it was'
make_book 150 >book.txt
has_entries() {
    [ "$(find "$XDG_CACHE_HOME" -type f 2>/dev/null | wc -l)" -gt 8 ]
}
"$LECTERN" -o out.mp3 book.txt >"$out" 2>"$err" </dev/null &
pid=$!
wait_for has_entries || bad 'the cache stays empty'
kill -9 "$pid"
wait "$pid" 2>/dev/null
[ ! -e out.mp3 ] || bad 'there is a file already'
run_cached -o out.mp3 book.txt
status 0
said some
as_from_nothing out.mp3 book.txt
files book.txt out.mp3

begin 'the cache keeps its limit'
make_book 150 >book.txt
run_cached --cache-limit 2 -o out.mp3 book.txt
status 0
size=$(du -sk "$XDG_CACHE_HOME/lectern" | cut -f 1)
[ "$size" -le $((2048 + 1100)) ] || bad "the cache has $size KiB, wanted 2048 and its folders" # 256 folders of 4 KiB
as_from_nothing out.mp3 book.txt

begin 'two renders of one book at once'
make_book 100 >book.txt
"$LECTERN" -q -o one.mp3 book.txt &
one=$!
"$LECTERN" -q -o two.mp3 book.txt &
two=$!
wait "$one" || bad 'the first fails'
wait "$two" || bad 'the second fails'
same one.mp3 two.mp3
as_from_nothing one.mp3 book.txt

finish
