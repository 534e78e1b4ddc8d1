# SPDX-License-Identifier: GPL-3.0-or-later
# shellcheck shell=sh source=tests/cli/lib.sh
# `make install` puts a program that works where it is told, and `make uninstall` takes all of it away.
# timeout: 120
. tests/cli/lib.sh

# A copy of the build in ./build: installing with another PREFIX compiles a file and links the program, and the
# program under test must stay as it is.
own_build() {
    mkdir build
    cp -a "$BUILD/src" "$BUILD/lectern" "$BUILD/folders" "$BUILD/number" build
}

begin 'install, run, uninstall'
here=$PWD
# MAKEFLAGS: this test may itself run under make.
unset MAKEFLAGS MFLAGS MAKELEVEL
own_build
run_as make -s -C "$root" install DESTDIR="$here/root" PREFIX=/usr/local BUILD="$here/build"
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
run_as make -s -C "$root" uninstall DESTDIR="$here/root" PREFIX=/usr/local BUILD="$here/build"
status 0
left=$(find root ! -type d)
[ -z "$left" ] || bad "left behind: $left"

begin 'an installed tree that was moved finds its data'
here=$PWD
own_build
run_as make -s -C "$root" install DESTDIR="$here/root" PREFIX=/opt/books BUILD="$here/build"
status 0
mv root/opt/books 'moved here'
echo 'The evening was warm, and the boats were out. “Good night,” said Anna.' >book.txt
run_as 'moved here/bin/lectern' segment book.txt
status 0
grep -q '"speaker":"Anna"' "$out" || bad 'Anna does not speak'
run_as 'moved here/bin/lectern' -o out.mp3 book.txt
status 0
is_mp3 out.mp3
mv 'moved here/share/lectern' gone
run_as 'moved here/bin/lectern' segment book.txt
status 5
one_line "missing from $here/moved here/bin, $here/moved here/share/lectern or /opt/books/share/lectern;"

begin 'another PREFIX compiles one file'
here=$PWD
own_build
run_as make -C "$root" PREFIX=/opt/elsewhere BUILD="$here/build" "$here/build/lectern"
status 0
compiled=$(grep -c '^compile' "$out")
[ "$compiled" -eq 1 ] || bad "$compiled files were compiled"

finish
