#!/bin/sh
# SPDX-License-Identifier: GPL-3.0-or-later
# Scores of quotations and speakers on the gold sets, when they are there. A score below its floor fails.
# timeout: 300
gold=${GOLD:-../shared/gold}
if [ ! -x "$gold/quotes/score-quotes" ]; then
    echo "1..0 # SKIP no gold quotations in $gold"
    exit 0
fi
LECTERN=${LECTERN:-./lectern}
scratch=$(mktemp -d) || exit 1
trap 'rm -rf "$scratch"' EXIT
count=0
bad=0

# The text of a book: the repaired one where there is one.
text_of() {
    if [ -e "${1%.tsv}.repaired.txt" ]; then echo "${1%.tsv}.repaired.txt"; else echo "${1%.tsv}.txt"; fi
}

# score SET: fills $scratch/SET with one "name value" a line.
score() {
    mkdir -p "$scratch/out"
    rm -f "$scratch/out"/*
    for answers in "$gold/quotes/$1"/*.tsv; do
        case $answers in *.speakers.tsv) continue ;; esac
        book=$(basename "$answers" .tsv)
        "$LECTERN" segment "$(text_of "$answers")" | "$gold/from-segments" quotes >"$scratch/out/$book.tsv"
    done
    "$gold/quotes/score-quotes" --gold "$gold/quotes/$1" --sys "$scratch/out" --missing-ok |
        awk '$1 == "==" { micro = $2 == "MICRO" }
             micro && $1 == "detection" { print "letters", $8 }
             micro && $1 == "name" || micro && $1 == "cluster" {
                 print $1, $3
                 for (i = 4; i < NF; i++)
                     if ($i ~ /^(explicit|precision|coverage|wrong-voice)$/) print $1 "-" $i, $(i + 1)
             }' >"$scratch/$1"
}

# floor SET NAME LEAST
floor() {
    count=$((count + 1))
    got=$(awk -v name="$2" '$1 == name { print $2 }' "$scratch/$1")
    if awk -v got="${got:-0}" -v least="$3" 'BEGIN { exit !(got >= least) }'; then
        echo "ok $count - $1 $2: $got, at least $3"
    else
        echo "not ok $count - $1 $2: ${got:-nothing}, at least $3"
        bad=1
    fi
}

for set in pg single dash litbank; do
    score "$set"
done
floor pg letters 97
floor pg name 74
floor pg cluster 71
floor pg name-precision 88
floor pg name-coverage 80
floor pg name-explicit 92
floor single letters 97
floor dash letters 93
floor dash name 67
floor dash name-explicit 93
floor litbank cluster 62
echo "1..$count"
exit "$bad"
