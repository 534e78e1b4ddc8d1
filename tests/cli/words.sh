# SPDX-License-Identifier: GPL-3.0-or-later
# shellcheck shell=sh source=tests/cli/lib.sh
# `lectern words`: which words it lists, with their number and kind. How they sound is eSpeak NG's affair; that there is
# something is looked at.
. tests/cli/lib.sh

# listed LINE...: what was printed, without the sound.
listed() {
    cut -f1,2,4 "$out" | tr '\t' ' ' >"$work/listed"
    printf '%s\n' "$@" | diff - "$work/listed" >"$work/differ" || bad "$(cat "$work/differ")"
}

begin 'names, and what is spelled out, the most frequent first'
cat >book.txt <<'END'
The Tale

Chapter 1

Hrothgar said nothing. "Come," said Grendel to Hrothgar. The xkcd flag hung in the hall. In Heorot the king slept.

Heorot slept too. Slept, and Heorot with it. So they told Hrothgar.
END
run words book.txt
status 0
listed '3 Heorot name' '3 Hrothgar name' '1 Grendel name' '1 xkcd spelled out'
[ ! -s "$err" ] || bad 'something on standard error'
files book.txt
awk -F '\t' 'NF != 4 || $3 == "" { exit 1 }' "$out" || bad 'a line without four fields'

begin 'of equals, those that come first in the alphabet'
printf 'A Tale\n\nChapter 1\n\nThey saw Zeno, and anna, Wotan, Bertha and Anna. They saw Wotan and Bertha.\n' >book.txt
run words book.txt
status 0
listed '2 Bertha name' '2 Wotan name' '1 Zeno name'

begin 'a capital at the start of a sentence makes no name'
printf 'A Tale\n\nChapter 1\n\nNobody came. "Nobody went," they said. Rain fell.\n\n  Rain on the roof,\n  Rain on the sea,\n' >book.txt
run words book.txt
status 0
[ ! -s "$out" ] || bad "listed: $(cat "$out")"

begin 'apostrophes belong to a word; what is contracted, single letters and endless words are not listed'
long=$(printf '%070d' 0 | tr 0 x)
printf "A Tale\n\nChapter 1\n\nThey and I met O'Hara, D’Arcy's dog and Bertha's; I'm sure I'd met him, a %s.\n" "$long" >book.txt
run words --language en book.txt
status 0
listed "1 Bertha's name" "1 D’Arcy's name" "1 O'Hara name"

begin 'only the chapters that are chosen'
{
    printf 'CHAPTER 1\n\n'
    printf 'They met Hrothgar at the gate, and nobody was glad.\n\n%.0s' 1 2 3 4
    printf '\n\nCHAPTER 2\n\n'
    printf 'They met Grendel at the lake, and nobody was glad.\n\n%.0s' 1 2 3 4
} >book.txt
run words --chapters 2 book.txt
status 0
listed '4 Grendel name'

begin 'in other languages and scripts'
printf 'Eine Sage\n\nKapitel 1\n\nDort war Zürn, und er sah den Weg. Sie kannten Zürn, und auch Ägir kam zu Zürn.\n' >book.txt
run words --language de book.txt
status 0
sed 1q "$out" | cut -f1,2 | grep -q "^3$(printf '\t')Zürn" || bad "first: $(sed 1q "$out")"

begin 'one book is needed, and one that is there'
run words
status 2
run words missing.txt
status 3
one_line 'missing.txt'

begin 'a closed standard output is an error'
printf 'A Tale\n\nChapter 1\n\nThey met Hrothgar.\n' >book.txt
if [ -w /dev/full ]; then
    "$LECTERN" --no-cache words book.txt >/dev/full 2>"$err"
    got_status=$?
    status 4
else
    skip 'there is no /dev/full'
fi
finish
