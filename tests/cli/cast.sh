# SPDX-License-Identifier: GPL-3.0-or-later
# shellcheck shell=sh source=tests/cli/lib.sh
# lectern cast: the cast file, where it is found, what it changes, what is said about mistakes.
. tests/cli/lib.sh

# voice_of NAME: the voice of a speaker in what `segment` printed.
voice_of() {
    sed -n "s/.*\"speaker\":\"$1\",\"voice\":\"\([^\"]*\)\".*/\1/p" "$out" | sort -u | tr '\n' ' '
}

begin 'a part for each speaker: lines, a sample, voice'
make_book 9 >book.txt
run cast book.txt
status 0
for text in '[narrator]' '[Anna]' '[Peter]' 'voice = ' ' lines: '; do
    out_says "$text"
done
files book.txt

begin 'as it is, it changes nothing, and it is found beside the book'
make_book 9 >book.txt
run segment book.txt
cp "$out" before
run cast book.txt
cp "$out" book.cast
run segment book.txt
same "$out" before
run cast book.txt
same "$out" book.cast

begin 'written by -o, what was edited stays'
make_book 9 >book.txt
printf '[Anna]\nvoice = woman-old\n' >book.cast
run cast -o book.cast book.txt
status 0
[ ! -s "$out" ] || bad 'something on stdout'
cp book.cast before
grep -q '^voice = woman-old$' book.cast || bad 'the voice is lost'
run cast --output=book.cast book.txt
same book.cast before
files book.txt book.cast before

begin 'another voice, other settings, another name, two who are one, read by the narrator'
make_book 9 >book.txt
printf '[Anna Snow]\naliases = Anna\nvoice = woman-old\n' >book.cast
run segment book.txt
status 0
[ "$(voice_of 'Anna Snow')" = 'woman-old ' ] || bad "Anna Snow has $(voice_of 'Anna Snow')"
[ -z "$(voice_of Anna)" ] || bad 'there is still an Anna'
printf '[Anna]\nvoice = woman-old\n[Peter]\nsame as = Anna\n' >book.cast
run segment book.txt
[ -z "$(voice_of Peter)" ] || bad 'there is still a Peter'
printf '[narrator]\nvoice = man-deep\n[Peter]\nvoice = narrator\n' >other.cast
run segment --cast other.cast book.txt
[ "$(voice_of Peter)" = 'man-deep ' ] || bad "Peter has $(voice_of Peter)"
rm book.cast
run -q -o plain.mp3 book.txt
printf '[Peter]\npitch = +9\nrate = 140\n' >book.cast
run -q -o pitch.mp3 book.txt
status 0
cmp -s plain.mp3 pitch.mp3 && bad 'pitch and rate change nothing'

begin 'a speaker of the cast may be a label'
printf 'CHAPTER I\n\nBefore.\n\nCarl: Good morning.\n\nAfter.\n' >book.txt
printf '[Carl]\nvoice = man-dark\n' >book.cast
run segment book.txt
[ "$(voice_of Carl)" = 'man-dark ' ] || bad 'Carl does not speak'
grep -q '"text":"Carl: ' "$out" && bad 'the label is read'

begin 'mistakes name the line and what to write; nothing is rendered'
make_book 9 >book.txt
while IFS='|' read -r text wanted; do
    printf '%b' "$text" >book.cast
    run book.txt
    status 3
    one_line 'book.cast:' "$wanted"
    files book.txt book.cast
done <<'ROWS'
[Anna]\nvoice = woman-odl\n|woman-old
[Anna]\nvioce = woman-old\n|voice = ...
[Anna]\npitch = 200\n|0 to 99
voice = woman-old\n|[Name]
[Anan]\nvoice = woman-old\n|[Anna]
[Anna]\n\n[Wilhelmina]\n|book.cast:3: no speaker in the book is called "Wilhelmina"
[Wilhelmina]\n|such as "Anna", "Peter"
[Anna]\n[Anna]\n|line 1
ROWS
run --cast missing.cast book.txt
status 3
one_line missing.cast

begin 'the cast is of the whole book, at any margin'
make_book 30 >book.txt
printf '[Anna]\nvoice = woman-old\n[Carl]\nvoice = man-dark\n' >book.cast
printf '"I come later," said Carl.\n' >>book.txt
run -n --chapters 1 book.txt
status 0
run -n --margin 100 book.txt
status 0
run -n --single-voice book.txt
status 0

begin 'no cast file, though there is one'
make_book 9 >book.txt
printf '[Nobody]\n' >book.cast
run -n book.txt
status 3
run -n --cast none book.txt
status 0

begin 'a script needs no line of everybody in its cast'
printf '[script]\n[cast]\n[Anna]\n[Peter]\n[text]\n[Anna] Hello.\n' >book.script
run -n book.script
status 0

finish
