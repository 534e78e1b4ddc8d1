# SPDX-License-Identifier: GPL-3.0-or-later
# shellcheck shell=sh source=tests/cli/lib.sh
# Several books: each as if alone, a broken one harms no other, names, lists, folders, signals.
# timeout: 300
. tests/cli/lib.sh

# short NAME TITLE AUTHOR: a plain text of a few seconds.
short() {
    printf '%s\n\nby %s\n\n\nCHAPTER I\n\nThe evening was warm in %s. "Good night," said Anna.\n' "$2" "$3" "$1" >"$1"
}

# with_metadata NAME METADATA: an EPUB.
with_metadata() {
    epub_page a.xhtml '<h1>One</h1><p>The evening was warm.</p>'
    epub_pack "$1" "$2<dc:language>en</dc:language>"
    rm -r book
}

# tree NAME...: all files below the current folder.
tree() {
    wanted_files=$(printf '%s\n' "$@" | LC_ALL=C sort)
    got_files=$(find . -type f | sed 's|^\./||' | LC_ALL=C sort)
    [ "$got_files" = "$wanted_files" ] ||
        bad "there is ($(echo "$got_files" | tr '\n' '|')), wanted ($(echo "$wanted_files" | tr '\n' '|'))"
}

gone() {
    [ ! -d "/proc/$1" ]
}

begin 'several books, one of them broken: the others are the same as alone, with any number of workers'
make_book 12 >a.txt
make_book 6 >b.txt
short c.txt 'THE LAMP' 'Ann Author'
head -c 3000 "$LECTERN" >broken.txt
for book in a b c; do
    run -q -o "alone-$book.mp3" "$book.txt"
    status 0
done
for jobs in 1 3; do
    run -j "$jobs" a.txt broken.txt b.txt missing.txt c.txt -o "out$jobs/"
    status 7
    err_says "lectern: broken.txt: is a"
    err_says 'lectern: missing.txt: No such file'
    err_says '3 books: '
    [ "$(tail -n 1 "$err")" = 'lectern: 2 of 5 books failed: broken.txt, missing.txt' ] || bad 'the last line does not name them'
    [ "$(wc -l <"$err")" -eq 7 ] || bad 'not one line for each book, and two'
    [ ! -s "$out" ] || bad 'something on stdout'
    for book in a b c; do
        same "alone-$book.mp3" "out$jobs/$book.mp3"
    done
    [ "$(find "out$jobs" | wc -l)" -eq 4 ] || bad "more than three files in out$jobs"
done

begin 'no progress where there is no terminal'
make_book 3 >a.txt
make_book 3 >b.txt
run a.txt b.txt --output-dir out
status 0
[ "$(wc -l <"$err")" -eq 3 ] || bad 'not three lines'
run -q a.txt b.txt --output-dir out
status 0
[ ! -s "$err" ] || bad 'something on stderr'

begin 'all fail in the same way: that status; in different ways: status 7'
run one.txt two.txt
status 3
err_says '2 of 2 books failed: one.txt, two.txt'
mkdir d.mp3 && short d.txt T A
run one.txt d.txt
status 7

begin 'without a folder, each MP3 stands next to its book'
mkdir x
short x/a.txt T A
short b.txt T A
run x/a.txt b.txt
status 0
tree x/a.txt x/a.mp3 b.txt b.mp3

begin 'one book and a folder'
short a.txt 'THE LAMP' 'Ann Author'
run -o out/ a.txt
status 0
one_line 'out/a.mp3: '
mkdir there
run -o there a.txt
status 0
run --output-dir new/sub a.txt
status 0
tree a.txt out/a.mp3 there/a.mp3 new/sub/a.mp3

begin 'nothing is left of the folders for a book that fails'
run -o out/sub/ a.txt
status 3
run -o out/sub/ a.txt b.txt
status 3
files

begin 'names from metadata'
with_metadata a.epub "<dc:title>Emma: A Novel</dc:title><dc:creator>Jane Austen</dc:creator><dc:date>1815</dc:date><meta name='calibre:series' content='Highbury'/><meta name='calibre:series_index' content='2'/>"
with_metadata b.epub '<dc:title>Letters / Notes</dc:title><dc:creator>Jane Austen</dc:creator>'
with_metadata c.epub '<dc:title>../../CON</dc:title>'
run ./*.epub -o out/ --name '{author}/{series}/{series_part} - {title} ({year})'
status 0
tree a.epub b.epub c.epub "out/Jane Austen/Highbury/2 - Emma - A Novel (1815).mp3" \
    "out/Jane Austen/Letters - Notes.mp3" out/CON_.mp3
run -n ./*.epub -o x/ --name '{author_sort} - {title}.flac'
status 0
[ "$(cut -d: -f1 "$out")" = "./a.epub -> x/Jane Austen - Emma - A Novel.flac
./b.epub -> x/Jane Austen - Letters - Notes.flac
./c.epub -> x/CON_.flac" ] || bad "the plan is $(cat "$out")"
[ ! -e x ] || bad 'a dry run made a folder'

begin 'names that would be the same are told apart in the order of the books'
for i in 1 2 3; do
    with_metadata "$i.epub" '<dc:title>Same</dc:title>'
done
with_metadata 4.epub '<dc:title>SAME (2)</dc:title>'
with_metadata 5.epub '<dc:title>sAME</dc:title>'
printf 'x' >0.epub
for jobs in 1 4; do
    run -n -j "$jobs" ./?.epub --name '{title}'
    status 7
    [ "$(cut -d: -f1 "$out")" = './1.epub -> ./Same.mp3
./2.epub -> ./Same (2).mp3
./3.epub -> ./Same (3).mp3
./4.epub -> ./SAME (2) (2).mp3
./5.epub -> ./sAME (4).mp3' ] || bad "the plan is $(cat "$out")"
done

begin 'wrong uses'
short a.txt T A
for words in '--name {titel} a.txt' '-o out.mp3 a.txt a2.txt' '-o x/ --output-dir y a.txt' '--null a.txt' '--recursive' \
    '--title T a.txt a2.txt' '- a.txt' '--name {title} chapters a.txt' '--recursive cast a.txt'; do
    # shellcheck disable=SC2086
    run $words
    status 2
    one_line
done
files a.txt

begin 'a folder, with --recursive only'
mkdir -p shelf/b/deep shelf/.hidden
short shelf/z.txt T A
short shelf/b/a.md T A
short shelf/b/deep/A.HTML T A
short shelf/.hidden/h.txt T A
short shelf/.h.txt T A
short shelf/notes.pdf T A
short shelf/edited.txt T A
run script -o shelf/edited.script shelf/edited.txt
ln -s .. shelf/b/deep/up
ln -s ../z.txt shelf/b/again.txt
ln -s nowhere shelf/broken.txt
run -o out/ shelf
status 3
one_line 'shelf: is a directory' --recursive
run -n -R -o out.mp3 shelf
status 2
one_line 'out.mp3: for several books' DIR/
run -n -R -o out/ shelf
status 0
[ "$(cut -d: -f1 "$out")" = 'shelf/b/a.md -> out/b/a.mp3
shelf/b/again.txt -> out/b/again.mp3
shelf/b/deep/A.HTML -> out/b/deep/A.mp3
shelf/edited.script -> out/edited.mp3' ] || bad "the plan is $(cat "$out")"
mkdir empty
run -R empty
status 3
one_line 'no book'

begin 'lists of files'
short a.txt T A
short 'b c.txt' T A
printf 'new\nline' | xargs -0 -I{} cp a.txt 'new
line.txt'
printf 'a.txt\r\n\nb c.txt\n' >list
run -n --files-from list
status 0
[ "$(cut -d: -f1 "$out")" = 'a.txt -> a.mp3
b c.txt -> b c.mp3' ] || bad "the plan is $(cat "$out")"
printf 'new\nline.txt\0b c.txt\0a.txt' >list0
run_as sh -c '"$0" --no-cache -n --files-from - -0 a.txt <list0' "$LECTERN"
status 0
[ "$(cut -d: -f1 "$out")" = 'a.txt -> a.mp3
new line.txt -> new line.mp3
b c.txt -> b c.mp3' ] || bad "the plan is $(cat "$out")"
run --files-from list0
status 3
one_line --null
run --files-from missing
status 3
: >nothing
run --files-from nothing
status 3
one_line 'no book'

begin 'what is up to date is left alone'
short a.txt T A
short b.txt T A
for name in '{stem}' '{title} {stem}'; do
    rm -rf out
    run_cached a.txt b.txt -o out/ --name "$name"
    status 0
    echo more >>b.txt
    run_cached a.txt b.txt -o out/ --name "$name"
    status 0
    err_says 'a.mp3: is up to date'
    err_says '1 book is up to date'
    err_says '1 book: '
    run_cached -o "$(find out -name '*b.mp3')" b.txt
    err_says 'is up to date'
    run_cached a.txt b.txt -o out/ --name "$name"
    status 0
    [ "$(tail -n 1 "$err")" = '2 books are up to date' ] || bad 'the last line is another'
    echo changed >"$(find out -name '*a.mp3')"
    run_cached a.txt b.txt -o out/ --name "$name"
    status 7
    err_says --force
    [ "$(cat out/*a.mp3)" = changed ] || bad 'a file of somebody else was replaced'
done

begin 'a dry run says what is up to date, and changes nothing'
short a.txt T A
short b.txt T A
for name in '{stem}' '{title} {stem}'; do
    rm -rf out
    run_cached -n a.txt b.txt -o out/ --name "$name"
    status 0
    grep -q 'up to date' "$out" "$err" && bad 'something is up to date'
    tree a.txt b.txt
    run_cached a.txt b.txt -o out/ --name "$name"
    status 0
    echo more >>b.txt
    (cd "$XDG_CACHE_HOME" && find . | sort) >"$work/kept"
    run_cached -n a.txt b.txt -o out/ --name "$name"
    status 0
    out_says 'a.mp3: is up to date'
    [ "$(grep -c 'b.mp3: .* chapter' "$out")" = 1 ] || bad 'no plan for the other'
    err_says '1 book is up to date'
    err_says '1 book: about'
    run_cached -n --force a.txt b.txt -o out/ --name "$name"
    status 0
    grep -q 'up to date' "$out" "$err" && bad 'something is up to date in spite of --force'
    echo changed >"$(find out -name '*a.mp3')"
    run_cached -n a.txt b.txt -o out/ --name "$name"
    status 7
    err_says --force
    (cd "$XDG_CACHE_HOME" && find . | sort) | cmp -s - "$work/kept" || bad 'the cache was changed'
    rm -rf out "$XDG_CACHE_HOME"
    run_cached -n a.txt b.txt -o out/ --name "$name"
    status 0
    [ ! -e "$XDG_CACHE_HOME" ] || bad 'a cache was made'
done

for signal in INT TERM; do
    begin "SIG$signal ends all books and leaves nothing"
    make_book 3000 >a.txt
    cp a.txt b.txt
    cp a.txt c.txt
    env --default-signal=INT,QUIT "$LECTERN" --no-cache -j 2 -o out/ a.txt b.txt c.txt >"$out" 2>"$err" </dev/null &
    pid=$!
    two_books() {
        books=$(children "$pid")
        # shellcheck disable=SC2086
        set -- $books
        [ $# -ge 2 ] && [ -n "$(children "$1")" ]
    }
    if wait_for two_books; then
        workers=$(for book in $books; do children "$book"; done)
        kill -"$signal" "$pid"
        wait "$pid"
        got_status=$?
        [ "$got_status" -gt 128 ] || bad "exit status is $got_status, wanted 128 + signal"
        for process in $books $workers; do
            wait_for gone "$process" || bad "process $process lives on"
        done
        files a.txt b.txt c.txt
        [ ! -s "$err" ] || bad 'something on stderr'
    else
        bad 'no two books were started'
        kill -9 "$pid"
        wait "$pid"
    fi
done

begin 'a shelf that is killed takes its books along'
make_book 3000 >a.txt
cp a.txt b.txt
"$LECTERN" --no-cache -j 2 -o out/ a.txt b.txt >"$out" 2>"$err" </dev/null &
pid=$!
if wait_for two_books; then
    workers=$(for book in $books; do children "$book"; done)
    kill -9 "$pid"
    wait "$pid" 2>/dev/null
    for process in $books $workers; do
        wait_for gone "$process" || bad "process $process lives on"
    done
    tree a.txt b.txt
else
    bad 'no two books were started'
fi

# With one permit, all others would wait for ever if it were lost.
begin 'a book whose process is killed fails alone, and its permit is not lost'
make_book 3000 >a.txt
make_book 3 >b.txt
make_book 3 >c.txt
"$LECTERN" --no-cache -j 1 -o out/ a.txt b.txt c.txt >"$out" 2>"$err" </dev/null &
pid=$!
speaks() {
    # shellcheck disable=SC2046
    set -- $(children "$pid")
    book=${1:-}
    [ -n "$book" ] && [ -n "$(children "$book")" ]
}
if wait_for speaks; then
    kill -9 "$book"
    wait "$pid"
    got_status=$?
    status 7
    err_says 'lectern: a.txt: the process that rendered it was ended by signal 9'
    err_says '1 of 3 books failed: a.txt'
    is_mp3 out/b.mp3
    is_mp3 out/c.mp3
    [ ! -e out/a.mp3 ] || bad 'out/a.mp3 is there'
else
    bad 'no book was started'
    kill -9 "$pid"
    wait "$pid"
fi

finish
