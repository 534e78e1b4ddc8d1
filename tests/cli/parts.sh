# SPDX-License-Identifier: GPL-3.0-or-later
# shellcheck shell=sh source=tests/cli/lib.sh
# The list of chapters, and a part of a book: --chapters, --from, --to.
. tests/cli/lib.sh

# A part with two chapters inside, notes behind, a page that is skipped at the front.
make_epub() {
    epub_page imprint.xhtml "<section epub:type='imprint'><p>Printed in Nowhere.</p></section>"
    epub_page part.xhtml "<h1>Part One</h1><p>It begins.</p>"
    epub_page one.xhtml "<h2>Chapter One</h2><p>The captain sailed.<a epub:type='noteref' href='notes.xhtml#n1'>1</a></p>"
    epub_page two.xhtml "<h2>Chapter Two</h2><p>He came back.<a epub:type='noteref' href='notes.xhtml#n2'>2</a></p>"
    epub_page notes.xhtml "<section epub:type='endnotes'><ol><li id='n1' epub:type='endnote'><p>A note on sails.</p></li>
        <li id='n2' epub:type='endnote'><p>A note on return.</p></li></ol></section>"
    epub_nav "<li><a href='part.xhtml'>Part One</a><ol><li><a href='one.xhtml'>Chapter One</a></li>
        <li><a href='two.xhtml'>Chapter Two</a></li></ol></li>"
    epub_pack book.epub
}

begin 'chapters are listed with their numbers, where they belong, words and lengths'
make_epub
run chapters book.epub
status 0
[ ! -s "$err" ] || bad 'something on stderr'
grep -q -E '^3 chapters, 14 words, about [0-9.]+ s$' "$out" || bad 'the whole'
grep -q -E '^ +1  Part One \(4 words, about [0-9.]+ s\)$' "$out" || bad 'chapter 1'
grep -q -E '^ +2    Chapter One \(in 1, 5 words, about [0-9.]+ s\)$' "$out" || bad 'chapter 2'
grep -q -E '^ +3    Chapter Two \(in 1, 5 words, about [0-9.]+ s\)$' "$out" || bad 'chapter 3'
out_says '  imprint: 1 time, 3 words'
out_says '  footnote: 2 times, 8 words'

begin 'a part: what is listed as skipped is of that part'
make_epub
for how in '-c 2' '--from 2 --to 2' '-c 1-2 --from 2'; do
    # shellcheck disable=SC2086
    run -n $how book.epub
    status 0
    out_says '    2    Chapter One'
    out_says 'note-mark, chapter'
    ! grep -q -E 'Part One|Chapter Two|imprint|two.xhtml|on return' "$out" || bad "$how lists other chapters"
    # shellcheck disable=SC2086
    run segment $how book.epub
    status 0
    [ "$(grep -c '"type":"chapter"' "$out")" -eq 1 ] || bad "$how: segment has other chapters"
    grep -q '"type":"skip".*"reason":"note-mark","source":"one.xhtml"' "$out" || bad "$how: segment does not list the skip"
    ! grep -q -E 'Nowhere|"imprint"|came back|two.xhtml' "$out" || bad "$how: segment has other text"
    # shellcheck disable=SC2086
    run chapters $how book.epub
    ! grep -q imprint "$out" || bad "$how: chapters counts other skips"
done
run -n -c 1 book.epub
out_says 'imprint, chapter'
run -n -c 3 book.epub
out_says 'footnote, chapter'
[ "$(grep -c footnote "$out")" -eq 2 ] || bad 'what stands behind the last chapter belongs to it'

begin 'a page outside of the reading order is listed, and read on demand'
epub_page one.xhtml '<h1>One</h1><p>Hello there.</p>'
epub_page answer.xhtml '<p>The answer is seven.</p>'
sed "s|idref='answer.xhtml'|& linear='no'|" book/spine >spine && mv spine book/spine
epub_pack book.epub
run -n book.epub
out_says 'auxiliary, chapter'
out_says 'One (3 words'
run -n --read auxiliary book.epub
out_says 'One (7 words'

begin 'an opening without a heading has the title of the book'
printf 'It was late.\n\n# FIRST ACT\n\nHello there.\n\n# SECOND ACT\n\nFarewell.\n' >play.md
run chapters play.md
out_says ' 1  play (3 words'
out_says ' 2  FIRST ACT (4 words'

begin 'a part is rendered with its own chapters only'
make_epub
run -o out.mp3 --from 2 book.epub
status 0
err_says '2 chapters'

begin 'chapters that are not there'
make_epub
# refused TEXT OPTION...
refused() {
    text=$1
    shift
    run -o out.mp3 "$@" book.epub
    status 2
    one_line "$text"
    [ ! -e out.mp3 ] || bad 'a file was written'
}
refused '--chapters: there is no chapter 9; the last one is 3' -c 2,9
refused '--chapters: there is no chapter 0; the last one is 3' -c 0
refused '--chapters: there is no chapter 18446744073709551617; the last one is 3' -c 18446744073709551617
refused '--chapters: 3-2 runs backwards; write 2-3' -c 3-2
refused '--chapters takes numbers and ranges such as 3-5,9, not "One"' -c One
refused '--chapters takes numbers and ranges such as 3-5,9, not ""' -c 1,,2
refused '--from: there is no chapter 4; the last one is 3' --from 4
refused '--to takes the number of a chapter, not "x"' --to x
refused '--from 3 and --to 2 select no chapter' --from 3 --to 2
refused '--chapters 1 selects no chapter from 2 to 3' -c 1 --from 2

finish
