# SPDX-License-Identifier: GPL-3.0-or-later
# shellcheck shell=sh source=tests/cli/lib.sh
# --share: a book spoken in parts, as by several machines, is the book; and the lines of the README that do it.
# timeout: 180
. tests/cli/lib.sh
make_book 60 >"$work/book.txt"
"$LECTERN" -q -j 1 --no-cache -o "$work/one.mp3" "$work/book.txt" || echo 'Bail out! nothing can be rendered'

begin 'three shares at once, then the whole: the same bytes'
cp "$work/book.txt" .
for i in 1 2 3; do
    "$LECTERN" -j 1 --cache ../shared --share "$i/3" book.txt >"../$i" 2>&1 </dev/null &
    eval "share$i=\$!"
done
# shellcheck disable=SC2154 # set by eval
for process in "$share1" "$share2" "$share3"; do
    wait "$process" || bad "a share ended with status $?: $(cat ../1 ../2 ../3)"
done
files book.txt
for i in 1 2 3; do
    grep -q "share $i of 3 is in ../shared ([1-9][0-9]* pieces" "../$i" || bad "share $i says: $(cat "../$i")"
done
run_cached -o out.mp3 --cache ../shared book.txt
status 0
err_says '100 % from the cache'
same "$work/one.mp3" out.mp3

begin 'a share that is missing is made by the last run'
cp "$work/book.txt" .
run_cached --cache ../shared --share 2/3 book.txt
status 0
run_cached -o out.mp3 --cache ../shared book.txt
status 0
err_says '% from the cache'
! grep -q '100 %' "$err" || bad 'all was there'
same "$work/one.mp3" out.mp3

begin 'a share that was made before is not made again'
cp "$work/book.txt" .
run_cached --cache ../shared --share 1/3 book.txt
made=$(sed -n 's/.*(\([0-9]*\) pieces, .*/\1/p' "$err")
run_cached --cache ../shared --share 1/3 book.txt
status 0
err_says "($made pieces, of which $made were there before)"

begin 'shares of a master, whose name says what is kept'
make_book 6 >book.txt
run_cached --cache ../shared --share 1/1 -o out.flac book.txt
status 0
files book.txt
run_cached --cache ../shared -o out.flac book.txt
status 0
err_says '100 % from the cache'

begin 'more shares than the book has pieces'
make_book 3 >book.txt
run_cached --cache ../shared --share 99/99 book.txt
status 0
err_says '(0 pieces'
files book.txt

begin 'a share does not look at the file that is there'
make_book 3 >book.txt
echo 'not ours' >book.mp3
run_cached --cache ../shared --share 1/1 book.txt
status 0
[ "$(cat book.mp3)" = 'not ours' ] || bad 'book.mp3 was changed'

begin 'without a cache a share is a mistake'
make_book 3 >book.txt
run --share 1/3 book.txt
status 2
one_line --no-cache
files book.txt

begin 'shares that there cannot be'
make_book 3 >book.txt
for value in 0/3 4/3 3 1/ /3 1/0 -1/3 1/3x a/b 1//3 ' 1/3' 1/1.5 99999999999999999999/99999999999999999999 ''; do
    run_cached --share "$value" book.txt
    status 2
    one_line --share
done
files book.txt

begin 'a cache that cannot be written is an error, for a share'
make_book 3 >book.txt
run_cached --cache book.txt/cache --share 1/3 book.txt
status 4
err_says 'cache cannot be written'
files book.txt

begin 'with xargs'
cp "$work/book.txt" .
seq 4 | xargs -P 2 -I '{}' "$LECTERN" -q -j 1 --cache ../shared --share '{}/4' book.txt || bad "status $?"
run_cached -o out.mp3 --cache ../shared book.txt
err_says '100 % from the cache'
same "$work/one.mp3" out.mp3

begin 'with GNU parallel'
if have parallel && parallel --version 2>/dev/null | grep -q GNU; then
    cp "$work/book.txt" .
    seq 4 | parallel -j 2 "$LECTERN" -q -j 1 --cache ../shared --share '{}/4' book.txt 2>/dev/null || bad "status $?"
    run_cached -o out.mp3 --cache ../shared book.txt
    err_says '100 % from the cache'
    same "$work/one.mp3" out.mp3
else
    skip 'GNU parallel is not installed'
fi
finish
