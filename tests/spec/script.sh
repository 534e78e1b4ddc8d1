#!/bin/sh
# SPDX-License-Identifier: GPL-3.0-or-later
# Holds tests/spec/script.md against the program. UPDATE=1 writes what the program says into the page.
# timeout: 120
set -u
page=tests/spec/script.md
lectern=${LECTERN:-./lectern}
work=$(mktemp -d) || exit 1
trap 'rm -rf "$work"' EXIT

# The title of each example into N.title, its blocks into N.text and N.lines.
awk -v work="$work" '
    /^## / { n++; print substr($0, 4) >(work "/" n ".title"); next }
    /^```/ { block = block == "" ? substr($0, 4) : ""; next }
    block != "" { print >(work "/" n "." block) }
' "$page"

# One line an utterance, from JSON Lines.
show() {
    "$lectern" segment "$1" | sed -n '
        s/.*"type":"skip".*"reason":"\([^"]*\)".*/skip \1/p
        s/.*"type":"chapter".*"level":\([0-9]*\),"title":"\([^"]*\)".*/chapter \1 | \2/p
        s/.*"type":"utterance".*"kind":"\([^"]*\)","speaker":"\([^"]*\)".*"spoken":"\(.*\)","pause_ms":\([0-9]*\),.*/\1, \2, \4 | \3/p
    '
}

count=$(find "$work" -name '*.title' | wc -l)
echo "1..$count"
status=0
n=0
while [ "$n" -lt "$count" ]; do
    n=$((n + 1))
    # No heading, and so a chapter named by the file: it has the same name for all.
    cp "$work/$n.text" "$work/example.txt"
    show "$work/example.txt" >"$work/$n.got"
    [ -f "$work/$n.lines" ] || : >"$work/$n.lines"
    if cmp -s "$work/$n.got" "$work/$n.lines"; then
        echo "ok $n - $(cat "$work/$n.title")"
    else
        echo "not ok $n - $(cat "$work/$n.title")"
        diff "$work/$n.lines" "$work/$n.got" | sed 's/^/# /'
        status=1
    fi
done

if [ -n "${UPDATE:-}" ]; then
    awk -v work="$work" '
        /^## / { n++ }
        /^```lines/ { skipping = 1 }
        !skipping { print }
        /^```$/ && skipping { skipping = 0; next }
        /^```$/ && !skipping {
            print "```lines"
            while ((getline line <(work "/" n ".got")) > 0) print line
            print "```"
        }
    ' "$page" >"$work/page" && cp "$work/page" "$page"
fi
exit $status
