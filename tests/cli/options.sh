# SPDX-License-Identifier: GPL-3.0-or-later
# shellcheck shell=sh source=tests/cli/lib.sh
# --help, --version and the man page agree with each other; the documents are well-formed.
. tests/cli/lib.sh
man=$root/src/lectern.1

begin '--help all is on stdout, with status 0'
run --help all
status 0
out_says --help
out_says --version
[ ! -s "$err" ] || bad 'something on stderr'
cp "$out" "$work/help"

begin '--version'
run --version
status 0
out_says lectern

begin 'every option of --help stands in the man page'
if [ -f "$man" ]; then
    # In the source of a man page a hyphen may be written \-.
    sed 's/\\-/-/g; s/\\f[A-Z]//g' "$man" >"$work/man"
    options=$(sed -n 's/^  *\(-.*\)/\1/p' "$work/help" | grep -o -E -e '(^| )--?[A-Za-z][A-Za-z-]*' | tr -d ' ' | sort -u)
    [ -n "$options" ] || bad 'no option found in --help'
    for option in $options; do
        name=${option#-} # mdoc writes ".Fl o" for -o and ".Fl -output" for --output
        grep -q -E -e "(^|[^A-Za-z0-9-])$option([^A-Za-z0-9-]|\$)" -e "Fl $name([^A-Za-z0-9-]|\$)" "$work/man" ||
            bad "$option is not in lectern.1"
    done
else
    bad 'src/lectern.1 is missing'
fi

begin 'every option of the man page stands in --help'
if [ -f "$man" ]; then
    options=$({
        sed -n 's/^\.It Fl \([^ ]*\).*/-\1/p; s/^\.It .* Fl \([^ ]*\).*/-\1/p' "$work/man"
        awk '/^\.TP/ { getline; print }' "$work/man" | grep -o -E -e '(^|[ ,])--?[A-Za-z0-9][A-Za-z0-9-]*' | tr -d ' ,'
    } | sort -u)
    [ -n "$options" ] || bad 'no option found in lectern.1'
    for option in $options; do
        grep -q -E -e "(^|[^A-Za-z0-9-])$option([^A-Za-z0-9-]|\$)" "$work/help" || bad "$option is not in --help"
    done
else
    bad 'src/lectern.1 is missing'
fi

begin 'no line of --help is wider than 78 columns, and none ends in a space'
widest=$(LC_ALL=C.UTF-8 wc -L <"$work/help")
[ "$widest" -le 78 ] || bad "a line of $widest columns"
! grep ' $' "$work/help" || bad 'a space at the end of a line'
[ "$(wc -l <"$work/help")" -gt 100 ] || bad 'there is little of it'

begin 'headings, options and their arguments are the same in --help and the man page, in the same order'
if [ -f "$man" ]; then
    {
        sed -n -e '/^Usage:/d' -e '/^Exit status:/d' -e 's/^\([A-Z].*\):$/\1/p' \
            -e 's/^  \(-.\), \(--.*\)/\1 \2/p' -e 's/^      \(--.*\)/\1/p' "$work/help"
    } >"$work/in-help"
    sed -n -e 's/^\.Ss //p' -e 's/ Ns = Ns Ar /=/' -e 's/ Ar / /' \
        -e 's/^\.It Fl \(.\) , Fl /-\1 -/p' -e 's/^\.It Fl -/--/p' "$man" >"$work/in-man"
    cmp -s "$work/in-help" "$work/in-man" || bad "$(diff "$work/in-help" "$work/in-man" | head -n 6)"
    [ "$(grep -c -e -- "$work/in-help")" -gt 40 ] || bad 'few options were found'
else
    bad 'src/lectern.1 is missing'
fi

begin 'every command of --help stands in the man page, and the other way round'
sed -n 's/^  lectern \([a-z][a-z]*\) .*/\1/p; s/^  lectern \([a-z]*\)$/\1/p' "$work/help" | sort -u >"$work/in-help"
sed -n 's/^\.It Cm \(chapters\|words\|cast\|script\|segment\|voices\|info\|text\|config\|help\|completions\|version\).*/\1/p' "$man" | sort -u >"$work/in-man"
cmp -s "$work/in-help" "$work/in-man" || bad "$(diff "$work/in-help" "$work/in-man")"

begin 'the man page says who wrote it, where to report bugs and under which licence it is'
for section in AUTHORS 'REPORTING BUGS' COPYRIGHT; do
    grep -q -x -F -e ".Sh $section" "$man" || bad "no section $section"
done

begin 'README and CHANGELOG are at most 120 columns wide, and their links lead to files'
for document in README.md CHANGELOG.md tests/bench/README.md; do
    widest=$(LC_ALL=C.UTF-8 wc -L <"$root/$document")
    [ "$widest" -le 120 ] || bad "$document: a line of $widest columns"
    folder=$root/$(dirname "$document")
    # shellcheck disable=SC2013 # addresses without spaces
    for link in $(grep -o -E '\]\([^)]*\)' "$root/$document" | sed 's/^](//; s/)$//; s/#.*//'); do
        case $link in *://*) ;; *) [ -e "$folder/$link" ] || bad "$document: $link leads nowhere" ;; esac
    done
done

begin 'the man page has no formatting errors'
if have mandoc; then
    mandoc -T lint -W warning "$man" >"$work/lint" 2>&1 || bad "$(head -n 3 "$work/lint")"
elif have man && have groff; then
    LC_ALL=C.UTF-8 MANROFFSEQ='' MANWIDTH=80 man --warnings -E UTF-8 -l -Tutf8 -Z "$man" 2>&1 >/dev/null | grep -q . &&
        bad 'man --warnings complains'
else
    skip 'neither mandoc nor groff is installed'
fi

begin 'every exit status of err.h stands in the man page'
if [ -f "$man" ]; then
    # shellcheck disable=SC2013 # numbers, one a line
    for value in $(sed -n 's/^ *ERR_[A-Z]* = \([0-9]*\),.*/\1/p' "$root/src/base/err.h"); do
        grep -q -E -e "^(\.It |\.B |\\\\fB)?([A-Z][a-z] )?$value( |\$)" "$work/man" || bad "status $value is not in lectern.1"
    done
fi

finish
