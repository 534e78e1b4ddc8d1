# SPDX-License-Identifier: GPL-3.0-or-later
# shellcheck shell=sh source=tests/cli/lib.sh
# The sample is the first thing a newcomer hears: it is read as it was meant.
. tests/cli/lib.sh

begin 'the sample is understood'
run segment "$root/assets/sample.txt"
status 0
# count PATTERN LEAST MOST: lines of the segments.
count() {
    found=$(grep -c "$1" "$out")
    if [ "$found" -lt "$2" ] || [ "$found" -gt "$3" ]; then
        bad "$found lines with $1, wanted $2 to $3"
    fi
}
count '"kind":"verse".*The tide goes out' 1 1
count '"kind":"verse"' 4 10
count '"kind":"letter"' 6 20
count '"kind":"heading"' 3 6
# who TEXT NAME: the utterance that has TEXT is spoken by NAME.
who() {
    grep '"type":"utterance"' "$out" | grep -F "$1" | grep -q "\"speaker\":\"$2\"" ||
        bad "not $2: $(grep '"type":"utterance"' "$out" | grep -F "$1" | head -n 1)"
}
who 'It struck thirteen times' 'Mr. Pym'
who 'It only struck once' 'Dr. Hale'
who 's a box!' 'Tom'
who 'The rain looked down' 'narrator'
who 'one for Margaret' 'Mr. Pym'

finish
