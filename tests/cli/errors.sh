# SPDX-License-Identifier: GPL-3.0-or-later
# shellcheck shell=sh source=tests/cli/lib.sh
# Everything that can be wrong with input, output and installation: one sentence, the right status, no file.
# timeout: 180
. tests/cli/lib.sh

# rejects STATUS TEXT...: the last run failed so, and the folder has only what it had.
rejects() {
    status "$1"
    shift
    one_line "$@"
}

begin 'a missing file'
run -o out.mp3 missing.txt
rejects 3 missing.txt 'no such file'
files

begin 'an unreadable file'
echo 'Some words.' >book.txt
chmod 000 book.txt
if run_humble -o out.mp3 book.txt; then
    rejects 3 book.txt 'permission denied'
    files book.txt
else
    skip 'root can read everything'
fi

begin 'an empty file'
: >book.txt
run -o out.mp3 book.txt
rejects 3 book.txt
files book.txt

begin 'only blanks'
printf ' \n\n\t\n' >book.txt
run -o out.mp3 book.txt
rejects 3 book.txt
files book.txt

begin 'a binary file'
head -c 20000 "$LECTERN" >book.txt
run -o out.mp3 book.txt
rejects 3 book.txt
files book.txt

begin 'a directory as book'
mkdir book
run -o out.mp3 book
rejects 3 book directory --recursive
files book

begin 'a FIFO as book'
mkfifo book.txt
run_as timeout 10 "$LECTERN" -o out.mp3 book.txt
rejects 3 book.txt 'regular file'
files book.txt

begin 'broken UTF-8 is read'
printf 'The cat \200\377 sat on the \303 mat.\n' >book.txt
run -o out.mp3 book.txt
status 0
is_mp3 out.mp3
files book.txt out.mp3

begin 'a few NULs in a text are no crash'
printf 'The cat sat\000 on the mat. The dog barked at it for a long time.\n' >book.txt
run -o out.mp3 book.txt
case $got_status in
0) is_mp3 out.mp3 ;;
3) files book.txt ;;
*) bad "exit status is $got_status, wanted 0 or 3" ;;
esac

begin 'nothing but NULs'
head -c 5000 /dev/zero >book.txt
run -o out.mp3 book.txt
rejects 3 book.txt
files book.txt

begin 'a device without an end, and a file of 200 GB, are refused at once'
truncate -s 200G huge.txt
echo 'Some words.' >book.txt
for input in /dev/zero huge.txt; do
    for arguments in "$input" "--cover $input book.txt" "--lexicon $input book.txt" "--chime $input book.txt"; do
        # shellcheck disable=SC2086 # an option and its argument
        run_as timeout 30 "$LECTERN" -o out.mp3 $arguments
        status 3
        one_line "$input"
    done
done
files book.txt huge.txt

begin 'no argument'
run
rejects 2
files

begin 'an unknown option'
run --no-such-option book.txt
rejects 2 no-such-option --help
files

begin 'a misspelt option'
run --jbos 3 book.txt
rejects 2 'no option --jbos' 'did you mean --jobs'

begin 'a misspelt command'
run scirpt book.txt
rejects 2 'neither a file nor a command' 'lectern script'
run voice
rejects 2 'lectern voices'

begin 'an option of another command'
echo 'Some words.' >book.txt
run --say hello book.txt
rejects 2 'lectern voices --say'
run -o out.mp3 chapters book.txt
rejects 2 'lectern chapters ... > out.mp3'
run -o out.mp3 voices
rejects 2 --say
run -o book.txt cast book.txt
rejects 2 'book itself'
[ "$(cat book.txt)" = 'Some words.' ] || bad 'the book was overwritten'
files book.txt

begin 'two books'
run cast one.txt two.txt
rejects 2 'one book at a time'
run -o out.mp3 one.txt two.txt
rejects 2 'out.mp3: for several books' DIR/

begin 'an option without its value'
run book.txt -o
rejects 2
files

begin 'a number that is none'
run -j many book.txt
rejects 2 many
files

begin 'a target folder that is not there'
echo 'Some words.' >book.txt
run -o nowhere/out.mp3 book.txt
rejects 4 nowhere/out.mp3
files book.txt

begin 'a target whose name is too long: told before the work'
echo 'Some words.' >book.txt
run -o "$(printf '%0300d' 0).mp3" book.txt
rejects 4 'cannot be created' 'too long'
files book.txt

begin 'the usage names the command without double blanks'
run
rejects 2 'lectern BOOK'

begin 'a filter whose input cannot be read'
run_as sh -c '"$0" text spoken <.' "$LECTERN"
rejects 3 'standard input'

begin 'a directory as target'
echo 'Some words.' >book.txt
mkdir out.mp3
run -o out.mp3 book.txt
rejects 4 out.mp3 directory
files book.txt out.mp3

begin 'a directory as target that is not named like a file'
echo 'Some words.' >book.txt
mkdir audio
run -o audio book.txt
status 0
is_mp3 audio/book.mp3
files book.txt audio

begin 'a device as target'
echo 'Some words.' >book.txt
ln -s /dev/full out.mp3
run -o out.mp3 book.txt
rejects 4 out.mp3 'regular file'
files book.txt out.mp3
[ -c /dev/full ] || bad '/dev/full was replaced'

begin 'a symbolic link as target stays one, and what it points to is written'
echo 'Some words.' >book.txt
mkdir far
ln -s far/there.mp3 out.mp3
ln -s out.mp3 second.mp3
for link in out.mp3 second.mp3; do
    run -q -o $link book.txt
    status 0
    is_mp3 far/there.mp3
    [ -h $link ] || bad "$link is no link any more"
done
files book.txt far out.mp3 second.mp3
[ "$(ls -A far)" = there.mp3 ] || bad "left beside the result: $(ls -A far)"
ln -s nowhere/x.mp3 lost.mp3
run -o lost.mp3 book.txt
rejects 4 nowhere/x.mp3 'cannot be created'

begin 'an unwritable target folder'
echo 'Some words.' >book.txt
mkdir locked
chmod 555 locked
if run_humble -o locked/out.mp3 book.txt; then
    rejects 4 locked/out.mp3 'permission denied'
    files book.txt locked
else
    skip 'root can write everywhere'
fi

begin 'the book itself as target'
echo 'Some words.' >book.txt
mv book.txt book.mp3
run -o ./book.mp3 book.mp3
rejects 2 book.mp3 'book itself'
[ "$(cat book.mp3)" = 'Some words.' ] || bad 'the book was overwritten'
files book.mp3

begin 'a name whose format is unknown'
echo 'Some words.' >book.txt
run -o out.doc book.txt
rejects 2 out.doc .mp3
files book.txt

begin 'an old result survives a failure'
echo 'an old result' >out.mp3
run -o out.mp3 missing.txt
status 3
[ "$(cat out.mp3)" = 'an old result' ] || bad 'the old file was touched'
files out.mp3

# A file that may not grow beyond 4 KiB (ulimit -f counts blocks of 512 bytes) behaves as a full disk does.
begin 'no room for the file (size limit)'
make_book 40 >book.txt
run_as sh -c 'ulimit -f 8; exec "$0" -o out.mp3 book.txt' "$LECTERN"
status 4
err_says 'out.mp3: cannot be written' # a sound library of the synthesiser may complain as well
files book.txt

begin 'a full disk'
mkdir disk
if mount -t tmpfs -o size=16k none disk 2>/dev/null; then
    make_book 40 >book.txt
    run -o disk/out.mp3 book.txt
    rejects 4 disk/out.mp3 space
    left=$(ls -A disk)
    [ -z "$left" ] || bad "left on the full disk: $left"
    umount disk
    files book.txt disk
else
    skip 'cannot mount a small file system'
fi

begin 'a voice that is none'
echo 'Some words.' >book.txt
run --voice man-drak book.txt
rejects 2 man-drak 'nearest is "man-dark"'

begin 'no voices installed'
echo 'Some words.' >book.txt
mkdir data
LECTERN_DATA=$PWD/data
export LECTERN_DATA
run -o out.mp3 book.txt
unset LECTERN_DATA
rejects 5
files book.txt data

finish
