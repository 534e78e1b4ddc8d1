#!/bin/sh
# SPDX-License-Identifier: GPL-3.0-or-later
# Scores of the sentence splitter on the gold sets, when they are there: exact inputs in per cent for
# each set, and F1 of the ends inside for the fiction paragraphs. A score that falls below its floor fails.
# timeout: 120
gold=${GOLD:-../shared/gold}/sentences
if [ ! -x "$gold/score-sentences" ]; then
    echo "1..0 # SKIP no gold sentences in $gold"
    exit 0
fi
. tests/spec/floor.inc

# score SET COLUMN: 3 is exact, 6 is F1.
score() {
    "$gold/score-sentences" "$gold/dev/$1.tsv" --cmd "$LECTERN text sentences --language {lang}" |
        awk -v set="$1" -v column="$2" '$1 == set { print $column }'
}

floor books-en 3 96
floor books-other 3 96
floor golden-en 3 98
floor golden-other 3 87
floor pragmatic-other 3 96
floor sentencex-other 3 93
floor ud-gum-fiction 6 0.98
floor ud-gum 6 0.975
finish
