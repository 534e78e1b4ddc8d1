# SPDX-License-Identifier: GPL-3.0-or-later
# shellcheck shell=sh source=tests/cli/lib.sh
# lectern script: the whole book as a text to edit, and back. The same bytes when nothing was changed.
# timeout: 600
. tests/cli/lib.sh
shared=$root/../shared

# round_trip BOOK [OPTION...]: same bytes by the script as by the book; a script of a script is the same.
round_trip() {
    cp "$1" . || return
    book=${1##*/} name=${1##*/}
    name=${name%.*}
    shift
    run script "$book"
    status 0
    cp "$out" "$name.script"
    run script "$name.script"
    status 0
    same "$out" "$name.script"
    run -q "$@" -o book.mp3 "$book"
    run -q "$@" -o script.mp3 "$name.script"
    status 0
    same book.mp3 script.mp3
}

begin 'the sample: same bytes'
round_trip "$root/assets/sample.txt"

begin 'the sample with a cast and other pauses: same bytes'
printf '[Tom]\npitch = +8\nvoice = man-young\n[Mr. Pym]\nvoice = narrator\n' >sample.cast
cp "$root/assets/sample.txt" .
run -q -o book.mp3 --pause sentence=300,paragraph=1000 sample.txt
run script --pause sentence=300,paragraph=1000 sample.txt
cp "$out" sample.script
rm sample.cast
run -q -o script.mp3 sample.script
same book.mp3 script.mp3

begin 'the report: same bytes'
if [ -f "$shared/books/symposium-report.txt" ]; then
    round_trip "$shared/books/symposium-report.txt"
else
    skip 'no ../shared'
fi

for novel in ARoomWithAView AnneOfGreenGables TheInvisibleMan; do
    begin "$novel: same bytes, two chapters of it"
    if [ -f "$shared/gold/quotes/pg/$novel.txt" ]; then
        round_trip "$shared/gold/quotes/pg/$novel.txt" --chapters 2-3
    else
        skip 'no ../shared'
    fi
done

begin 'an EPUB with a cover: same bytes'
if [ -f "$shared/gold/epub/epub/idpf-wasteland.epub" ]; then
    round_trip "$shared/gold/epub/epub/idpf-wasteland.epub"
else
    skip 'no ../shared'
fi

begin 'another speaker is another voice'
make_book 6 >book.txt
run script book.txt
cp "$out" book.script
grep -q '^\[Anna\] "I ' book.script || bad 'no line of Anna'
sed 's/^\[Anna\] /[Peter] /' book.script >other.script
run -q -o book.mp3 book.script
run -q -o other.mp3 other.script
status 0
cmp -s book.mp3 other.mp3 && bad 'the tag changes nothing'

begin 'by hand: the tags of others'
printf '# One\n\n<<VOICE:man-dark>>Hello. [pause:1] [voice:woman-old]Good day.[/voice]\n<<CHAPTER_MARKER:Two>>\nBye [sic].\n' >hand.txt
run -q hand.txt
status 0
is_mp3 hand.mp3
run segment hand.txt
for text in '"title":"Two"' '"voice":"woman-old","text":"Good day."' '"pause_ms":1000' '[sic]'; do
    out_says "$text"
done

begin 'by hand: plain headings are chapters, too'
printf 'CHAPTER I\n\n<<VOICE:man-dark>>\n\nOne.\n\n<<CHAPTER_MARKER:The second>>\nCHAPTER II\n\nChapter 2 was short.\n\nPART TWO\n\nCHAPTER III\n\nThree [pause:1] and four.\n\nEPILOGUE\n\nFive.\n' >hand.txt
run segment hand.txt
status 0
titles=$(sed -n 's/.*"type":"chapter".*"level":\([0-9]*\),"title":"\([^"]*\)".*/\1 \2/p' "$out" | tr '\n' ';')
[ "$titles" = '1 Chapter I;1 The second;1 Part Two;2 Chapter III;1 Epilogue;' ] || bad "chapters: $titles"
[ "$(grep -c '"heading":true' "$out")" -eq 5 ] || bad 'a heading is no heading'
# What [script] begins has marks for its chapters; a line is a line.
printf '[script]\n[text]\n# One\n\nCHAPTER I\n\nText.\n' >hand.script
run segment hand.script
[ "$(grep -c '"type":"chapter"' "$out")" -eq 1 ] || bad 'a line of a script became a chapter'

begin 'pauses alone leave it to lectern who speaks'
printf '# One\n\n"Hello," said Anna.\n\n[pause:2]\n\n"Bye," said Bob.\n' >hand.txt
run segment hand.txt
status 0
for text in '"speaker":"Anna"' '"speaker":"Bob"' '"pause_ms":2000'; do
    out_says "$text"
done

begin 'mistakes name the line and what to write; nothing is rendered'
make_book 6 >book.txt
run script book.txt
cp "$out" book.script
rm book.txt
line=$(grep -n '^\[Anna\]' book.script | tail -n 1 | cut -d : -f 1)
while IFS='|' read -r change wanted; do
    sed "$line$change" book.script >bad.script
    run bad.script
    status 3
    one_line "bad.script:$line:" "$wanted"
    files book.script bad.script
done <<'ROWS'
s/Anna/Ana/|nearest name is "Anna"
s/Anna/Zacharias/|Add new names to the cast
s/.Anna./[Anna/|has no closing ]
s/.Anna./[pause: long]/|[pause:1.5]
s/.*/#/|# Title
ROWS

finish
