# SPDX-License-Identifier: GPL-3.0-or-later
# shellcheck shell=sh source=tests/cli/lib.sh
# A book in several files (--split), and its chapters in files beside it (--write-chapters).
# timeout: 300
. tests/cli/lib.sh
frames=$BUILD/tests/tools/frames

# nested_book: a title, two books of two chapters each.
nested_book() {
    cat <<'END'
The Nested Tale

by Ann Lee

BOOK ONE

CHAPTER I

This is the first chapter of the first book. It says very little, but enough for a test of time.

CHAPTER II

This is the second chapter of it. It says very little, but enough for a test of time.

BOOK TWO

CHAPTER I

This is the first chapter of the second book. It says very little, but enough for a test of time.

CHAPTER II

This is the last chapter. It says very little, but enough for a test of time.
END
}

# in_folder FOLDER NAME...: exactly these files are in it.
in_folder() {
    folder=$1
    shift
    wanted=$(printf '%s\n' "$@" | sort)
    got=$(cd "$folder" && find . -mindepth 1 | sed 's|^\./||' | sort)
    [ "$got" = "$wanted" ] || bad "$folder has ($(echo "$got" | tr '\n' '|')), wanted ($(echo "$wanted" | tr '\n' '|'))"
}

# as_one FOLDER ONE.mp3: the frames of the files are those of the one.
as_one() {
    "$frames" joined "$1"/*.mp3 || bad "the frames of $1 cannot be read"
    "$frames" one "$2" || bad "the frames of $2 cannot be read"
    same joined one
    [ -s one ] || bad 'there are no frames'
}

begin 'a file for each chapter, with the sound of the one file'
nested_book >tale.txt
run -q --split chapters tale.txt -o out
status 0
in_folder out '01 - The Nested Tale.mp3' '02 - Book One – Chapter 1.mp3' '03 - Book One – Chapter 2.mp3' \
    '04 - Book Two – Chapter 1.mp3' '05 - Book Two – Chapter 2.mp3' tale.cue tale.m3u8
run -q -o one.mp3 tale.txt
status 0
as_one out one.mp3
[ "$(grep -v '^#' out/tale.m3u8 | tr '\n' '|')" = "$(cd out && printf '%s|' ./*.mp3 | sed 's|\./||g')" ] ||
    bad "the playlist has other files: $(cat out/tale.m3u8)"
[ "$(grep -c '^  TRACK' out/tale.cue)" -eq 7 ] || bad 'the cue sheet has not seven tracks'
if have ffprobe; then
    tags=$(ffprobe -v error -show_entries format_tags -of default=nw=1 "out/03 - Book One – Chapter 2.mp3")
    for tag in 'title=Book One – Chapter 2' 'album=The Nested Tale' 'track=3/5' 'artist=Ann Lee'; do
        echo "$tags" | grep -q -i "TAG:$tag\$" || bad "no tag $tag: $tags"
    done
    chapters() { ffprobe -v error -show_chapters "$1" | grep -c '^\[CHAPTER'; }
    [ "$(chapters 'out/03 - Book One – Chapter 2.mp3')" -eq 0 ] || bad 'a file of one chapter has chapters'
    [ "$(chapters 'out/02 - Book One – Chapter 1.mp3')" -eq 2 ] || bad 'a heading and its chapter are not two chapters'
fi

begin 'the same with one worker, in another folder'
nested_book >tale.txt
run -q -j1 --split chapters tale.txt
status 0
same "tale/05 - Book Two – Chapter 2.mp3" "../../1/files/out/05 - Book Two – Chapter 2.mp3"
same tale/tale.cue ../../1/files/out/tale.cue

begin 'a file for each part, for a length, for a size'
cp ../../1/files/tale.txt ../../1/files/one.mp3 .
run -q --split parts tale.txt -o parts/ --name '{number}. {chapter}'
status 0
in_folder parts '01. The Nested Tale.mp3' '02. Book One.mp3' '03. Book Two.mp3' tale.cue tale.m3u8
as_one parts one.mp3
make_book 150 >long.txt
run_cached -q -o long.mp3 long.txt
run_cached -q --split minutes=2 long.txt -o minutes/
status 0
as_one minutes long.mp3
count=$(find minutes -name '*.mp3' | wc -l)
[ "$count" -gt 3 ] || bad "only $count files of two minutes"
big=$(find minutes -name '*.mp3' -size +1150k)
[ -z "$big" ] || bad "more than two minutes: $big"
run_cached -q --split size=2M long.txt -o size/
status 0
as_one size long.mp3
big=$(find size -name '*.mp3' -size +2100k)
[ -z "$big" ] || bad "more than 2 MB: $big"

begin 'the plan is what comes'
cp ../../1/files/tale.txt .
run -n --split chapters tale.txt -o out/
status 0
out_says 'out/04 - Book Two – Chapter 1.mp3 (about'
[ ! -e out ] || bad 'a dry run made the folder'

begin 'up to date, stale files, foreign files'
cp ../../1/files/tale.txt .
run_cached -q --split chapters tale.txt -o out/
status 0
run_cached --split chapters tale.txt -o out/
err_says 'up to date'
touch out/mine.mp3
head -n 14 tale.txt >short.txt
mv short.txt tale.txt
run_cached -q --split chapters tale.txt -o out/
status 0
in_folder out '01 - The Nested Tale.mp3' '02 - Chapter 1.mp3' '03 - Chapter 2.mp3' mine.mp3 tale.cue tale.m3u8
mv out/mine.mp3 'out/02 - Book One – Chapter 1.mp3'
echo more >>'out/02 - Book One – Chapter 1.mp3'
cp ../../1/files/tale.txt .
run_cached -q --split chapters tale.txt -o out/
status 4
one_line '02 - Book One' '--force'
[ ! -e 'out/04 - Book Two – Chapter 1.mp3' ] || bad 'some of the files were written'
run -q --split chapters tale.txt -o out/ --force
status 0
run -q --split chapters tale.txt -o out/
status 0

begin 'a book beside it in the same folder stays'
cp ../../1/files/tale.txt .
cp tale.txt other.txt
run_cached -q --split chapters tale.txt -o out/
run_cached -q --split parts --name '{title}, {chapter}' other.txt -o out/
status 0
[ "$(find out -name '*.mp3' | wc -l)" -eq 8 ] || bad "not five and three files: $(ls out)"

begin 'several books, each in its folder; masters'
cp ../../1/files/tale.txt a.txt
cp a.txt b.txt
run -q --split parts a.txt b.txt -o out/
status 0
[ "$(find out/a out/b -name '*.mp3' | wc -l)" -eq 6 ] || bad "not three files each: $(find out)"
run -q --split parts a.txt -o flac --name '{title}/{number}.flac'
status 0
[ "$(find 'flac/The Nested Tale' -name '*.flac' | wc -l)" -eq 3 ] || bad "not three masters: $(find flac)"

begin 'wrong uses are named'
cp ../../1/files/tale.txt .
cp tale.txt b.txt
run --split chapter tale.txt
status 2
one_line 'parts, hours=N'
run --split hours=0 tale.txt
status 2
run --split chapters -o out.mp3 tale.txt
status 2
one_line 'folder'
run --split chapters --name '{number}' tale.txt b.txt -o out/
status 2
one_line 'one folder'
run --name '{number}' tale.txt -o out/
status 2
one_line '--split'
run --split chapters --name '{number}/{title}' tale.txt -o out/
status 2
files tale.txt b.txt

begin 'more files than may be open'
make_book 15 | sed 's/$/\n/' | awk '/^CHAPTER/ { next } { print } NF { printf "\nCHAPTER %d\n\n", ++n }' >many.txt
# shellcheck disable=SC3045 # dash and bash have it
(ulimit -n 40 && "$LECTERN" --no-cache -q --split chapters many.txt -o out/) 2>"$err"
got_status=$?
[ "$got_status" -ne 0 ] || bad 'it was possible with 40 files'
[ -z "$(find out -type f 2>/dev/null)" ] || bad "something is left: $(find out)"

begin 'chapters in files beside the book'
cp ../../1/files/tale.txt .
run -q -o a.mp3 --write-chapters cue,json,ffmetadata,txt,m3u8 tale.txt
status 0
files a.chapters.json a.chapters.txt a.cue a.ffmetadata a.m3u8 a.mp3 tale.txt
grep -q '^00:00:00.000 The Nested Tale$' a.chapters.txt || bad "no first line: $(cat a.chapters.txt)"
grep -q '"title": "Book Two – Chapter 2"' a.chapters.json || bad "no last chapter: $(cat a.chapters.json)"
if have ffprobe && have ffmpeg; then
    ffmpeg -nostdin -v error -i a.mp3 -i a.ffmetadata -map 0:a -map_chapters 1 -map_metadata 1 -c:a aac b.m4b
    for book in a.mp3 b.m4b; do
        ffprobe -v error -show_chapters -of csv=p=0 "$book" | cut -d, -f5- | sed 's/000,/,/' >"$book.list"
        [ "$(wc -l <"$book.list")" -eq 7 ] || bad "$book has not seven chapters"
    done
fi
touch a.chapters.json
run -q -o a.mp3 --write-chapters cue tale.txt
status 0
echo changed >>a.cue
run -q -o a.mp3 --write-chapters cue tale.txt
status 4
one_line 'a.cue'
run --write-chapters ical tale.txt
status 2
one_line 'ffmetadata, json'
finish
