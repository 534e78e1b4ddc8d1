# SPDX-License-Identifier: GPL-3.0-or-later
# shellcheck shell=sh source=tests/cli/lib.sh
# Covers: what is embedded as it is, and what becomes a JPEG that every player shows.
. tests/cli/lib.sh

# Eight pixels by eight in red, made by libjpeg.
baseline() {
    base64 -d <<'END'
/9j/4AAQSkZJRgABAQAAAQABAAD/2wBDABALDA4MChAODQ4SERATGCgaGBYWGDEjJR0oOjM9PDkzODdASFxOQERXRTc4UG1RV19i
Z2hnPk1xeXBkeFxlZ2P/2wBDARESEhgVGC8aGi9jQjhCY2NjY2NjY2NjY2NjY2NjY2NjY2NjY2NjY2NjY2NjY2NjY2NjY2NjY2Nj
Y2NjY2NjY2P/wAARCAAIAAgDASIAAhEBAxEB/8QAFQABAQAAAAAAAAAAAAAAAAAAAAb/xAAUEAEAAAAAAAAAAAAAAAAAAAAA/8QA
FQEBAQAAAAAAAAAAAAAAAAAABQb/xAAUEQEAAAAAAAAAAAAAAAAAAAAA/9oADAMBAAIRAxEAPwCdAHq9/9k=
END
}

progressive() {
    base64 -d <<'END'
/9j/4AAQSkZJRgABAQAAAQABAAD/2wBDABALDA4MChAODQ4SERATGCgaGBYWGDEjJR0oOjM9PDkzODdASFxOQERXRTc4UG1RV19i
Z2hnPk1xeXBkeFxlZ2P/2wBDARESEhgVGC8aGi9jQjhCY2NjY2NjY2NjY2NjY2NjY2NjY2NjY2NjY2NjY2NjY2NjY2NjY2NjY2Nj
Y2NjY2NjY2P/wgARCAAIAAgDASIAAhEBAxEB/8QAFQABAQAAAAAAAAAAAAAAAAAAAAX/xAAVAQEBAAAAAAAAAAAAAAAAAAAEBf/a
AAwDAQACEAMQAAABnA9f/8QAFBABAAAAAAAAAAAAAAAAAAAAAP/aAAgBAQABBQJ//8QAFBEBAAAAAAAAAAAAAAAAAAAAAP/aAAgB
AwEBPwF//8QAFBEBAAAAAAAAAAAAAAAAAAAAAP/aAAgBAgEBPwF//8QAFBABAAAAAAAAAAAAAAAAAAAAAP/aAAgBAQAGPwJ//8QA
FBABAAAAAAAAAAAAAAAAAAAAAP/aAAgBAQABPyF//9oADAMBAAIAAwAAABAH/8QAFBEBAAAAAAAAAAAAAAAAAAAAAP/aAAgBAwEB
PxB//8QAFBEBAAAAAAAAAAAAAAAAAAAAAP/aAAgBAgEBPxB//8QAFBABAAAAAAAAAAAAAAAAAAAAAP/aAAgBAQABPxB//9k=
END
}

# pictures FILE: what is said of the pictures in it.
pictures() {
    "$LECTERN" info "$1" | sed -n 's/^  Picture //p'
}

begin 'a JPEG that fits stays as it is'
baseline >cover.jpg
echo 'Some words.' >book.txt
run -q --cover cover.jpg -o book.mp3 book.txt
status 0
[ "$(pictures book.mp3)" = "1: baseline JPEG, 8 by 8 pixels, $(($(wc -c <cover.jpg))) bytes, front cover" ] ||
    bad "$(pictures book.mp3)"

begin 'a JPEG without its last bytes gets an end'
baseline | head -c -2 >cover.jpg
echo 'Some words.' >book.txt
run -q --cover cover.jpg -o book.mp3 book.txt
status 0
tail -c +1 book.mp3 | head -c 20000 | LC_ALL=C grep -q -a -F "$(printf '\377\331')" || bad 'the picture has no end'

begin 'a progressive one becomes baseline, by option or in the book'
progressive >cover.jpg
echo 'Some words.' >book.txt
printf '[script]\ntitle = T\ncover = cover.jpg\n[text]\n\nA line.\n' >near.script
for words in '--cover cover.jpg book.txt' near.script; do
    # shellcheck disable=SC2086
    run -f -q -o book.mp3 $words
    status 0
    pictures book.mp3 | grep -q '1: baseline JPEG, 8 by 8 pixels' || bad "$words: $(pictures book.mp3)"
done
run -f -q --cover-size 0 --cover cover.jpg -o book.mp3 book.txt
pictures book.mp3 | grep -q 'progressive JPEG' || bad "--cover-size 0: $(pictures book.mp3)"
"$LECTERN" info book.mp3 | grep -q 'do not show' || bad 'info does not warn of it'
run -f -q --cover-size 4 --cover cover.jpg -o book.mp3 book.txt
pictures book.mp3 | grep -q '4 by 4 pixels' || bad "--cover-size 4: $(pictures book.mp3)"

begin 'a picture that cannot be read'
progressive | head -c 60 >cover.jpg
echo 'Some words.' >book.txt
printf '[script]\ntitle = T\ncover = cover.jpg\n[text]\n\nA line.\n' >near.script
run -o book.mp3 --cover cover.jpg book.txt
status 3
one_line 'cover.jpg: cannot be read as a picture'
run -q -o book.mp3 near.script
status 0
one_line 'warning' 'the cover of the book is not used'
[ -z "$(pictures book.mp3)" ] || bad 'it has a picture'
begin 'a cover is made, or drawn from an SVG'
echo 'Some words.' >book.txt
run -q --make-cover --title 'A & B <C>' --author 'D E' -o book.mp3 book.txt
if grep -q 'built without librsvg' "$err"; then
    skip 'built without librsvg'
else
    status 0
    pictures book.mp3 | grep -q '1: baseline JPEG, 1400 by 1400 pixels' || bad "made: $(pictures book.mp3)"
    run -q --make-cover --title 'A & B <C>' --author 'D E' -o again.mp3 book.txt
    same book.mp3 again.mp3
    run -q --make-cover --title 'Another' --author 'D E' --cover-size 300 -o other.mp3 book.txt
    pictures other.mp3 | grep -q '300 by 300 pixels' || bad "--cover-size 300: $(pictures other.mp3)"
    baseline >cover.jpg
    run -q -f --make-cover --cover cover.jpg -o book.mp3 book.txt
    pictures book.mp3 | grep -q '8 by 8 pixels' || bad 'a cover that is there was not used'
    echo '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 20 10"><rect width="9" height="9"/></svg>' >cover.svg
    run -q -f --cover cover.svg --cover-size 200 -o book.mp3 book.txt
    pictures book.mp3 | grep -q '1: baseline JPEG, 200 by 100 pixels' || bad "svg: $(pictures book.mp3)"
    echo '<svg xmlns="http://www.w3.org/2000/svg"><rect' >cover.svg
    run -q -f --cover cover.svg -o broken.mp3 book.txt
    status 3
    one_line 'cover.svg'
    if "$LECTERN" info --picture wave.png book.mp3 >/dev/null 2>"$err"; then
        [ "$(head -c 4 wave.png | tail -c 3)" = PNG ] || bad 'wave.png is no PNG'
    else
        grep -q 'built without' "$err" || bad 'info --picture wave.png failed'
    fi
fi

finish
