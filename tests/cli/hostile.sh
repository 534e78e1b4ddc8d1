# SPDX-License-Identifier: GPL-3.0-or-later
# shellcheck shell=sh source=tests/cli/lib.sh
# Text nobody wrote for reading: no crash, no hang, memory within bounds.
# timeout: 600
. tests/cli/lib.sh

# segment ARGUMENT...: everything before speech, within a minute and 1.5 GB (the sanitizers need more room).
segment() {
    if grep -q __asan_init "$LECTERN"; then
        run_as timeout 100 "$LECTERN" segment "$@"
    else
        run_as sh -c 'ulimit -v 1500000; exec timeout 60 "$0" segment "$@"' "$LECTERN" "$@"
    fi
    status 0
    [ -s "$out" ] || bad 'nothing was printed'
}

begin 'one paragraph of 5 MB'
awk 'BEGIN { for (i = 0; i < 100000; i++) printf "Sentence number %d walked on without a break. ", i }' >book.txt
segment book.txt

# The peak, with the sanitizers' own memory, says nothing.
begin 'one paragraph of 50 MB needs no more than 64 MiB'
if grep -q __asan_init "$LECTERN"; then
    skip 'built with the sanitizers'
else
    awk 'BEGIN { for (i = 0; i < 1000000; i++) printf "It was a dark and stormy night, so it was, said he. " }' >book.txt
    run_as "$BUILD/bench/measure" report 100 "$LECTERN" segment book.txt
    status 0
    tail -n 1 "$out" | grep -q 51999999 || bad 'the end of the paragraph is missing'
    kib=$(cut -d' ' -f3 report)
    [ "$kib" -le 65536 ] || bad "it took $kib KiB"
    rm -f "$out"
fi

begin 'one word of 5 MB'
awk 'BEGIN { for (i = 0; i < 100000; i++) printf "abcdefghijklmnopqrstuvwxyzabcdefghijklmnopqrstuvwxyz" }' >book.txt
segment book.txt

begin 'half a million quotation marks'
awk 'BEGIN { printf "A word. "; for (i = 0; i < 500000; i++) printf "\"" ; print " And another word." }' >book.txt
segment book.txt

begin 'half a million opening curly quotes with words'
awk 'BEGIN { for (i = 0; i < 500000; i++) printf "\342\200\234a " ; print "end." }' >book.txt
segment book.txt

begin 'Markdown of more than 16 MiB is refused, not held as a tree'
awk 'BEGIN { print "# One\n\n## Two\n"; for (i = 0; i < 340000; i++) print "**Bold** and *so* on, with words to the end of it.\n" }' >book.md
run_as timeout 60 "$LECTERN" segment book.md
status 3
err_says 'limit of 16 MiB'

begin 'a hundred thousand headings'
awk 'BEGIN { for (i = 1; i <= 100000; i++) printf "CHAPTER %d\n\nText %d.\n\n", i, i }' >book.txt
segment book.txt

begin 'a million empty lines'
awk 'BEGIN { print "Begin."; for (i = 0; i < 1000000; i++) print ""; print "End." }' >book.txt
segment book.txt

begin 'deep nesting of brackets'
awk 'BEGIN { printf "Word "; for (i = 0; i < 300000; i++) printf "(["; print "x." }' >book.txt
segment book.txt

begin 'a million backticks'
awk 'BEGIN { print "# Title\n"; printf "a "; for (i = 0; i < 1000000; i++) printf "`"; print "" }' >book.md
segment book.md

begin 'pictures that never close around a hundred thousand links'
awk 'BEGIN { print "# Title\n"; for (i = 0; i < 100000; i++) printf "![[]()"; print "" }' >book.md
segment book.md

begin 'twenty thousand entries of a lexicon with one first word'
awk 'BEGIN { for (i = 0; i < 20000; i++) print "the w" i " = x" }' >words.lexicon
awk 'BEGIN { for (i = 0; i < 200000; i++) printf "the rain and "; print "end." }' >book.txt
segment --lexicon words.lexicon book.txt

begin 'a regular expression that tries everything, in every paragraph'
echo '/(.*)*x/ = y' >words.lexicon
awk 'BEGIN { for (i = 0; i < 5000; i++) printf "The rain went on and on, and that was all there was to be said of it, number %d.\n\n", i }' >book.txt
segment --lexicon words.lexicon book.txt
run --dry-run --lexicon words.lexicon book.txt
err_says 'words.lexicon:1: "(.*)*x": takes too long'

begin 'half a million phrases of a foreign language in one paragraph'
awk 'BEGIN { print "<html lang=\"en\"><body><p>Text "
    for (i = 0; i < 500000; i++) print "<i lang=\"fr\">mot</i>"; print "</p></body></html>" }' >book.html
segment book.html

begin 'halves of sentences, and half a million skipped paragraphs'
awk 'BEGIN { print "<html><body>"
    for (i = 0; i < 20; i++) print "<p>This is a rather long line of text that goes</p><p>on in the next.</p>"
    for (i = 0; i < 500000; i++) print "<p hidden>a</p>"; print "</body></html>" }' >book.html
segment book.html

begin 'a thousand page feet, one in the other, around a million elements'
awk 'BEGIN { print "<html><body>"; for (i = 0; i < 300; i++) print "<p>Some text of a page.</p>"
    for (i = 0; i < 1500; i++) print "<div class=\"footer\">"
    for (i = 0; i < 500000; i++) print "<i> </i><b> </b>"; print "</body></html>" }' >book.html
segment book.html

begin 'contents that lead to thirty thousand numbers in one file'
epub_page one.xhtml "$(awk 'BEGIN { for (i = 1; i <= 30000; i++) printf "<p id=\"i%d\">%d</p>", i, i; print "<p>Text.</p>" }')"
epub_nav "$(awk 'BEGIN { for (i = 1; i <= 30000; i++) printf "<li><a href=\"one.xhtml#i%d\">%d</a></li>", i, i }')"
epub_pack book.epub
segment book.epub

begin 'blanks of every kind around paragraphs'
printf '\302\240Begin.\302\240\n\n\302\205Next.\302\205\n\n\342\200\203Then.\342\200\250\n\n\343\200\200End.\357\273\277\n\n\302\240\n\nMore.\n' >book.txt
segment book.txt

begin 'every byte value'
awk 'BEGIN { for (i = 0; i < 2000; i++) print "Some words to be a text." }' >book.txt
LC_ALL=C awk 'BEGIN { for (i = 1; i < 256; i++) printf "%c", i }' >>book.txt
segment book.txt

finish
