# SPDX-License-Identifier: GPL-3.0-or-later
# shellcheck shell=sh source=tests/cli/lib.sh
# Hostile text, before speech and through it. Sizes are small; LECTERN_SLOW_TESTS=1 takes the ten times larger
# ones, and prints time and memory of each.
# timeout: 900
. tests/cli/lib.sh

scale=1 seconds=60 megabytes=1200
if [ -n "${LECTERN_SLOW_TESTS:-}" ]; then
    scale=10 seconds=300 megabytes=6000
fi
asan=
! grep -q __asan_init "$LECTERN" || asan=1

# repeat COUNT TEXT: TEXT (an awk string) so often.
repeat() {
    awk -v count="$1" "BEGIN { for (i = 0; i < count; i++) printf \"%s\", \"$2\" }"
}

# The program with these arguments, within time and memory.
limited() {
    if [ -n "$asan" ]; then
        run_as timeout "$seconds" "$LECTERN" "$@"
    elif [ -n "${LECTERN_SLOW_TESTS:-}" ] && [ -x /usr/bin/time ]; then
        run_as /usr/bin/time -f '%U s, %M KiB' timeout "$seconds" "$LECTERN" "$@"
        echo "# $1: $(du -k book.txt | cut -f1) KiB of text: $(tail -n 1 "$err")"
    else
        run_as sh -c 'ulimit -v '$megabytes'000; exec timeout '$seconds' "$0" "$@"' "$LECTERN" "$@"
    fi
    case $got_status in
    0 | 3) ;;
    *) bad "$1: exit status is $got_status" ;;
    esac
}

# both NAME: reads book.txt as segments and as an overview.
both() {
    limited segment book.txt
    limited --dry-run book.txt
    rm -f book.txt
}

begin 'one paragraph of many sentences'
repeat $((scale * 50000)) 'He went on to number seven, and it did not end there. ' >book.txt
both

begin 'one paragraph without any mark'
repeat $((scale * 400000)) 'on and ' >book.txt
both

begin 'straight quotation marks'
repeat $((scale * 100000)) '\"' >book.txt
both

begin 'straight quotation marks between words'
repeat $((scale * 100000)) '\"a ' >book.txt
both

begin 'opening quotation marks that never close'
repeat $((scale * 100000)) '\342\200\234so he said ' >book.txt
both

begin 'a paragraph for each opening mark'
repeat $((scale * 50000)) '\342\200\234And then\n\n' >book.txt
both

begin 'apostrophes'
repeat $((scale * 200000)) "s' 'tis " >book.txt
both

begin 'short lines'
repeat $((scale * 100000)) 'a b\n' >book.txt
both

begin 'short paragraphs'
repeat $((scale * 50000)) 'Yes.\n\n' >book.txt
both

begin 'dots'
repeat $((scale * 1000000)) '.' >book.txt
both

begin 'dots between letters'
repeat $((scale * 300000)) 'A.b.' >book.txt
both

begin 'abbreviations and numbers'
repeat $((scale * 50000)) 'Dr. No. 5 ca. 1,234.5 St. VII. e.g. 12:30 p.m. $3.50 1/2 ' >book.txt
both

begin 'digits'
repeat $((scale * 1000000)) '7' >book.txt
both

begin 'roman numerals'
repeat $((scale * 300000)) 'XIV. ' >book.txt
both

begin 'dialogue of two'
repeat $((scale * 15000)) '\"Come,\" said Anna. \"No,\" Peter replied.\n\n\"Why?\"\n\n\"Because.\"\n\n' >book.txt
both

begin 'a new name in every line'
awk -v count=$((scale * 20000)) 'BEGIN {
    for (i = 0; i < count; i++) {
        name = ""
        for (k = i; k > 0; k = int(k / 20)) name = name substr("bcdfghjklmnprstvwxyz", k % 20 + 1, 1) substr("aeiou", k % 5 + 1, 1)
        printf "\"It is %d,\" said X%s. Then X%s went.\n\n", i, name, name
    }
}' >book.txt
both

begin 'dashes that open speech'
repeat $((scale * 50000)) '\342\200\224 Oui, dit-il.\n\n' >book.txt
both

begin 'headings'
awk -v count=$((scale * 10000)) 'BEGIN { for (i = 1; i <= count; i++) printf "CHAPTER %d\n\nText %d.\n\n", i, i }' >book.txt
both

begin 'the same heading'
repeat $((scale * 10000)) 'CHAPTER ONE\n\nText.\n\n' >book.txt
both

begin 'verse'
repeat $((scale * 30000)) '    The rain it raineth every day\n      upon the just\n\n' >book.txt
both

begin 'capitals'
repeat $((scale * 100000)) 'NOBODY KNOWS. ' >book.txt
both

begin 'NULs between words'
repeat $((scale * 100)) 'Some words to be a text for somebody to read. ' >book.txt
head -c $((scale * 3)) /dev/zero >>book.txt
repeat $((scale * 100)) 'And the rest of it, in words. ' >>book.txt
both

begin 'broken UTF-8'
repeat $((scale * 100000)) 'ab\303 \377cd\342\200 ' >book.txt
both

begin 'a UTF-8 character of three bytes, a million times'
repeat $((scale * 300000)) '\344\270\255' >book.txt
both

begin 'combining marks'
repeat $((scale * 300000)) 'e\314\201\314\201' >book.txt
both

begin 'phoneme brackets'
repeat $((scale * 100000)) '[[h@l ' >book.txt
both

begin 'markup that is none'
repeat $((scale * 100000)) '<b>a *_b_* # c ' >book.txt
both

begin 'underscores and stars'
repeat $((scale * 500000)) '_*' >book.txt
both

# Through speech, with status 0 and the same bytes for one worker and three.
begin 'hostile sentences are spoken'
{
    printf 'Dr.999999991,234 was there. He saw A.'
    repeat 90 'A.'
    printf ' and\n\n'
    repeat 68 "s'"
    printf ' and so on.\n\n[[h@l]] [[ ]] [[[[ said \001\002 nobody.\n\n'
    repeat 300 '9'
    printf '\n\n'
    repeat 300 'e.g.'
    printf '\n\n'
    repeat 100 '1,234,567.'
    printf '\n\n"\n\n...\n\n\342\200\224\n\n%%s%%n%%s $(reboot) `ls` <b>&amp;</b>\n\n'
    repeat 500 'wordwithoutend'
    printf '\n\n\360\237\230\200\360\237\230\200 \344\270\255\346\226\207\n\n'
    repeat 60 'M.D.Ph.D.'
    printf '\n\nThat was all.\n'
} >book.txt
run -j 1 -o one.mp3 book.txt
status 0
is_mp3 one.mp3
run -j 3 -o three.mp3 book.txt
status 0
same one.mp3 three.mp3

begin 'a sentence without an end is spoken'
repeat 6000 'on and on, ' >book.txt
run -o out.mp3 book.txt
status 0
is_mp3 out.mp3
[ ! -s "$err" ] || ! grep -q warning "$err" || bad 'something was lost'

begin 'escape sequences of a book are shown, not sent'
printf 'A \033[31mRED\033[0m BOOK\n\nby Some \033]0;x\007 Body\n\n[Illustration: \033[2J \302\233 gone]\n\nCHAPTER I. \033[1mOne\n\nIt rained. \042Come,\042 said An\033na. \042No,\042 said An\033na.\n' >book.txt
run -v --dry-run book.txt
status 0
for sequence in "$(printf '\033')" "$(printf '\007')" "$(printf '\302\233')"; do
    ! LC_ALL=C grep -q -F -e "$sequence" "$out" "$err" || bad 'an escape came through'
done

begin 'standard input that is closed'
run_as sh -c 'exec "$0" segment - <&-' "$LECTERN"
status 3
one_line 'standard input'

begin 'standard error that is closed'
make_book 3 >book.txt
run_as sh -c 'exec "$0" -o out.mp3 book.txt 2>&-' "$LECTERN"
run -o again.mp3 book.txt
same out.mp3 again.mp3

begin 'all standard streams that are closed'
make_book 3 >book.txt
set -- "$root"/voices/*.voice
for file in "$1" "$2" "$3"; do
    voice=$(basename "$file" .voice)
    run_as sh -c 'exec "$0" --voice "$1" --single-voice -o out.mp3 book.txt <&- >&- 2>&-' "$LECTERN" "$voice"
    status 0
    run --voice "$voice" --single-voice -o again.mp3 book.txt
    same out.mp3 again.mp3
done

begin 'standard output that is closed'
make_book 3 >book.txt
run_as sh -c 'exec "$0" segment book.txt >&-' "$LECTERN"
status 4
one_line 'standard output'

finish
