# SPDX-License-Identifier: GPL-3.0-or-later
# shellcheck shell=sh source=tests/cli/lib.sh
# Standard input and output, and what names and titles may do to a terminal.
. tests/cli/lib.sh

begin 'a book from standard input'
printf 'The evening was warm. "Good night," said Anna.\n' >book.txt
"$LECTERN" -o piped.mp3 - <book.txt >"$out" 2>"$err"
got_status=$?
status 0
is_mp3 piped.mp3
files book.txt piped.mp3

begin 'a book from a pipe'
printf 'The evening was warm.\n' | "$LECTERN" -o piped.mp3 - >"$out" 2>"$err"
got_status=$?
status 0
is_mp3 piped.mp3

begin 'an empty standard input'
run -o out.mp3 -
status 3
one_line
files

begin 'standard output full'
echo 'Some words.' >book.txt
for words in --help --version 'segment book.txt' '--dry-run book.txt'; do
    # shellcheck disable=SC2086
    "$LECTERN" $words >/dev/full 2>"$err" </dev/null
    got_status=$?
    status 4
    one_line 'standard output' 'no space'
done
files book.txt

begin 'a reader that has seen enough'
make_book 2000 >book.txt
"$LECTERN" segment book.txt 2>"$err" | head -n 1 >"$out"
out_says '{'
[ "$(wc -l <"$err")" -le 1 ] || bad 'more than one line on stderr'

begin 'control characters in a name do not reach the terminal'
name=$(printf 'a\033[2Jb.txt')
run -o out.mp3 "$name"
status 3
one_line
files

begin 'control characters in a title do not reach the terminal'
printf 'THE \033]0;owned\007 TITLE\n\nby \033[31mSomeone\n\n\nCHAPTER I\n\nSome words.\n' >book.txt
run -v -o out.mp3 book.txt
status 0
if LC_ALL=C tr -d '\n\t\040-\176\200-\377' <"$err" | grep -q .; then
    bad 'stderr has control characters'
fi
run --dry-run book.txt
status 0
if LC_ALL=C tr -d '\n\t\040-\176\200-\377' <"$out" | grep -q .; then
    bad 'the overview has control characters'
fi

begin '--quiet says nothing when all is well'
echo 'Some words.' >book.txt
run -q -o out.mp3 book.txt
status 0
[ ! -s "$err" ] || bad 'something on stderr'
[ ! -s "$out" ] || bad 'something on stdout'

begin 'no progress line where no terminal is'
make_book 30 >book.txt
run -o out.mp3 book.txt
status 0
one_line out.mp3

begin 'without -o the MP3 stands beside the book'
mkdir shelf
echo 'Some words.' >shelf/my.book.txt
run shelf/my.book.txt
status 0
is_mp3 shelf/my.book.mp3
files shelf

finish
