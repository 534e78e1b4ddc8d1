# SPDX-License-Identifier: GPL-3.0-or-later
# shellcheck shell=sh source=tests/cli/lib.sh
# What stands in a terminal when somebody made a slip, or looks before rendering.
. tests/cli/lib.sh

# rejects STATUS TEXT...: one line that says each TEXT.
rejects() {
    status "$1"
    shift
    one_line "$@"
}

begin 'a slip in the name of a book'
mkdir library
echo 'Some words.' >library/novel.txt
run library/nvoel.txt
rejects 3 'did you mean library/novel.txt?'
run chapters library/novel.text
rejects 3 'did you mean library/novel.txt?'
run library/something-else.txt
rejects 3 'no such file'
! grep -q 'did you mean' "$err" || bad 'a name that is not near'
(cd library && run novle.txt && cp "$err" ../err)
grep -q 'did you mean novel.txt' err || bad 'in the folder itself'

begin 'a folder that does not exist'
echo 'Some words.' >book.txt
mkdir there
run -o there/not/here/book.mp3 book.txt
rejects 4 'the folder there/not does not exist'
run -o nowhere/book.mp3 book.txt
rejects 4 'the folder nowhere does not exist'
run cast -o nowhere/book.cast book.txt
rejects 4 'the folder nowhere does not exist'

begin 'the name of a language'
echo 'Some words.' >book.txt
run --language english book.txt
rejects 2 'did you mean en?'
run --language German book.txt
rejects 2 'did you mean de?'

begin 'nothing far is suggested'
run --list book.txt
rejects 2 'no option --list; --help'
run --lisst book.txt
rejects 2 'no option --lisst'

begin '--dry-run says chapters and lines'
{
    printf 'CHAPTER 1\n\nThe cat sat on the mat, and it was warm.\n\n* * *\n\nThe dog barked at it for a long time.\n\n'
    printf 'CHAPTER 2\n\nThe evening was warm, and the boats were out.\n\n'
} >book.txt
run -n book.txt
status 0
out_says '  markup, chapter 1, line 5: * * *'
! grep -q bytes "$out" || bad 'bytes'

begin 'one voice is one speaker'
echo '“Good night,” said Anna. “Sleep well,” said Tom.' >book.txt
run --single-voice -o a.mp3 book.txt
status 0
err_says '1 speaker,'
run -o b.mp3 book.txt
err_says '3 speakers,'

begin 'the filter tells what is not UTF-8'
printf 'All is well.\nBad \377 byte.\nBad \377 byte.\n' >lines
"$LECTERN" text spoken <lines >"$out" 2>"$err"
one_line 'line 2 is not UTF-8'
"$LECTERN" text spoken <"$root/assets/sample.txt" >"$out" 2>"$err"
[ ! -s "$err" ] || bad 'a warning about nothing'

finish
