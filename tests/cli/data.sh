# SPDX-License-Identifier: GPL-3.0-or-later
# shellcheck shell=sh source=tests/cli/lib.sh
# The data files of languages and that of markup: a broken one ends every kind of book with its line; each is read once
# for a book.
# timeout: 600
. tests/cli/lib.sh

data=$work/data
mkdir -p "$data/assets"
cp -R "$root/assets/lang" "$data/assets/lang"
cp "$root/assets/markup.txt" "$data/assets/markup.txt"
cp "$root/assets/lang.files" "$data/assets/lang.files"
ln -s "$root/voices" "$data/voices"
ln -s "$root/assets/chime.flac" "$data/assets/chime.flac"

# What every book in British English needs that has a phrase in French and a lexicon beside it; then what finds out who
# speaks, unless a script says it.
tables='en/phonemes mul/phonemes mul/x-sampa'
told_files="mul/voices mul/recognition en-GB/spoken en/spoken en/homographs mul/spoken fr/spoken en/sentences en/speakers $tables"
script_files="$told_files en/given_names
    mul/given_names de/given_names fr/given_names es/given_names it/given_names"

# lexicon FILE: one that needs every table of sounds.
lexicon() {
    echo '<lexicon xmlns="http://www.w3.org/2005/01/pronunciation-lexicon" version="1.0" xml:lang="en" alphabet="ipa">
    <lexeme><grapheme>Anna</grapheme><phoneme>ˈanə</phoneme></lexeme>
    <lexeme><grapheme>Bob</grapheme><phoneme alphabet="x-sampa">"bQb</phoneme></lexeme></lexicon>' >"$1"
}

# path_of NAME: "en/structure" or "markup", below the folder with the data.
path_of() {
    case $1 in
    */*) echo "assets/lang/$1.txt" ;;
    *) echo "assets/$1.txt" ;;
    esac
}

# breaks FILES ARGUMENT...: with any one of the files broken, the run ends with status 5 and the line; then it is fine.
breaks() {
    names=$1
    shift
    for name in $names; do
        path=$(path_of "$name")
        file=$data/$path
        echo '[broken' >>"$file"
        run_as env LECTERN_DATA="$data" "$LECTERN" "$@"
        [ "$got_status" = 5 ] || bad "$name: exit status is $got_status, wanted 5"
        one_line "/$path:$(($(wc -l <"$file"))): "
        cp "$root/$path" "$file"
    done
    run_as env LECTERN_DATA="$data" "$LECTERN" "$@"
    status 0
}

# reads_once FILES ARGUMENT...: opens these data files, each once, and no others.
reads_once() {
    names=$1
    shift
    have strace || return 0
    # LeakSanitizer does not work under ptrace.
    ASAN_OPTIONS=detect_leaks=0 strace -f -e trace=open,openat -o trace "$LECTERN" "$@" >/dev/null 2>&1 || bad 'strace failed'
    sed -n 's|.*"[^"]*/assets/\([^"]*\)\.txt".* = [0-9][0-9]*$|\1|p' trace | sed 's|^lang/||' | sort >opened
    # shellcheck disable=SC2086 # a list
    printf "%s\n" $names | sort -u >wanted
    cmp -s opened wanted || bad "files opened (<) and wanted (>): $(diff opened wanted | grep '^[<>]' | tr '\n' ' ')"
    rm trace opened wanted
}

story='"Come in," said Anna to Bob. It was 5 p.m., and they sat.'
formula='<math xmlns="http://www.w3.org/1998/Math/MathML"><mi>a</mi><mo>+</mo><mi>b</mi></math>'

begin 'a plain text'
printf 'CHAPTER I\n\n%s\n\nThe end of it was not the beginning, and the rest is for you to find.\n' "$story" >book.txt
lexicon book.pls
files=$(echo "en/structure mul/recognition $script_files" | sed 's|en-GB/spoken ||; s|fr/spoken ||')
breaks "$files" segment book.txt
reads_once "$files" segment book.txt

begin 'a plain text whose language is given'
printf 'CHAPTER I\n\n%s\n' "$story" >book.txt
lexicon book.pls
files="en/structure $(echo "$script_files" | sed 's|fr/spoken ||')"
breaks "$files" segment --language en-GB book.txt
reads_once "$files" segment --language en-GB book.txt

begin 'HTML'
page="<h1>One</h1><p>$story <i lang='fr'>Bonjour, madame.</i></p><p>So $formula it is.</p>"
echo "<!DOCTYPE html><html lang='en-GB'><head><title>x</title></head><body>$page</body></html>" >book.html
lexicon book.pls
files="markup en/structure mul/recognition en/skipped_pages en/math $script_files"
breaks "$files" segment --image-texts book.html
reads_once "$files" segment --image-texts book.html

begin 'HTML that does not say its language'
echo "<!DOCTYPE html><html><head><title>x</title></head><body>$page</body></html>" >book.html
breaks "en/structure mul/recognition" segment book.html
reads_once "en/structure mul/recognition markup en/math $(echo "$script_files" | sed 's|en-GB/spoken ||; s#en/phonemes mul/phonemes mul/x-sampa##')" segment book.html

begin 'HTML that names its language'
echo "<!DOCTYPE html><html lang='English'><head><title>x</title></head><body>$page</body></html>" >book.html
breaks 'en/structure' segment book.html

begin 'Markdown'
printf -- '---\ntitle: x\nlang: en-GB\n---\n\n# One\n\n%s\n\n' "$story" >book.md
printf '## Two\n\n<span lang="fr">Bonjour, madame.</span> So %s it is.\n' "$formula" >>book.md
lexicon book.pls
# Its head is looked at last: what stands in the file is found in the language of the text.
files="en/structure mul/recognition markup en/skipped_pages en/math $script_files"
breaks "$files" segment --image-texts book.md
reads_once "$files" segment --image-texts book.md

begin 'EPUB'
epub_page one.xhtml "$page"
epub_page two.xhtml "<h1>Two</h1><p>So $formula it is.</p>"
epub_pack book.epub '<dc:title>The Book</dc:title><dc:language>en-GB</dc:language>'
lexicon book.pls
files="markup en/structure mul/recognition en/skipped_pages en/math $script_files"
breaks "$files" segment book.epub
reads_once "$files" segment book.epub

begin 'an EPUB that does not say its language'
epub_page one.xhtml "$page"
epub_pack book.epub '<dc:title>The Book</dc:title>'
breaks "en/structure mul/recognition en/skipped_pages" segment book.epub

begin 'a script'
printf '[script]\ntitle = x\nlanguage = en-GB\n\n[text]\n\n[chapter: One]\n\n%s\n\n[language:fr]Bonjour, madame.[/language]\n' "$story" >book.script
lexicon book.pls
breaks "$told_files" segment book.script
reads_once "$told_files" segment book.script

begin 'a text with tags'
printf '[chapter: One]\n\n%s\n\n[pause:2]\n\n[language:fr]Bonjour, madame.[/language]\n' "$story" >book.txt
lexicon book.pls
files="en/structure mul/recognition $(echo "$script_files" | sed 's|en-GB/spoken ||')"
breaks "$files" segment book.txt
reads_once "$files" segment book.txt

begin 'a script whose cover is in an EPUB'
epub_page one.xhtml '<p>Hello there.</p>'
epub_pack cover.epub
printf '[script]\ntitle = x\nlanguage = en\ncover = cover.epub\n\n[text]\n\n[chapter: One]\n\n%s\n' "$story" >book.script
breaks "markup en/structure en/skipped_pages $tables" segment book.script

begin 'commands without a book'
breaks 'en/spoken en/homographs mul/spoken en/sentences' text spoken

begin 'no file is left of an MP3'
printf 'CHAPTER I\n\n%s\n' "$story" >book.txt
echo '[broken' >>"$data/assets/lang/en/sentences.txt"
run_as env LECTERN_DATA="$data" "$LECTERN" book.txt
status 5
one_line en/sentences.txt
files book.txt
cp "$root/assets/lang/en/sentences.txt" "$data/assets/lang/en/sentences.txt"

begin 'a data file that cannot be read'
printf 'CHAPTER I\n\n%s\n' "$story" >book.txt
rm "$data/assets/lang/en/sentences.txt"
mkdir "$data/assets/lang/en/sentences.txt"
run_as env LECTERN_DATA="$data" "$LECTERN" book.txt
status 5
one_line en/sentences.txt
files book.txt

begin 'a file of a language that is lost'
rm -rf "$data/assets/lang/en/sentences.txt"
cp "$root/assets/lang/en/sentences.txt" "$data/assets/lang/en/sentences.txt"
make_book 3 >book.txt
# shellcheck disable=SC2013 # names without blanks
for name in $(grep -h '^en/' "$data/assets/lang.files"); do
    mv "$data/assets/lang/$name.txt" lost
    run_as env LECTERN_DATA="$data" "$LECTERN" --dry-run --credits book book.txt
    case $name in
    en/math | en/skipped_pages | en/phonemes) status 0 ;; # not for this book
    *)
        status 5
        one_line "/assets/lang/$name.txt is missing"
        ;;
    esac
    mv lost "$data/assets/lang/$name.txt"
done
files book.txt

finish
