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
    run -q -o "$tag.mp3" "$tag.epub"
    status 0
    tail -c 24000 "$tag.mp3" >"$tag.end" # without the tag, which has the language
    [ ! -s "$err" ] || bad "$tag: a warning"
done
same zh.end ZH-cn.end
same zh.end cmn-Hans.end
same zh-HK.end yue.end
cmp -s zh.end yue.end && bad 'Cantonese sounds like Mandarin'

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
german='<p>Das Haus stand am Ende der Straße, und niemand wußte, wer darin wohnte. Als der Winter kam, sah man ein Licht
in dem Fenster, aber die Tür blieb zu.</p><p>Sie ging noch einmal zu dem Haus und klopfte, doch es kam keine Antwort.</p>'

begin 'metadata that contradict the text'
book book.epub en "$german"
run segment book.epub
status 0
one_line 'English ("en")' 'German ("de")' '--language en'
out_says '"language":"de"'
run segment --language en book.epub
[ ! -s "$err" ] || bad 'the option is not believed'
out_says '"language":"en"'

begin 'a stamp on each page that contradicts the text'
book book.epub de "<div lang='en-US'>$german</div>"
run segment book.epub
one_line 'English ("en-US")' 'German ("de")'
! grep -q '"language":"en' "$out" || bad 'German is read as English'

begin 'foreign paragraphs that are marked stay as they are'
book book.epub de "$german<p lang='en'>She had never seen the house before, and yet she knew that there was a garden
behind it, and that she would come back to it when the winter was over.</p>"
run segment book.epub
[ ! -s "$err" ] || bad 'a warning'
out_says '"language":"en"'

begin 'words in another script, without markup'
printf 'The word λόγος stands over the door.\n\n灯光很暗，大家一时都没有说话。\n\nОна никогда не видела этого дома.\n' >book.txt
printf '\nShe had never seen the house before, and yet she knew that there was a garden.\n' >>book.txt
run segment book.txt
status 0
out_says '"language":"el"'
out_says '"language":"zh"'
out_says '"language":"ru"'
run segment --one-language book.txt
! grep -q '"language":"el"' "$out" || bad 'the option is not followed'

begin 'letters that no voice can read'
printf '相対性理論は面白い。これは大切な話です。\n' >book.txt
run -o out.mp3 book.txt
status 0
err_says 'kanji'
run segment book.txt
out_says '"spoken":"はい。'
finish
