# SPDX-License-Identifier: GPL-3.0-or-later
# shellcheck shell=sh
# Harness of the command-line tests. A test is a POSIX sh script:
#
#     . tests/cli/lib.sh
#     begin 'a book that is not there'
#     run -o out.mp3 missing.txt          # ./lectern with these arguments, in an empty folder
#     status 3
#     one_line 'missing.txt'
#     files                               # nothing was left behind
#     finish
#
# Output is TAP. A check that fails says what it saw; the test goes on with the next check. Every `begin`
# starts in a new empty folder, the current one. $out and $err are the files with what `run` printed.

LECTERN=${LECTERN:-$PWD/lectern}
# shellcheck disable=SC2034 # for the tests
root=$PWD
work=$(mktemp -d "${TMPDIR:-/tmp}/lectern-cli-XXXXXX") || exit 1
trap 'cd / && rm -rf "$work"' EXIT
out=$work/stdout err=$work/stderr
test_count=0 test_title='' test_bad='' test_skip='' any_bad=''
unset LECTERN_DATA

if [ ! -x "$LECTERN" ]; then
    echo "Bail out! $LECTERN is not built"
    exit 1
fi

test_end() {
    [ -n "$test_title" ] || return 0
    if [ -n "$test_bad" ]; then
        any_bad=1
        echo "not ok $test_count - $test_title"
    elif [ -n "$test_skip" ]; then
        echo "ok $test_count - $test_title # SKIP $test_skip"
    else
        echo "ok $test_count - $test_title"
    fi
}

begin() {
    test_end
    test_count=$((test_count + 1)) test_title=$1 test_bad='' test_skip='' got_status=''
    mkdir -p "$work/$test_count/files" "$work/$test_count/tmp"
    cd "$work/$test_count/files" || exit 1
    TMPDIR=$work/$test_count/tmp HOME=$work/$test_count/tmp XDG_CACHE_HOME=$work/$test_count/cache
    unset XDG_CONFIG_HOME
    export TMPDIR HOME XDG_CACHE_HOME
    : >"$out"
    : >"$err"
}

finish() {
    test_end
    echo "1..$test_count"
    [ -z "$any_bad" ]
    exit
}

skip() {
    test_skip=$*
}

bad() {
    test_bad=1
    echo "# $*"
    [ ! -s "$err" ] || sed 's/^/#   stderr: /;20q' "$err"
}

# run ARGUMENT...: the program, without its cache, so that everything is made each time. `run_cached`: with the cache,
# which is empty when a test begins. `run_as COMMAND...`: any command, with the same bookkeeping.
run() {
    run_as "$LECTERN" --no-cache "$@"
}

run_cached() {
    run_as "$LECTERN" "$@"
}

run_as() {
    "$@" >"$out" 2>"$err" </dev/null
    got_status=$?
}

# run_humble ARGUMENT...: as `run`, but root without the power to read and write everything. False when
# that cannot be had.
run_humble() {
    if [ "$(id -u)" -ne 0 ]; then
        run "$@"
    elif setpriv --bounding-set=-all --inh-caps=-all true 2>/dev/null; then
        run_as setpriv --bounding-set=-all --inh-caps=-all "$LECTERN" --no-cache "$@"
    else
        return 1
    fi
}

# status WANTED: the exit status of the last run.
status() {
    [ "$got_status" = "$1" ] || bad "exit status is $got_status, wanted $1"
}

# one_line TEXT...: stderr is one printable line, and each TEXT stands in it (ignoring case).
one_line() {
    lines=$(wc -l <"$err")
    [ "$lines" -eq 1 ] || bad "stderr has $lines lines, wanted 1"
    [ "$(wc -c <"$err")" -le 400 ] || bad 'stderr has more than 400 bytes'
    if LC_ALL=C tr -d '\n\040-\176\200-\377' <"$err" | grep -q .; then
        bad 'stderr has control characters'
    fi
    for text in "$@"; do
        grep -q -i -F -e "$text" "$err" || bad "stderr does not say \"$text\""
    done
}

# err_says TEXT, out_says TEXT: TEXT stands somewhere in what was printed.
err_says() {
    grep -q -F -e "$1" "$err" || bad "stderr does not say \"$1\""
}

out_says() {
    grep -q -F -e "$1" "$out" || bad "stdout does not say \"$1\""
}

# files NAME...: the folder has these entries and no others, and nothing is left in TMPDIR and HOME.
files() {
    wanted_files=$(printf '%s\n' "$@" | sort)
    got_files=$(find . -mindepth 1 -maxdepth 1 | sed 's|^\./||' | sort)
    [ "$got_files" = "$wanted_files" ] ||
        bad "the folder has ($(echo "$got_files" | tr '\n' ' ')), wanted ($(echo "$wanted_files" | tr '\n' ' '))"
    left=$(find "$TMPDIR" -mindepth 1 | head -n 3)
    [ -z "$left" ] || bad "left in TMPDIR or HOME: $left"
}

# is_mp3 FILE: has an ID3v2 tag at its start and more than 1000 bytes.
is_mp3() {
    if [ ! -s "$1" ]; then
        bad "$1 is missing or empty"
    elif [ "$(head -c 3 "$1")" != ID3 ]; then
        bad "$1 does not begin with an ID3v2 tag"
    elif [ "$(wc -c <"$1")" -lt 1000 ]; then
        bad "$1 has only $(wc -c <"$1") bytes"
    fi
}

# same FILE FILE: byte for byte.
same() {
    cmp -s "$1" "$2" || bad "$1 and $2 differ: $(cmp "$1" "$2" 2>&1)"
}

have() {
    command -v "$1" >/dev/null 2>&1
}

# children PID: the process ids of its direct children. Workers are short-lived: the kernel's own list first.
children() {
    cat "/proc/$1/task/$1/children" 2>/dev/null && return
    for stat in /proc/[0-9]*/stat; do
        line=$(cat "$stat" 2>/dev/null) || continue
        rest=${line##*) }
        # shellcheck disable=SC2086
        set -- "$1" $rest
        [ "$3" != "$1" ] || basename "${stat%/stat}"
    done
}

# wait_for COMMAND...: waits up to 20 s until it succeeds.
wait_for() {
    tries=0
    until "$@"; do
        tries=$((tries + 1))
        [ "$tries" -lt 400 ] || return 1
        sleep 0.05
    done
}

# A book of COUNT different paragraphs in three chapters; prints it.
make_book() {
    awk -v count="$1" 'BEGIN {
        split("river lamp captain garden winter letter window bridge market candle", noun, " ")
        split("crossed watched forgot remembered followed painted carried opened", verb, " ")
        for (i = 0; i < count; i++) {
            if (i % int(count / 3 + 1) == 0) printf "CHAPTER %d\n\n", ++chapter
            printf "The %s %s the %s number %d, and nobody asked why. ", noun[i % 10 + 1], verb[i % 8 + 1],
                noun[i * 7 % 10 + 1], i + 2
            printf "\"I %s it,\" said Anna. \"So did the %s,\" Peter replied.\n\n", verb[i * 3 % 8 + 1], noun[i * 3 % 10 + 1]
        }
    }'
}

# An EPUB is packed from the folder `book`: epub_page NAME BODY... and epub_nav LIST fill it, epub_pack
# FILE METADATA ITEMS writes the package document and packs. Pages are read in the order of their making.
epub_page() {
    mkdir -p book/META-INF
    epub_name=$1
    shift
    printf '%s\n' "<html xmlns='http://www.w3.org/1999/xhtml' xmlns:epub='http://www.idpf.org/2007/ops'><head><title>x</title></head><body>$*</body></html>" \
        >"book/$epub_name"
    echo "<item id='$epub_name' href='$epub_name' media-type='application/xhtml+xml'/>" >>book/items
    echo "<itemref idref='$epub_name'/>" >>book/spine
}

epub_nav() {
    mkdir -p book/META-INF
    printf '%s\n' "<html xmlns='http://www.w3.org/1999/xhtml' xmlns:epub='http://www.idpf.org/2007/ops'><head><title>x</title></head><body><nav epub:type='toc'><ol>$*</ol></nav></body></html>" >book/nav.xhtml
    echo "<item id='nav' href='nav.xhtml' media-type='application/xhtml+xml' properties='nav'/>" >>book/items
}

epub_pack() {
    echo "<container xmlns='urn:oasis:names:tc:opendocument:xmlns:container'><rootfiles><rootfile full-path='book.opf' media-type='application/oebps-package+xml'/></rootfiles></container>" \
        >book/META-INF/container.xml
    {
        echo "<package xmlns='http://www.idpf.org/2007/opf' xmlns:opf='http://www.idpf.org/2007/opf' version='3.0' unique-identifier='u'><metadata xmlns:dc='http://purl.org/dc/elements/1.1/'>"
        echo "${2:-<dc:title>The Book</dc:title><dc:language>en</dc:language>}</metadata><manifest>${3:-}"
        cat book/items
        echo '</manifest><spine>'
        cat book/spine
        echo "</spine>${4:-}</package>"
    } >book/book.opf
    rm book/items book/spine
    # shellcheck disable=SC2046 # names without blanks
    (cd book && "$BUILD/tests/tools/pack" "../$1" $(find . -type f | sed 's|^\./||' | sort)) || bad "$1 was not packed"
}
