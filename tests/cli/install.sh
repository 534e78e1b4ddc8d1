# shellcheck shell=sh source=tests/cli/lib.sh
# `make install` puts a program that works where it is told, and `make uninstall` takes all of it away.
# timeout: 120
. tests/cli/lib.sh

begin 'install, run, uninstall'
here=$PWD
# MAKEFLAGS: this test may itself run under make.
unset MAKEFLAGS MFLAGS MAKELEVEL
run_as make -s -C "$root" install DESTDIR="$here/root" PREFIX=/usr/local BUILD="$BUILD"
status 0
for path in bin/lectern share/man/man1/lectern.1 share/lectern/voices share/lectern/assets/lang share/lectern/assets/chime.flac; do
    [ -e "root/usr/local/$path" ] || bad "$path was not installed"
done
echo 'The evening was warm, and the boats were out. “Good night,” said Anna.' >book.txt
LECTERN_DATA=$here/root/usr/local/share/lectern
export LECTERN_DATA
run_as root/usr/local/bin/lectern -o out.mp3 book.txt
unset LECTERN_DATA
status 0
is_mp3 out.mp3
run_as make -s -C "$root" uninstall DESTDIR="$here/root" PREFIX=/usr/local BUILD="$BUILD"
status 0
left=$(find root ! -type d)
[ -z "$left" ] || bad "left behind: $left"

finish
