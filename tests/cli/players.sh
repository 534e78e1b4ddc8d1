# SPDX-License-Identifier: GPL-3.0-or-later
# shellcheck shell=sh source=tests/cli/lib.sh
# What other programs make of our files: ffprobe reads tag and chapters, ffmpeg and mpg123 decode.
# timeout: 120
. tests/cli/lib.sh

# seconds FILE: its length as ffprobe sees it; of an MP3 that is with the encoder's delay and padding, up to three
# frames more than is heard.
seconds() {
    ffprobe -v error -show_entries format=duration -of csv=p=0 "$1"
}

# near A B TOLERANCE_S
near() {
    awk -v a="$1" -v b="$2" -v t="$3" 'BEGIN { d = a - b; exit !(d <= t && -d <= t) }' || bad "$1 s and $2 s are not the same"
}

begin 'the sample: chapters and their times'
run -q -o sample.mp3 --author 'A. Writer' --title 'A “Title” — ü' "$root/assets/sample.txt"
status 0
if have ffprobe; then
    ffprobe -v warning -show_chapters -of csv=p=0 sample.mp3 >"$work/chapters" 2>"$err" || bad 'ffprobe fails'
    [ ! -s "$err" ] || bad 'ffprobe has something to say'
    count=$(wc -l <"$work/chapters")
    [ "$count" -ge 3 ] || bad "$count chapters, wanted 3 or more"
    for title in 'Miscounts' 'Letter' 'What Was Done'; do
        grep -q -i "$title" "$work/chapters" || bad "no chapter title has \"$title\""
    done
    # id, time base, start, start s, end, end s, title: each begins where the one before ends.
    awk -F, 'NR > 1 && $4 != end { bad = 1 } NR == 1 && $4 > 0.001 { bad = 1 } { end = $6 } END { exit bad }' "$work/chapters" ||
        bad "chapters do not follow each other: $(cut -d, -f4,6 "$work/chapters" | tr '\n' ' ')"
    near "$(tail -n 1 "$work/chapters" | cut -d, -f6)" "$(seconds sample.mp3)" 0.1
    tags=$(ffprobe -v error -show_entries format_tags -of default=nk=0:nw=1 sample.mp3)
    case $tags in *'A. Writer'*) ;; *) bad "the author is not in the tag: $tags" ;; esac
    case $tags in *'A “Title” — ü'*) ;; *) bad "the title is not in the tag: $tags" ;; esac
else
    skip 'ffprobe is not installed'
fi
cp sample.mp3 "$work/sample.mp3"

begin 'ffmpeg decodes all of it without a word'
if have ffmpeg; then
    run_as ffmpeg -nostdin -v warning -xerror -i "$work/sample.mp3" -f null -
    status 0
    [ ! -s "$err" ] || bad 'ffmpeg has something to say'
else
    skip 'ffmpeg is not installed'
fi

begin 'mpg123 decodes all of it without a word'
if have mpg123 && have ffprobe; then
    run_as mpg123 -q -w sample.wav "$work/sample.mp3"
    status 0
    if grep -i -E 'warn|error|junk|resync' "$err"; then bad 'mpg123 complains'; fi
    near "$(seconds sample.wav)" "$(seconds "$work/sample.mp3")" 0.08
else
    skip 'mpg123 or ffprobe is not installed'
fi

begin 'masters have the length of the MP3'
printf 'CHAPTER I\n\nThe evening was warm. "Good night," said Anna.\n\nCHAPTER II\n\nThe end.\n' >book.txt
if have ffprobe && have mpg123; then
    for kind in mp3 wav flac ogg; do
        run -q -o "out.$kind" book.txt
        status 0
    done
    mpg123 -q -w heard.wav out.mp3 2>/dev/null
    for kind in wav flac ogg; do
        near "$(seconds "out.$kind")" "$(seconds heard.wav)" 0.03
    done
else
    skip 'mpg123 or ffprobe is not installed'
fi

finish
