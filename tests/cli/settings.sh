# SPDX-License-Identifier: GPL-3.0-or-later
# shellcheck shell=sh source=tests/cli/lib.sh
# Options from files: the user's config, lectern.conf beside the books, profiles; what these may not do.
. tests/cli/lib.sh

# rejects TEXT...: status 2 and one line that says each TEXT.
rejects() {
    status 2
    one_line "$@"
}

# holds LINE: `lectern config` printed this line.
holds() {
    grep -q -x -F -e "$1" "$out" || bad "not printed: $1"
}

config() {
    mkdir -p "$PWD/conf/lectern"
    XDG_CONFIG_HOME=$PWD/conf
    export XDG_CONFIG_HOME
    cat >conf/lectern/config
}

begin 'who has the last word'
here=$PWD
config <<END
rate = 180   # a comment
single-voice

pauses = 120
[night]
gain = -6
pauses = 150
END
mkdir books
printf 'rate = 170\n[night]\ngain = -8\n' >books/lectern.conf
echo 'Some words.' >books/book.txt
run config
status 0
holds "rate = 180  # $here/conf/lectern/config:1"
holds "single-voice  # $here/conf/lectern/config:2"
run config books/book.txt
holds 'rate = 170  # books/lectern.conf:1'
holds "pauses = 120  # $here/conf/lectern/config:4"
run --profile night --pauses 90 config books/book.txt
holds 'gain = -8  # books/lectern.conf:3'
holds 'pauses = 90  # command line'
! grep -q 'pauses = 1' "$out" || bad 'an overruled setting is printed'
run --no-config config books/book.txt
holds 'no-config  # command line'
! grep -q rate "$out" || bad 'the config was read all the same'

begin 'a profile of the program, and of the user on top of it'
config <<END
[phone]
bitrate = 80
END
run --profile phone config
status 0
holds "bitrate = 80  # $PWD/conf/lectern/config:2"
grep -q '^loudness = -16  # .*profiles.txt:' "$out" || bad 'nothing of the program'

begin 'what is printed is a file of settings'
config <<END
rate = 180
pause = sentence=300,paragraph=500
title = A # B
single-voice = no
END
run config
cp "$out" printed
grep -v '^#' printed >first
cp printed conf/lectern/config
run config
sed 's/#.*//' first >a
grep -v '^#' "$out" | sed 's/#.*//' >b
cmp -s a b || bad "$(diff a b)"

begin 'settings make the same sound as options'
echo 'The evening was warm, and the boats were out. “Good night,” said Anna.' >book.txt
run --rate 190 --single-voice -o a.mp3 book.txt
status 0
printf 'rate = 190\nsingle-voice = yes\n' >lectern.conf
run -o b.mp3 book.txt
status 0
cmp -s a.mp3 b.mp3 || bad 'the sound differs'
run --rate 150 -o b.mp3 -f book.txt
cmp -s a.mp3 b.mp3 && bad 'the command line has no last word'

begin 'a change of settings makes the file anew'
echo 'Some words.' >book.txt
run_as "$LECTERN" book.txt
status 0
cp book.mp3 first
echo 'rate = 250' >lectern.conf
run_as "$LECTERN" book.txt
status 0
cmp -s book.mp3 first && bad 'the old sound'

begin 'files are named beside the file of settings'
config <<END
lexicon = names.lexicon
END
echo 'Some = many' >conf/lectern/names.lexicon
echo 'Some words.' >book.txt
run segment book.txt
status 0
grep -q '"spoken":"many words' "$out" || bad 'the lexicon was not used'

begin 'a lectern.conf does nothing behind the back'
mkdir books
echo 'Some words.' >books/book.txt
for line in 'output = /tmp/x.mp3' 'force' 'cache = .' 'no-sandbox' 'output-dir = ..' 'files-from = a'; do
    echo "$line" >books/lectern.conf
    run segment books/book.txt
    rejects 'books/lectern.conf:1' "${line%% *}" 'your own config'
done
for line in 'cover = /etc/passwd' 'lexicon = ../a' 'chime = a/../../b' 'cast = ~/x' 'intro = ..'; do
    echo "$line" >books/lectern.conf
    run segment books/book.txt
    rejects 'books/lectern.conf:1' 'not below the folder'
done

begin 'mistakes are told with file and line'
config <<END
rate = 180
piches = 3
END
run segment book.txt
rejects 'lectern/config:2' 'no option --piches'
printf '# a\n\nraet = 180\n' >conf/lectern/config
run segment book.txt
rejects 'lectern/config:3' 'did you mean --rate'
echo 'rate = fast' >conf/lectern/config
run segment book.txt
rejects 'lectern/config:1' 'from 80'
echo 'single-voice = maybe' >conf/lectern/config
run segment book.txt
rejects 'lectern/config:1' 'yes or no'
echo '[night' >conf/lectern/config
run segment book.txt
rejects 'lectern/config:1' ']'
printf '[a]\nprofile = b\n' >conf/lectern/config
run --profile a segment book.txt
rejects 'lectern/config:2' 'command line'
run --profile nigth segment book.txt
rejects 'no profile "nigth"' acx
echo 'rate = fast' >conf/lectern/config
run --help
status 0

begin 'files that are no settings'
config </dev/null
echo 'Some words.' >book.txt
run segment book.txt
status 0
rm conf/lectern/config
mkdir conf/lectern/config
run segment book.txt
rejects lectern/config
rmdir conf/lectern/config
head -c 5000000 /dev/zero | tr '\0' 'x' >conf/lectern/config
run segment book.txt
rejects lectern/config
head -c 300000 /dev/urandom >conf/lectern/config
run segment book.txt
rejects lectern/config
rm conf/lectern/config
mkfifo conf/lectern/config
run_as timeout 20 "$LECTERN" segment book.txt
rejects lectern/config

finish
