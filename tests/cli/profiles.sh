# SPDX-License-Identifier: GPL-3.0-or-later
# shellcheck shell=sh source=tests/cli/lib.sh
# Profiles, each held to the rules it is made for, by what `lectern info` decodes.
# timeout: 300
. tests/cli/lib.sh

# value FILE KEY: a number that `info --json --measure` prints.
value() {
    "$LECTERN" info --json --measure "$1" | sed -n "s/.*\"$2\":\(-\{0,1\}[0-9]*\).*/\1/p" | head -1
}

# between FILE KEY LEAST MOST
between() {
    got=$(value "$1" "$2")
    if [ -z "$got" ] || [ "$got" -lt "$3" ] || [ "$got" -gt "$4" ]; then
        bad "$1: $2 is $got, wanted $3 to $4"
    fi
}

# says FILE TEXT: `info` prints it.
says() {
    "$LECTERN" info "$1" | grep -q -F -e "$2" || bad "$1: info does not say \"$2\""
}

can_listen() {
    "$LECTERN" info --measure "$1" >/dev/null 2>&1
}

begin 'acx: every file keeps the rules of the store'
run --profile acx -o out/ "$root/assets/sample.txt"
status 0
if ! can_listen 'out/01 - Opening Credits.mp3'; then
    skip 'built without libmpg123 and libebur128'
else
    for file in out/*.mp3; do
        between "$file" rms_mdb -23000 -18000
        between "$file" true_peak_mdb -20000 -3000
        between "$file" floor_mdb -80000 -60000
        between "$file" lead_in_ms 500 1000
        between "$file" lead_out_ms 1000 5000
        says "$file" 'MPEG-1 Layer III, 44100 Hz, mono, constant 192 kbit/s'
    done
fi
[ -f 'out/06 - Closing Credits.mp3' ] || bad 'no closing credits'

begin 'acx: a chapter longer than allowed is cut, and both files begin and end in room tone'
{
    echo 'Chapter 1'
    for i in 1 2 3 4 5 6 7 8 9 10 11 12 13 14 15 16 17 18 19 20; do
        printf '\nParagraph %s says nothing of interest, but it says so slowly and at length, so that there is enough.\n' $i
        printf 'It goes on and on, as paragraphs do, and it ends in the end.\n'
    done
} >book.txt
run --profile acx --split chapters,minutes=1.5 --title 'A B' --author 'C D' -o out/ book.txt
status 0
[ -f 'out/03 - Chapter 1 (2).mp3' ] || bad "the chapter is not cut: $(ls out)"
if can_listen 'out/01 - Opening Credits.mp3'; then
    for file in out/*.mp3; do
        between "$file" lead_in_ms 500 1000
        between "$file" lead_out_ms 1000 5000
    done
fi

begin 'librivox: names, tags, introduction'
run --profile librivox --title 'Les Misérables, Tome I' --author 'Victor Hugo' --language en -o out/ "$root/assets/sample.txt"
status 0
file=out/sample/lesmiserablestomei_02_hugo_128kb.mp3
[ -f "$file" ] || bad "there is no $file: $(ls out/sample)"
says "$file" 'MPEG-1 Layer III, 44100 Hz, mono, constant 128 kbit/s'
says "$file" 'TIT2: 02 - Chapter 1: In Which a Clock Miscounts'
says "$file" 'TPE1: Victor Hugo'
says "$file" 'TALB: Les Misérables, Tome I'
if can_listen "$file"; then
    between "$file" lead_out_ms 4900 5300
    between "$file" integrated_mlufs -19500 -16500
fi
run script --profile librivox "$root/assets/sample.txt"
out_says 'This is a LibriVox recording.'
out_says 'End of Chapter 3: What Was Done About It.'

begin 'small and phone; options beside a profile have the last word'
run --profile small -o small.mp3 "$root/assets/sample.txt"
says small.mp3 'MPEG-2 Layer III, 22050 Hz, mono, constant 56 kbit/s'
run --bitrate 80 --profile small -o small80.mp3 "$root/assets/sample.txt"
says small80.mp3 'constant 80 kbit/s'
run --profile phone --single-voice -o phone.mp3 "$root/assets/sample.txt"
if can_listen phone.mp3; then
    between phone.mp3 integrated_mlufs -17500 -15000
    between phone.mp3 true_peak_mdb -20000 -3000
fi

begin 'a profile that does not exist, or is wrong'
run --profile smal "$root/assets/sample.txt"
status 2
one_line 'did you mean small' 'acx'
cp -r "$root/assets" "$root/voices" .
printf '[night]\nloudness = -25\nno-such = 1\n' >assets/profiles.txt
LECTERN_DATA=$PWD run --profile night "$root/assets/sample.txt"
status 5
one_line 'profiles.txt:3' 'no option --no-such'
printf '[night]\nprofile = night\n' >assets/profiles.txt
LECTERN_DATA=$PWD run --profile night "$root/assets/sample.txt"
status 5

begin 'room tone: the same bytes with any number of workers, and in masters'
run --room-tone -60 -j 1 -o one.mp3 "$root/assets/sample.txt"
run --room-tone -60 -j 3 -o three.mp3 "$root/assets/sample.txt"
same one.mp3 three.mp3
run --room-tone -60 -o master.wav -c 1 "$root/assets/sample.txt"
status 0
tail -c 2000 master.wav | od -An -v -tx1 | tr -d ' 0\n' | grep -q . || bad 'the master ends in digital silence'
run --room-tone -40 "$root/assets/sample.txt"
status 2

begin 'credits in a language that has none'
echo 'Egy rövid szöveg.' >book.txt
run --credits book --language hu -o out.mp3 book.txt
status 2
one_line 'Hungarian' 'credits book'
run --credits nobody -o out.mp3 book.txt
status 2
one_line 'book, librivox'
finish
