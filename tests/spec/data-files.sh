#!/bin/sh
# SPDX-License-Identifier: GPL-3.0-or-later
# The data files: every section and key stands once, entries are sorted, and there is nothing but what the README.md
# files beside them describe, all of which the program reads. The second half breaks a copy in one way after the
# other and looks whether that is seen.
scratch=$(mktemp -d "${TMPDIR:-/tmp}/data-files-XXXXXX") || exit 1
trap 'rm -rf "$scratch"' EXIT
count=0 failed=0

result() { # TITLE FILE: passes when the file is empty
    count=$((count + 1))
    if [ -s "$2" ]; then
        failed=1
        head -20 "$2"
        echo "not ok $count - $1"
    else
        echo "ok $count - $1"
    fi
}

check() { # FOLDER: prints what is wrong in the data files of it
    LC_ALL=C awk -f tests/spec/data-files.awk "$1/README.md" "$1/lang/README.md" "$1/markup.txt" "$1"/lang/*/*.txt
}

# Names of sections and options that stand in no source. [either] is what is neither [male] nor [female].
unread() {
    sed -n 's/^| `\[\{0,1\}\([^]`"]*\)\]\{0,1\}` |.*/\1/p; s/^| `\[\([^"]*\) "WORD"\]` |.*/\1/p' "$@" | sort -u |
        while IFS= read -r name; do
            [ "$name" = either ] || grep -rqF "\"$name\"" src || echo "no source reads \"$name\""
        done
}

breaks() { # TITLE MESSAGE FILE SED: the check says MESSAGE when the file is changed so
    rm -rf "$scratch/assets"
    cp -r assets "$scratch/assets"
    mkdir -p "$(dirname "$scratch/assets/$3")"
    { [ -f "assets/$3" ] && cat "assets/$3" || echo '[abbreviations]'; } | sed "$4" >"$scratch/assets/$3"
    check "$scratch/assets" >"$scratch/seen"
    grep -qF -- "$2" "$scratch/seen" && : >"$scratch/bad" || echo "not seen: $2" >"$scratch/bad"
    result "seen: $1" "$scratch/bad"
}

check assets >"$scratch/faults"
result 'the data files are well formed' "$scratch/faults"
printf '%s\n' assets/lang/*/*.txt | sed 's|assets/lang/||; s|\.txt$||' | LC_ALL=C sort >"$scratch/there"
grep -v '^#' assets/lang.files | diff - "$scratch/there" >"$scratch/faults"
result 'assets/lang.files lists every file of a language' "$scratch/faults"

unread assets/README.md assets/lang/README.md >"$scratch/faults"
result 'what is described is read' "$scratch/faults"

breaks 'a section twice' '[verbs of thinking] stands twice' lang/en/speakers.txt '$a\
\
[verbs of thinking]\
zz'
breaks 'a key twice' '"said" stands twice in [verbs of speaking]' lang/en/speakers.txt 's/^said$/said\
said = female/'
breaks 'a list that is not sorted' '"says" is not sorted' lang/en/speakers.txt 's/^says$/zzz\
says/'
breaks 'two entries run together' '"thoseme" looks like two words' lang/en/homographs.txt '/^\[before "blessed"\]/,/^$/s/^those$/thoseme/'
breaks 'a character that cannot be seen' 'a character that cannot be seen' lang/de/sentences.txt "s/^Abb\$/Abb$(printf '\302\255')/; s/^Abg = title/Abg$(printf '\302\255') = title/; s/^aber\$/aber$(printf '\302\240')/"
breaks 'letters of two scripts' 'mixes letters of two scripts' lang/ru/speakers.txt "s/^сказал /cказал /; s/^сказала /cказала /"
breaks 'an unknown section' 'no README.md describes [speech]' lang/en/sentences.txt 's/^\[starters\]/[speech]/'
breaks 'a section of no homograph' 'is of a word that [homographs] does not have' lang/en/homographs.txt 's/^\[near "bow"\]/[near "arrow"]/'
breaks 'an unknown file' 'no README.md describes a file of this name' lang/en/verbs.txt 's/^//'
breaks 'a folder that is not a language' 'the folder is not the code of a language' lang/swedish/sentences.txt 's/^//'
breaks 'a class name with a capital' '"Verse" has a capital' markup.txt 's/^verse$/Verse/'
breaks 'an unknown option' 'no README.md describes the option "ordinal"' lang/de/sentences.txt 's/^ordinals/ordinal/'
breaks 'a wrong value' '"sometimes" is not a value' lang/de/sentences.txt 's/^ordinals.*/ordinals = sometimes/'
breaks 'an unknown kind of abbreviation' '"titel" is not a kind' lang/sv/sentences.txt 's/= title/= titel/'
breaks 'a verb of speaking in two files' 'the word is one of [verbs of speaking]' lang/nl/sentences.txt 's/^zeide$/zei/'
breaks 'an abbreviation in two files' 'spoken.txt says this of "Mr" already' lang/en/sentences.txt 's/^Mt = .*/&/; s/^\[abbreviations\]/&\
Mr = title/'
echo "1..$count"
[ "$failed" = 0 ]
