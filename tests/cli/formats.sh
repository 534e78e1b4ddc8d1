# SPDX-License-Identifier: GPL-3.0-or-later
# shellcheck shell=sh source=tests/cli/lib.sh
# Files that are no book this program reads: each is told by name, with what to do.
. tests/cli/lib.sh
pack=$BUILD/tests/tools/pack

# refused FILE TEXT...: not read, in one sentence that has all of TEXT; nothing is left beside it.
refused() {
    file=$1
    shift
    run "$file"
    status 3
    one_line "$file" "$@"
    case $file in *.mp3) return ;; esac
    [ ! -e "${file%.*}.mp3" ] || bad "left: ${file%.*}.mp3"
}

begin 'documents of other programs'
printf '%%PDF-1.7\n1 0 obj\n<< /Type /Catalog >>\nendobj\n' >a.pdf
refused a.pdf 'a PDF document' pdftotext
printf '%%!PS-Adobe-3.0\nshowpage\n' >a.ps
refused a.ps PostScript
printf '{\\rtf1\\ansi Hello.\\par}' >a.rtf
refused a.rtf RTF 'save it as HTML or plain text'
printf '\320\317\021\340\241\261\032\341 and more' >a.doc
refused a.doc 'Microsoft Office'

begin 'Kindle books, locked and not'
{
    printf 'A_Book'
    head -c 54 /dev/zero
    printf 'BOOKMOBI'
    head -c 10 /dev/zero
    printf '\000\000\000\130' # the first record is at byte 88
    head -c 6 /dev/zero
    head -c 12 /dev/zero
} >palm
{
    cat palm
    printf '\000\000'
    head -c 100 /dev/zero
} >a.mobi
{
    cat palm
    printf '\000\002'
    head -c 100 /dev/zero
} >a.azw
refused a.mobi 'Kindle book (MOBI), not' 'convert it to EPUB'
refused a.azw 'Kindle book (MOBI) locked by DRM'
printf '\352DRMION\356 and more' >a.kfx
refused a.kfx 'Kindle book (KFX) locked by DRM'
printf 'CONT\002\000 and more' >b.kfx
refused b.kfx 'Kindle book (KFX), not' 'convert it to EPUB'

begin 'tickets and licences are not the book'
echo '<fulfillmentToken xmlns="http://ns.adobe.com/adept"><distributor>x</distributor></fulfillmentToken>' >a.acsm
refused a.acsm Adobe ACSM DRM
echo '{"id":"x","encryption":{"profile":"http://readium.org/lcp/basic-profile"}}' >a.lcpl
refused a.lcpl 'Readium LCP'

begin 'XML of other vocabularies is not read as text'
echo '<TEI xmlns="x"><text><p>Hello.</p></text></TEI>' >a.xml
refused a.xml TEI
echo '<?xml version="1.0"?><o:thing xmlns:o="x"><p>Hello.</p></o:thing>' >b.xml
refused b.xml '<thing>' 'convert it'
echo '<package xmlns="http://www.idpf.org/2007/opf"></package>' >a.opf
refused a.opf 'use the .epub file itself'
echo '<?xml version="1.0"?><html><body><h1>One</h1><p>Hello there.</p></body></html>' >a.html
run --dry-run a.html
status 0

begin 'FictionBook and OpenDocument'
printf '\357\273\277<?xml version="1.0"?>\n<!-- x -->\n<FictionBook xmlns="x"><body><p>Hello.</p></body></FictionBook>' >a.fb2
run segment a.fb2
status 0
out_says '"text":"Hello."'
"$pack" a.fb2.zip a.fb2
run segment a.fb2.zip
status 0
out_says '"text":"Hello."'
printf '%s' application/vnd.oasis.opendocument.text >mimetype
echo '<d><body><text><p>Good day.</p></text></body></d>' >content.xml
"$pack" a.odt mimetype content.xml
run segment a.odt
status 0
out_says '"text":"Good day."'

begin 'pictures, sound, archives'
printf '\211PNG\r\n\032\n and more' >a.png
refused a.png picture 'no text'
printf 'ID3\003\000\000 and more' >a.mp3
refused a.mp3 'sound file'
printf '\037\213\010\000 and more' >a.txt.gz
refused a.txt.gz gzip 'unpack it first'

begin 'a zip that is no EPUB'
mkdir -p word xl META-INF
echo '<x/>' | tee word/document.xml xl/workbook.xml META-INF/manifest.xml content.xml >/dev/null
"$pack" a.docx word/document.xml
refused a.docx DOCX 'save it as'
"$pack" a.xlsx xl/workbook.xml
refused a.xlsx XLSX
"$pack" a.ods META-INF/manifest.xml content.xml
refused a.ods OpenDocument ODS
echo 'Hello there.' | tee book.txt other.txt 1.jpg 2.jpg notes.css >/dev/null
"$pack" one.zip book.txt notes.css
refused one.zip 'zip archive' 'unpack it first' book.txt
"$pack" two.zip book.txt other.txt
refused two.zip 'one of the 2 files'
"$pack" a.cbz 1.jpg 2.jpg
refused a.cbz CBZ 'no text'
"$pack" none.zip notes.css
refused none.zip 'contains no book'

begin 'an EPUB without its package, and one that is a folder'
mkdir -p unpacked.epub/META-INF META-INF empty.epub
echo '<container><rootfiles><rootfile full-path="x.opf"/></rootfiles></container>' |
    tee META-INF/container.xml >unpacked.epub/META-INF/container.xml
"$pack" a.epub META-INF/container.xml
refused a.epub 'package document' 'download it again'
refused unpacked.epub 'a directory that contains an unpacked EPUB' 'zip -r'
refused empty.epub 'is a directory'
echo 'Not found' >b.epub
refused b.epub 'not a zip file' 'download it again'

begin 'what comes on standard input is told by that name'
printf '%%PDF-1.7\n' >a.pdf
run_as sh -c '"$0" -o out.mp3 - <a.pdf' "$LECTERN"
status 3
one_line 'standard input: is a PDF document'

# lock ALGORITHM FILE: adds META-INF/encryption.xml.
lock() {
    mkdir -p book/META-INF
    echo "<encryption xmlns='urn:oasis:names:tc:opendocument:xmlns:container' xmlns:e='http://www.w3.org/2001/04/xmlenc#'><e:EncryptedData><e:EncryptionMethod Algorithm='$1'/><e:CipherData><e:CipherReference URI='$2'/></e:CipherData></e:EncryptedData></encryption>" \
        >book/META-INF/encryption.xml
}

begin 'DRM by its makers; a package that is locked itself; fonts are no matter'
for maker in 'rights.xml:Adobe' 'license.lcpl:Readium LCP' 'sinf.xml:Apple FairPlay' 'none:unknown maker'; do
    rm -rf book
    epub_page one.xhtml '<p>Hello there.</p>'
    lock 'http://www.w3.org/2001/04/xmlenc#aes256-cbc' one.xhtml
    echo '<x/>' >"book/META-INF/${maker%%:*}"
    epub_pack a.epub
    refused a.epub 'locked by DRM' "${maker#*:}" 'look for an edition without'
done
rm -rf book
epub_page one.xhtml '<p>Hello there.</p>'
lock 'http://www.w3.org/2001/04/xmlenc#aes256-cbc' book.opf
epub_pack a.epub
head -c 300 /dev/urandom >book/book.opf
(cd book && "$pack" ../a.epub META-INF/container.xml META-INF/encryption.xml book.opf one.xhtml)
refused a.epub 'locked by DRM'
rm -rf book
epub_page one.xhtml '<p>Hello there.</p>'
lock 'http://www.idpf.org/2008/embedding' font.otf
epub_pack a.epub
run -n a.epub
status 0

begin 'a chapter that is missing, empty or broken is a warning that names it'
rm -rf book
epub_page one.xhtml '<h1>One</h1><p>Hello there.</p>'
epub_page two.xhtml '<h1>Two</h1><p>Some <b>text.</p>'
epub_page three.xhtml '<h1>Three</h1><p>Lost.</p>'
epub_page four.xhtml ''
epub_page six.xhtml '<h1>Six</h1>
<!-- a comment
of lines --><script>
</script><p>Some <i>text.</p>'
epub_nav "<li><a href='one.xhtml'>One</a></li><li><a href='five.xhtml'>Five</a></li>"
rm book/three.xhtml
: >book/four.xhtml
epub_pack a.epub
run chapters a.epub
status 0
err_says 'two.xhtml is not well-formed'
err_says 'six.xhtml is not well-formed (line 4:'
err_says 'three.xhtml is missing from the book'
err_says 'four.xhtml is empty'
err_says 'the entry "Five" in the table of contents points to five.xhtml, which is missing'
out_says 'One (9 words'

begin 'subtitles are read without numbers, times and sounds'
printf '1\n00:00:34,074 --> 00:00:37,050\nThe boat left at nine.\n\n2\n00:00:38,570 --> 00:00:40,370\n[wind]\n' >a.srt
run segment a.srt
status 0
out_says '"title":"a"'
out_says '"spoken":"The boat left at nine."'
out_says '"reason":"illustration"'
! grep -q 074 "$out" || bad 'times are read'
printf '1\n00:00:34,074 --> 00:00:37,050\n[wind]\n' >b.srt
run segment b.srt
status 3
one_line 'there is no text to read'

finish
