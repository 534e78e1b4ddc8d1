# SPDX-License-Identifier: GPL-3.0-or-later
# shellcheck shell=sh source=tests/cli/lib.sh
# timeout: 180
# An MP3 for somebody who listens while it is made: -o - and FIFOs.
. tests/cli/lib.sh

# audio FILE: what follows the ID3 tag.
audio() {
    size=$(head -c 10 "$1" | od -An -tu1 | awk '{ print 10 + (($7 * 128 + $8) * 128 + $9) * 128 + $10 }')
    tail -c +$((size + 1)) "$1"
}

# same_sound STREAM FILE: the frames of the stream are those of the file, which has one more: the Info frame.
same_sound() {
    audio "$1" >got.audio
    audio "$2" | tail -c +$((${3:-209})) >wanted.audio
    cmp -s got.audio wanted.audio || bad "$1 and $2 differ after their tags: $(cmp got.audio wanted.audio 2>&1)"
    rm -f got.audio wanted.audio
}

# two_chapters SENTENCES: book.txt
two_chapters() {
    {
        printf 'THE BOOK\n\nby Somebody\n\n\nCHAPTER I\n\nThe evening was warm.\n\n"Good night," said Anna.\n\n'
        make_book "$1"
        printf '\n\n\nCHAPTER II\n\nIt was over in the end.\n'
    } >book.txt
}

begin 'a stream has the frames of the file'
two_chapters 300
run -o file.mp3 book.txt
status 0
for jobs in 1 3; do
    run -j "$jobs" -o - book.txt
    status 0
    mv "$out" stream.mp3
    err_says 'standard output'
    is_mp3 stream.mp3
    same_sound stream.mp3 file.mp3
done

begin 'its tag has the titles of the chapters, and none that claim a time'
two_chapters 20
run -o - book.txt
status 0
tr -d '\000' <"$out" | LC_ALL=C grep -a -q 'Chapters' || bad 'no comment "Chapters"'
tr -d '\000' <"$out" | LC_ALL=C grep -a -q 'Chapter 2' || bad 'the title of chapter 2 is not in it'
for id in CHAP CTOC PRIV; do
    head -c 20000 "$out" | LC_ALL=C grep -a -q "$id" && bad "the tag has $id"
done

begin 'other rates, the chime and one sentence'
two_chapters 20
for words in '--sample-rate 44100' "--chime $root/assets/chime.flac" '--chapters 2'; do
    info=209 # bytes of the Info frame, and one
    # shellcheck disable=SC2086
    run $words -f -o file.mp3 book.txt
    status 0
    # shellcheck disable=SC2086
    run $words -o - book.txt
    status 0
    mv "$out" stream.mp3
    same_sound stream.mp3 file.mp3 "$info"
done

begin 'a stream from the cache'
two_chapters 20
run_cached -q -o file.mp3 book.txt
status 0
run_cached -q -o - book.txt
status 0
mv "$out" stream.mp3
same_sound stream.mp3 file.mp3

begin 'a FIFO'
two_chapters 20
mkfifo pipe.mp3 pipe
for name in pipe.mp3 pipe; do
    cat "$name" >stream.mp3 &
    run -q -o "$name" book.txt
    status 0
    wait
    run -q -f -o file.mp3 book.txt
    same_sound stream.mp3 file.mp3
    [ -p "$name" ] || bad "$name is no FIFO any more"
done
mkfifo pipe.wav
run -o pipe.wav book.txt
status 2
one_line 'only an MP3'

begin 'a reader that goes away'
make_book 1500 >long.txt
{
    "$LECTERN" --no-cache --progress none -o - long.txt 2>"$err" </dev/null
    echo $? >status.txt
} | head -c 100 >/dev/null
got_status=$(cat status.txt)
status 4
[ ! -s "$err" ] || bad 'something on stderr'

begin 'a reader that has heard enough, and takes its time'
make_book 1500 >long.txt
{
    "$LECTERN" --no-cache -q -o - long.txt 2>"$err" </dev/null
    echo $? >status.txt
} | { head -c 300000 >/dev/null && sleep 1; }
got_status=$(cat status.txt)
status 4
[ ! -s "$err" ] || bad 'something on stderr'

begin 'a signal while the reader does not read'
make_book 1500 >long.txt
mkfifo slow
"$LECTERN" --no-cache -q -o slow long.txt 2>"$err" </dev/null &
pid=$!
exec 5<slow
sleep 1
kill -TERM "$pid"
wait "$pid"
got_status=$?
exec 5<&-
status 143

begin 'a slow reader gets everything'
two_chapters 300
{
    "$LECTERN" --no-cache -q -o - book.txt 2>"$err" </dev/null
    echo $? >status.txt
} | {
    head -c 3000
    sleep 1
    cat
} >stream.mp3
got_status=$(cat status.txt)
status 0
run -q -f -o file.mp3 book.txt
same_sound stream.mp3 file.mp3

begin 'no room'
two_chapters 20
"$LECTERN" --no-cache -q -o - book.txt >/dev/full 2>"$err" </dev/null
got_status=$?
status 4
one_line 'standard output' 'no space'

begin 'a terminal'
two_chapters 20
if command -v script >/dev/null 2>&1; then
    script -q -e -c "'$LECTERN' --no-cache -o - book.txt" /dev/null >"$out" 2>"$err" </dev/null
    got_status=$?
    status 2
    out_says 'terminal'
else
    skip 'script is not installed'
fi

begin 'standard output that is a file'
two_chapters 20
run -o - book.txt
status 0
err_says 'is a file'
files book.txt

begin 'what the result would be'
two_chapters 20
run -n -o - book.txt
status 0
out_says 'Chapters:'
finish
