# SPDX-License-Identifier: GPL-3.0-or-later
# shellcheck shell=sh source=tests/cli/lib.sh
# Languages: as books name them, as eSpeak NG names them, and those that it lacks.
. tests/cli/lib.sh

chinese='我认识这条河很久了，那时候河水很宽。可是今年水没有来。'

# book FILE LANGUAGE BODY: an EPUB.
book() {
    epub_page a.xhtml "$3"
    epub_nav "<li><a href='a.xhtml'>One</a></li>"
    epub_pack "$1" "<dc:title>x</dc:title><dc:language>$2</dc:language>"
    rm -r book
}

begin 'Chinese is spoken, whatever its tag'
for tag in zh ZH-cn zh-Hant chi cmn-Hans zh-HK yue; do
    book "$tag.epub" "$tag" "<p>$chinese</p>"
    run -q -o "$tag.wav" "$tag.epub"
    status 0
    [ ! -s "$err" ] || bad "$tag: a warning"
done
cmp -s zh.wav ZH-cn.wav && cmp -s zh.wav cmn-Hans.wav || bad 'the same language has other sounds'
cmp -s zh-HK.wav yue.wav || bad 'Cantonese has two voices'
cmp -s zh.wav yue.wav && bad 'Cantonese sounds like Mandarin'

begin 'a language that eSpeak NG lacks is told before anything is spoken'
echo 'ខ្ញុំបានស្គាល់ទន្លេនេះយូរមកហើយ។' >book.txt
run --language km -o out.mp3 book.txt
status 5
one_line 'Khmer ("km")' --language
files book.txt
run --language km --dry-run book.txt
status 5
one_line 'Khmer ("km")' --language
out_says 'language km'
finish
