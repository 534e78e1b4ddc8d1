# SPDX-License-Identifier: GPL-3.0-or-later
# shellcheck shell=sh source=tests/cli/lib.sh
# What other programs make of our files: ffprobe reads tag and chapters, ffmpeg and mpg123 decode.
# timeout: 240
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

begin 'masters have chapters, all tags and the cover'
# The smallest PNG: one grey pixel.
printf '\211PNG\r\n\032\n\000\000\000\rIHDR\000\000\000\001\000\000\000\001\010\000\000\000\000:~\233U' >cover.png
printf '\000\000\000\nIDATx\234ch\000\000\000\202\000\201w\315r\266\000\000\000\000IEND\256B`\202' >>cover.png
printf 'CHAPTER I\n\nThe evening was warm.\n\nCHAPTER II\n\nThe end. It was late.\n' >book.txt
if have ffprobe; then
    for kind in mp3 wav flac opus; do
        run -q -o "out.$kind" --cover cover.png --series Saga --comment 'About it' --author Ann book.txt
        status 0
        ffprobe -v error -show_chapters -of csv=p=0 "out.$kind" >"$kind.chapters" 2>"$err"
        [ "$(cut -d, -f7 "$kind.chapters" | tr '\n' '|')" = 'Chapter 1|Chapter 2|' ] ||
            bad "$kind: the chapters are $(cat "$kind.chapters")"
        near "$(sed -n 2p "$kind.chapters" | cut -d, -f4)" "$(sed -n 2p mp3.chapters | cut -d, -f4)" 0.04
        ffprobe -v error -show_entries format_tags:stream_tags -of default=nw=1 "out.$kind" >"$kind.tags"
        for text in Ann 'About it' Audiobook lectern; do
            grep -q -i "=.*$text" "$kind.tags" || bad "$kind: no tag says \"$text\": $(cat "$kind.tags")"
        done
        [ "$kind" = wav ] || ffprobe -v error -show_streams "out.$kind" | grep -qE 'codec_name=(png|mjpeg)' || bad "$kind: no cover"
    done
    [ "$(od -An -t x1 -j 48 -N 8 out.wav | tr -d ' \n')" = 666d742010000000 ] || bad 'out.wav has not the plain header'
    if have flac; then
        flac -s -t out.flac 2>"$err" || bad 'flac finds a fault'
    fi
else
    skip 'ffprobe is not installed'
fi

begin 'what cannot be written is told with a way to it'
printf 'One.\n' >book.txt
run -o book.m4b book.txt
status 2
one_line 'ffmpeg -i BOOK.mp3'
if have ffmpeg && have ffprobe; then
    cp ../../5/files/out.mp3 .
    ffmpeg -nostdin -v error -i out.mp3 -c:a aac -c:v copy out.m4b || bad 'that way does not work'
    [ "$(ffprobe -v error -show_chapters out.m4b | grep -c 'title=Chapter')" -eq 2 ] || bad 'the M4B has not two chapters'
fi

finish
