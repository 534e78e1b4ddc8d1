# SPDX-License-Identifier: GPL-3.0-or-later
# shellcheck shell=sh source=tests/cli/lib.sh
# timeout: 120
# lectern info: what it says of files of ours, of changed ones, and of what is no MP3.
. tests/cli/lib.sh

# a_book: book.mp3, of two chapters
a_book() {
    {
        printf 'A TITLE\n\nby Somebody\n\n\nCHAPTER I\n\nThe evening was warm.\n\n\n'
        printf 'CHAPTER II\n\nIt was over in the end.\n'
    } >book.txt
    run -q "$@" -o book.mp3 book.txt
    status 0
}

begin 'a file of ours has no faults'
a_book
run info book.mp3
status 0
out_says 'Faults: 0'
out_says 'Chapters: 3'
out_says 'Chapter 2'
out_says 'TPE1: Somebody'
out_says 'constant 64 kbit/s'
out_says 'Seal: right'
[ ! -s "$err" ] || bad 'something on stderr'

begin 'other rates, too'
for words in '--sample-rate 44100' '--bitrate 128' '--sample-rate 48000'; do
    # shellcheck disable=SC2086
    a_book -f $words
    run info book.mp3
    out_says 'Faults: 0'
done

begin 'as JSON Lines'
a_book
run info --json book.mp3
status 0
out_says '"type":"file"'
out_says '"seal":"right"'
out_says '"type":"chapter","id":"ch0002","title":"Chapter 2","level":1'
if command -v python3 >/dev/null 2>&1; then
    python3 -c 'import json, sys
for line in sys.stdin: json.loads(line)' <"$out" || bad 'is not JSON Lines'
fi

begin 'a changed file'
a_book
printf 'x' | dd of=book.mp3 bs=1 seek=8000 conv=notrunc 2>/dev/null
run info book.mp3
status 0
out_says 'Seal: broken'
out_says 'the checksum of the sound is wrong'

begin 'a file that was cut'
a_book
head -c 20000 book.mp3 >cut.mp3
run info cut.mp3
status 0
out_says 'frame is cut short'
out_says 'frames, but there are'

begin 'a stream'
a_book
run -q -o - book.txt
mv "$out" stream.mp3
run info stream.mp3
status 0
out_says 'Seal: none'
out_says 'no Info frame'
out_says 'COMM Chapters'

begin 'loudness and picture'
a_book
run info --measure --picture wave.svg book.mp3
if [ "$got_status" -eq 5 ]; then
    one_line 'libmpg123'
    skip 'built without libmpg123'
else
    status 0
    out_says 'LUFS'
    grep -q '</svg>' wave.svg || bad 'no picture'
    grep -q 'Chapter 2, 0:00' wave.svg || bad 'the picture does not name its chapters'
    run info --json --measure book.mp3
    out_says '"integrated_mlufs":-'
fi

begin 'what is no MP3'
run info "$root/README.md"
status 3
one_line 'not an MP3'
run info missing.mp3
status 3
one_line 'missing.mp3'
: >empty.mp3
run info empty.mp3
status 3
one_line 'not an MP3'

begin 'how it is asked'
a_book
run info
status 2
one_line 'lectern info FILE.mp3'
run info --picture wave.jpg book.mp3
status 2
one_line '.svg'
run --json book.txt
status 2
one_line '--json works only with the command info'
cp book.mp3 book.svg
run info --picture book.svg book.svg
status 2
one_line 'is the file itself'
cmp -s book.mp3 book.svg || bad 'the file was changed'
finish
