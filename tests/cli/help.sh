# SPDX-License-Identifier: GPL-3.0-or-later
# shellcheck shell=sh source=tests/cli/lib.sh
# The help on one screen, of a command, and the completions of shells: all of it from the table of options.
. tests/cli/lib.sh

# rejects STATUS TEXT...: one line that says each TEXT.
rejects() {
    status "$1"
    shift
    one_line "$@"
}

begin '--help is one screen of 80 columns'
run --help
status 0
cp "$out" "$work/screen"
[ "$(wc -l <"$work/screen")" -le 24 ] || bad "$(wc -l <"$work/screen") lines"
[ "$(LC_ALL=C.UTF-8 wc -L <"$work/screen")" -le 80 ] || bad 'a line is too wide'
for word in --output --voice chapters segment 'lectern --help all'; do
    out_says "$word"
done
run help
status 0
cmp -s "$out" "$work/screen" || bad 'lectern help says something else'
run --help no-such-book.txt
status 0
cmp -s "$out" "$work/screen" || bad 'with the name of a book it says something else'

begin 'help of a command has what the command takes, and no more'
for form in 'help segment' 'segment --help' '--help segment'; do
    # shellcheck disable=SC2086 # words
    run $form
    status 0
    out_says 'lectern [OPTIONS] segment BOOK'
    for option in language margin lexicon from quiet; do
        grep -q -e "--$option" "$out" || bad "$form: no --$option"
    done
    for option in bitrate chime jobs measure say split; do
        ! grep -q -e "--$option " "$out" || bad "$form: --$option"
    done
done
run info --help
grep -q -e '--picture FILE$' "$out" || bad 'no --picture'

begin 'every option that help of a command may name exists'
run --help all
cp "$out" "$work/all"
# shellcheck disable=SC2013 # words
for option in $(sed -n 's/^[^"]*"\([a-z -]*\)".*/\1/p; s/^.*READERS "\([a-z -]*\)".*/\1/p; s/^.*ALL[ SPECH]* "\([a-z -]*\)".*/\1/p' \
    "$root/src/help/takes.c"); do
    case $option in chapters | words | cast | script | segment | voices | info | text) continue ;; esac
    grep -q -e "--$option\b" "$work/all" || bad "no option --$option"
done

begin 'no such command'
run help segmnt
rejects 2 'no command "segmnt"' 'lectern help segment'

begin 'version'
run version
status 0
cp "$out" "$work/version"
run --version
cmp -s "$out" "$work/version" || bad 'two versions'
run version 3
rejects 2 version

begin 'completions have every option and command'
for shell in bash zsh fish; do
    run completions "$shell"
    status 0
    cp "$out" "$work/made.$shell"
    for name in $(sed -n 's/^  *\(-., \)\{0,1\}--\([a-z-]*\).*/\2/p' "$work/all"); do
        grep -q -E -e "(--|-l )$name([^a-z-]|\$)" "$work/made.$shell" || bad "$shell: no --$name"
    done
    for name in chapters segment help completions; do
        grep -q -w -e "$name" "$work/made.$shell" || bad "$shell: no $name"
    done
done
run completions csh
rejects 2 bash zsh fish

begin 'the completions of bash complete'
if have bash; then
    cat >try.bash <<'END'
. "$work/made.bash"
compopt() { :; }
try() { COMP_WORDS=(lectern "$@"); COMP_CWORD=$#; _lectern; echo "${COMPREPLY[*]}"; }
try --dry
try seg
try -o out
try book.txt --single
END
    [ "$(work=$work bash try.bash | tr '\n' '|')" = '--dry-run|segment||--single-voice|' ] || bad "$(work=$work bash try.bash 2>&1)"
else
    skip 'bash is not installed'
fi

begin 'zsh and fish read theirs'
for shell in zsh fish; do
    have "$shell" || continue
    "$shell" -n "$work/made.$shell" || bad "$shell finds a mistake"
done

finish
