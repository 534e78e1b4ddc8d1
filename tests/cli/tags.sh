# SPDX-License-Identifier: GPL-3.0-or-later
# shellcheck shell=sh source=tests/cli/lib.sh
# What an EPUB says about itself, and the options that override it, in the tag of the MP3.
. tests/cli/lib.sh

# The tag's text: UTF-16 of ASCII without its zero bytes is ASCII; all else between becomes one bar.
tag() {
    head -c 8192 "$1" | LC_ALL=C tr -d '\000' | LC_ALL=C tr -c ' -~' '|' | LC_ALL=C tr -s '|'
}

# says FILE FRAME TEXT: the text follows the frame's name, or a field's (TXXX); a size may stand between.
says() {
    tag "$1" | grep -q -E "$2.?\\|$3" || bad "$1: $2 does not say \"$3\""
}

begin 'metadata of an EPUB become frames'
epub_page one.xhtml '<h1>One</h1><p>Hello there.</p>'
epub_pack book.epub "<dc:title id='t' opf:file-as='Book, The'>The Book</dc:title>
    <dc:title id='s'>A Tale</dc:title><meta refines='#s' property='title-type'>subtitle</meta>
    <dc:creator id='a'>Ann Lee</dc:creator><meta refines='#a' property='file-as'>Lee, Ann</meta>
    <dc:creator opf:role='ill'>Bob Ill</dc:creator>
    <dc:contributor opf:role='trl'>Dora Trans</dc:contributor>
    <meta property='belongs-to-collection' id='c'>Saga</meta>
    <meta refines='#c' property='group-position'>3</meta>
    <meta property='belongs-to-collection' id='d'>Other Saga</meta>
    <meta refines='#d' property='group-position'>7</meta>
    <dc:subject>Gothic fiction</dc:subject><dc:subject>Counts / Fiction; old</dc:subject>
    <dc:rights>Public domain</dc:rights>
    <dc:language>en</dc:language><dc:date>1897-05-26</dc:date><dc:publisher>Pub House</dc:publisher>
    <dc:identifier id='u'>urn:isbn:978-0-14-143951-8</dc:identifier>
    <dc:description>&lt;p&gt;About &lt;b&gt;this&lt;/b&gt;.&lt;/p&gt; &lt;p&gt;More of it.&lt;/p&gt;</dc:description>"
run -o out.mp3 book.epub
status 0
says out.mp3 TIT2 'The Book'
says out.mp3 TALB 'The Book'
says out.mp3 TIT3 'A Tale'
says out.mp3 TPE1 'Ann Lee'
says out.mp3 TSOT 'Book, The'
says out.mp3 TSOP 'Lee, Ann'
says out.mp3 TCOM 'eSpeak NG .man-narrator.'
says out.mp3 TPUB 'Pub House'
says out.mp3 TYER 1897
says out.mp3 TLAN eng
says out.mp3 TRANSLATOR 'Dora Trans'
says out.mp3 SERIES 'Saga'
says out.mp3 SERIES-PART '3'
says out.mp3 ISBN '9780141439518'
says out.mp3 IDENTIFIER 'urn:isbn:978-0-14-143951-8'
says out.mp3 TIT1 'Saga #3'
says out.mp3 TSOA 'Book, The'
says out.mp3 MVNM 'Saga'
says out.mp3 MVIN '3'
says out.mp3 SERIES2 'Other Saga'
says out.mp3 SERIES2-PART '7'
says out.mp3 TCOP 'Public domain'
says out.mp3 TCON 'Audiobook; Gothic fiction; Counts , Fiction, old'
says out.mp3 ILLUSTRATOR 'Bob Ill'
says out.mp3 REPLAYGAIN_TRACK_GAIN '[+-]0\.00 dB'
tag out.mp3 | grep -q 'About this\.|More of it\. ' || bad 'the description has no paragraphs'
tag out.mp3 | grep -q 'About this\.' || bad 'no description'
tag out.mp3 | grep -q 'Translator: Dora Trans' || bad 'the comment does not name the translator'

begin 'a script file keeps them all'
cp ../../1/files/book.epub .
run -o book.script script book.epub
status 0
run -o script.mp3 book.script
status 0
same script.mp3 ../../1/files/out.mp3

begin 'options override them'
cp ../../1/files/book.epub .
run -o out.mp3 --title T1 --author A1 --subtitle S1 --series X1 --series-part 9 --narrator N1 \
    --translator R1 --year 2001 --publisher P1 --comment C1 --genre G1 --language fr book.epub
status 0
for pair in TIT2:T1 TPE1:A1 TIT3:S1 TCOM:N1 TPUB:P1 TCON:G1 TYER:2001 TLAN:fra; do
    says out.mp3 "${pair%:*}" "${pair#*:}"
done
says out.mp3 SERIES X1
says out.mp3 SERIES-PART 9
says out.mp3 TRANSLATOR R1
tag out.mp3 | grep -q 'COMM.*fra|C1' || bad 'no comment'
for old in 'The Book' Ann Saga Dora 1897 'Pub House' About eng; do
    ! tag out.mp3 | grep -q -F "$old" || bad "still there: $old"
done

finish
