#!/bin/sh
# SPDX-License-Identifier: GPL-3.0-or-later
# Scores of the spoken forms on the gold pairs, when they are there and espeak-ng is: right with right pauses,
# in per cent, for the sets of books, of Google's text normalisation and of NeMo. A score below its floor fails.
# timeout: 300
gold=${GOLD:-../shared/gold}/normalisation
if [ ! -x "$gold/score-normalisation" ]; then
    echo "1..0 # SKIP no gold pairs in $gold"
    exit 0
fi
if ! command -v espeak-ng >/dev/null; then
    echo "1..0 # SKIP no espeak-ng to compare with"
    exit 0
fi
. tests/spec/floor.inc

# score LANGUAGE SET: the share of the pairs in files SET*.tsv
score() {
    "$gold/score-normalisation" "$gold/dev/$1/$2"*.tsv \
        --cmd "$LECTERN text spoken --language {lang}" |
        awk '$2 == "all" { sub("%", "", $6); print $6 }'
}

floor en books 98
floor en google 97
floor en nemo 95
floor de '' 39
floor fr '' 90
floor es '' 82
floor nl '' 95
floor 'fi' '' 90
floor pl '' 92
finish
