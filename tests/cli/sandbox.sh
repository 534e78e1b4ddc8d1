# SPDX-License-Identifier: GPL-3.0-or-later
# shellcheck shell=sh source=tests/cli/lib.sh
# Confinement: it changes no byte, it is there before the book is opened, and nothing breaks without it.
# timeout: 180
. tests/cli/lib.sh
old_kernel=$BUILD/tests/tools/old_kernel

begin 'the same bytes with a sandbox, without one, and on a kernel that has none'
make_book 8 >book.txt
run -j 2 -o with.mp3 book.txt
status 0
run -j 2 --no-sandbox -o without.mp3 book.txt
status 0
same with.mp3 without.mp3
run_as "$old_kernel" "$LECTERN" -v -j 2 -o old.mp3 book.txt
if [ "$got_status" -eq 77 ]; then
    echo '# skip a kernel without a sandbox: it cannot be imitated here'
    cp with.mp3 old.mp3
else
    status 0
    same with.mp3 old.mp3
    # A build with a sanitizer never confines itself.
    if ! nm "$LECTERN" 2>/dev/null | grep -q __asan_init; then
        err_says 'no Landlock: files are not confined'
        err_says 'no seccomp filters: system calls are not confined'
    fi
fi
files book.txt with.mp3 without.mp3 old.mp3

confined() {
    "$BUILD/tests/unit/test_sandbox" 2>/dev/null | grep -q '^# Linux.*Landlock [1-9].*filters yes$'
}

begin 'MP3 and FLAC; a cast, a lexicon, a chime and a cover, each in a folder of its own'
mkdir in cast lexicon chime cover out
make_book 3 >in/book.txt
cp "$root/assets/chime.flac" chime/chime.flac
printf 'Anna = anner\n' >lexicon/words
printf '\377\330\377\340 a picture' >cover/picture.jpg
run cast -o cast/book.cast in/book.txt
status 0
for ending in mp3 flac; do
    run --cast cast/book.cast -l lexicon/words --chime chime/chime.flac --cover cover/picture.jpg --cover-size 0 -o "out/book.$ending" in/book.txt
    status 0
    run --no-sandbox --cast cast/book.cast -l lexicon/words --chime chime/chime.flac --cover cover/picture.jpg --cover-size 0 -o "out/free.$ending" in/book.txt
    same "out/book.$ending" "out/free.$ending"
done
[ ! -s "$err" ] || [ "$(wc -l <"$err")" -eq 1 ] || bad 'more was said than one line'

begin 'what stands beside the book is found; so is a target behind a link, and the book on standard input'
mkdir in out
make_book 3 >in/book.txt
printf 'Anna = anner\n' >in/book.lexicon
run cast -o in/book.cast in/book.txt
status 0
ln -s ../out/real.mp3 in/book.mp3
run -v in/book.txt
status 0
err_says 'book.lexicon:1: "Anna" used'
is_mp3 out/real.mp3
"$LECTERN" -o piped.mp3 - <in/book.txt >"$out" 2>"$err"
got_status=$?
status 0
is_mp3 piped.mp3

begin 'a script file has its cover beside it, and none elsewhere'
mkdir a b
printf '\377\330\377\340 a picture' >a/picture.jpg
cp a/picture.jpg b/picture.jpg
printf '[script]\ntitle = T\ncover = picture.jpg\n[text]\n\nA line.\n' >a/near.script
printf '[script]\ntitle = T\ncover = ../b/picture.jpg\n[text]\n\nA line.\n' >a/far.script
run --cover-size 0 a/near.script
status 0
grep -q 'a picture' a/near.mp3 || bad 'the cover is missing'
run --cover-size 0 a/far.script
status 0
if confined; then
    err_says 'is not next to the script file, and is not used'
    ! grep -q 'a picture' a/far.mp3 || bad 'a cover from elsewhere was read'
else
    echo '# skip a cover elsewhere: this system does not confine files'
fi

begin 'in force before the book is opened, and in each worker'
make_book 6 >book.txt
if ! have strace; then
    skip 'no strace'
elif ! confined; then
    skip 'this system, or this build, does not confine'
else
    # fork returns in the child as a process of its own number; its first calls are those of worker.c.
    run_as strace -f -o calls -e trace=landlock_restrict_self,prctl,openat,socket,execve,exit_group \
        "$LECTERN" -q -j 2 -o out.mp3 book.txt
    status 0
    awk '
        { pid = $1 }
        NR == 1 { parent = pid }
        /landlock_restrict_self\(.* = 0$/ { landlock[pid] = 1 }
        /PR_SET_SECCOMP, SECCOMP_MODE_FILTER.* = 0$/ { filter[pid] = 1 }
        /(landlock_restrict_self|PR_SET_SECCOMP).*<unfinished/ { half[pid] = $2 }
        /<\.\.\. landlock_restrict_self resumed>.* = 0$/ { landlock[pid] = 1 }
        /<\.\.\. prctl resumed>.* = 0$/ && half[pid] ~ /prctl/ { filter[pid] = 1 }
        pid == parent && /"book\.txt", O_RDONLY/ { confined = landlock[pid] && filter[pid] }
        pid == parent && !/ (socket|execve)\(/ { next } # it reads the dictionaries, too, for the cache
        /_dict"/ && !(landlock[pid] && filter[pid]) && !spoke[pid] { print "worker " pid " speaks unconfined"; bad = 1 }
        /_dict"/ { spoke[pid] = 1 }
        / socket\(/ { print "a socket: " $0; bad = 1 }
        / execve\(/ && NR > 1 { print "a program: " $0; bad = 1 }
        END {
            for (pid in spoke) count++
            if (count == 0) { print "no worker spoke"; bad = 1 }
            if (!confined) { print "the program reads the book unconfined"; bad = 1 }
            exit bad
        }' calls >"$out" || bad "$(cat "$out")"
    run_as strace -f -o calls -e trace=landlock_restrict_self,prctl "$LECTERN" -q --no-sandbox -o out.mp3 book.txt
    ! grep -q 'landlock_restrict_self(\|SECCOMP_MODE_FILTER' calls || bad '--no-sandbox confines'
fi

begin 'each book of several is confined before it is read, and so are the system calls of what starts them'
make_book 2 >a.txt
make_book 3 >b.txt
if ! have strace; then
    skip 'no strace'
elif ! confined; then
    skip 'this system, or this build, does not confine'
else
    run_as strace -f -o calls -e trace=landlock_restrict_self,prctl,openat,socketpair "$LECTERN" --no-cache -q -j 2 -o out/ a.txt b.txt
    status 0
    awk '
        { pid = $1 }
        NR == 1 { first = pid }
        /landlock_restrict_self\(|<\.\.\. landlock_restrict_self resumed>/ { landlock[pid] = 1 }
        /PR_SET_SECCOMP/ { filter[pid] = 1 }
        pid == first && /socketpair\(/ && !filter[pid] { print "a book is started without a filter"; bad = 1 }
        pid == first && /openat\(.*"[ab]\.txt"/ { print "the supervisor reads a book"; bad = 1 }
        pid != first && /"[ab]\.txt", O_RDONLY/ { read[pid] = landlock[pid] && filter[pid] ? "confined" : "free" }
        END {
            for (pid in read) { count++; if (read[pid] == "free") { print "a book is read unconfined"; bad = 1 } }
            if (count != 2) { print count " books were read"; bad = 1 }
            exit bad
        }' calls >"$out" || bad "$(cat "$out")"
fi

# Programs put into the workers that write where they can; see ../shared/cases/faults.
begin 'a worker that writes into the unfinished result, or into a voice, changes nothing'
evil=$root/../shared/cases/faults/evil2.c
if [ ! -e "$evil" ]; then
    skip 'no ../shared'
elif ! confined; then
    skip 'this system, or this build, does not confine'
else
    make_book 6 >book.txt
    ${CC:-cc} -w -shared -fPIC -o evil.so "$evil" -ldl || bad 'cannot compile'
    run -j 1 -o good.mp3 book.txt
    for what in p v; do
        run_as env EVIL=$what LD_PRELOAD="$PWD/evil.so" "$LECTERN" -j 1 -o $what.mp3 book.txt
        status 0
        same good.mp3 $what.mp3
    done
fi

finish
