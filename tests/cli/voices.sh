# SPDX-License-Identifier: GPL-3.0-or-later
# shellcheck shell=sh source=tests/cli/lib.sh
# lectern voices: the list, and the file in which each voice says something.
. tests/cli/lib.sh

begin 'the list has a line for each voice file'
run voices
status 0
[ "$(sed '/^$/,$d' "$out" | wc -l)" -eq "$(find "$root/voices" -name '*.voice' | wc -l)" ] || bad "$(wc -l <"$out") lines"
for file in "$root"/voices/*.voice; do
    name=${file##*/}
    grep -q "^${name%.voice} " "$out" || bad "${name%.voice} is not listed"
done
files

begin 'at least 14 voices besides narrators and effects, of both genders'
[ "$(grep -L -e 'narrator' -e 'effect' "$root"/voices/*.voice | wc -l)" -ge 14 ] || bad 'too few voices'
for gender in male female; do
    [ "$(grep -l "^gender = $gender" "$root"/voices/*.voice | wc -l)" -ge 7 ] || bad "too few of $gender"
done

begin 'each voice says its name and the text, a chapter each'
run voices --say 'Hello [you], <there> & # \ * _ 5.' -o demo.mp3
status 0
is_mp3 demo.mp3
files demo.mp3
if have ffprobe; then
    [ "$(ffprobe -v error -show_chapters demo.mp3 | grep -c '^\[CHAPTER\]')" -eq "$(find "$root/voices" -name '*.voice' | wc -l)" ] ||
        bad 'not a chapter for each voice'
else
    skip 'ffprobe is not installed'
fi

begin 'without -o it is voices.mp3'
run -q voices --say Hello
status 0
files voices.mp3

begin 'voices takes no book'
echo Hello >book.txt
run voices book.txt
status 2
one_line 'lectern voices'
files book.txt

finish
