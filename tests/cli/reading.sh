# SPDX-License-Identifier: GPL-3.0-or-later
# shellcheck shell=sh source=tests/cli/lib.sh
# What of an EPUB is read, by option: front and back matter, pictures, foreign phrases, notes.
. tests/cli/lib.sh

make_epub() {
    epub_page title.xhtml "<section epub:type='titlepage'><p>Wondrous Title</p></section>"
    epub_page one.xhtml "<h1>One</h1><p>He said <i lang='fr'>bonjour</i>, then <i lang='de'>guten Tag</i>
        and <i lang='bo'>blorp</i>.<a epub:type='noteref' href='#n1'>1</a> <i lang='bo'>Again.</i></p><p>Second.</p>
        <figure><img src='a.png' alt='A red barn'/><figcaption>The barn.</figcaption></figure>
        <aside epub:type='footnote' id='n1'><p>Noted well.</p></aside>"
    epub_page index.xhtml "<section epub:type='index'><h1>Index</h1><p>apple, 3</p></section>"
    epub_pack book.epub
}

# spoken OPTION...: what is said, an utterance a line.
spoken() {
    run segment "$@" book.epub
    sed -n 's/.*"type":"utterance".*"spoken":"\([^"]*\)".*/\1/p' "$out"
}

begin 'front and back matter are skipped, and read by their reasons'
make_epub
spoken >said
! grep -q -E 'Wondrous|apple|red barn|Noted' said || bad 'something is read that is not asked for'
spoken --read front-matter,index >said
grep -q Wondrous said || bad 'no title page'
grep -q apple said || bad 'no index'

begin 'pictures are told by option'
make_epub
spoken --image-texts >said
grep -q -x 'Image: A red barn' said || bad 'no text of the picture'
grep -q -x 'The barn.' said || bad 'no caption'

begin 'foreign phrases are in their languages; a switch turns that off'
make_epub
run segment book.epub
out_says '"spoken":"bonjour","pause_ms":90,"confidence":100,"language":"fr"'
out_says '"language":"de"'
run segment --one-language book.epub
! grep -q '"language":"[fdx]' "$out" || bad 'phrases still have languages'
out_says 'He said bonjour, then guten Tag'

begin 'a language without a voice is told once'
make_epub
run -o out.mp3 book.epub
status 0
[ "$(grep -c 'no voice for phrases in the language "bo"' "$err")" -eq 1 ] || bad 'not told, or more than once'
! grep -q '"fr"' "$err" || bad 'French has a voice'

begin 'the place in the source: file and line'
epub_page one.xhtml '<h1>One</h1>
<!-- a comment
of lines -->
<p>Line <i>four</i>,
and five.</p>
<div>
<p class="x">Line <b>seven</b>.</p></div>'
epub_pack book.epub
run segment book.epub
out_says '"spoken":"One","pause_ms":1100,"confidence":100,"source":"one.xhtml","line":1}'
grep -q '"text":"Line four.*"source":"one.xhtml","line":4}' "$out" || bad 'a paragraph behind a comment'
grep -q '"text":"Line seven.*"source":"one.xhtml","line":7}' "$out" || bad 'a paragraph in a division'

begin 'notes by option'
make_epub
spoken --notes here | tail -n 1 >last
[ "$(cat last)" = 'Noted well.' ] || bad "here: $(cat last)"
spoken --notes reference | grep -A 1 -x 'Note: Noted well.' | tail -n 1 >next
[ "$(cat next)" = Second. ] || bad "reference: $(cat next)"
spoken --notes chapter | tail -n 1 >last
[ "$(cat last)" = 'Note: Noted well.' ] || bad "chapter: $(cat last)"
run --notes margin book.epub
status 2
one_line '--notes takes skip, here, reference or chapter'

finish
