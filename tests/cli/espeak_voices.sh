# SPDX-License-Identifier: GPL-3.0-or-later
# shellcheck shell=sh source=tests/cli/lib.sh
# Voices of eSpeak NG by the names that people know, and voices of your own.
. tests/cli/lib.sh

begin 'in any case, alone and with a language'
echo 'The evening was warm, and the boats were out, and nobody was there to see them.' >book.txt
run -o ours.mp3 book.txt
status 0
for voice in Max max MAX en-us+Max; do
    run --voice "$voice" -o "$voice.mp3" book.txt
    status 0
    is_mp3 "$voice.mp3"
    cmp -s "$voice.mp3" ours.mp3 && bad "$voice sounds like ours"
done
"$LECTERN" segment --voice Annie book.txt | grep -q '"voice":"Annie"' || bad 'not the voice'

begin 'as loud as ours'
"$LECTERN" -q -o ours.mp3 "$root/assets/sample.txt"
if "$LECTERN" info --measure ours.mp3 >/dev/null 2>&1; then
    for voice in Annie m8 Hugo iven robosoft5; do
        "$LECTERN" -q --single-voice --voice "$voice" -o it.mp3 "$root/assets/sample.txt"
        lufs=$("$LECTERN" info --json --measure it.mp3 | sed -n 's/.*"integrated_mlufs":\(-[0-9]*\).*/\1/p')
        [ "${lufs:-0}" -ge -19000 ] && [ "${lufs:-0}" -le -17000 ] || bad "$voice: $lufs"
    done
else
    skip 'built without libmpg123 and libebur128'
fi

begin 'in a cast file'
echo '“Good night,” said Anna. “Sleep well,” said Tom.' >book.txt
printf '[Anna]\nvoice = Annie\n\n[Tom]\nvoice = en-us+m3\n' >book.cast
run segment book.txt
status 0
grep -q '"speaker":"Anna".*"voice":"Annie"' "$out" || bad 'Anna'
grep -q '"speaker":"Tom".*"voice":"en-us+m3"' "$out" || bad 'Tom'

begin 'names lead nowhere else'
echo 'Some words.' >book.txt
for voice in ../../x 'en-us+../../../tmp/x' 'max+f3' klatt6 '' + 'en+' +f3 mb-de1 /etc/passwd; do
    run --voice "$voice" -o out.mp3 book.txt
    status 2
done
run --voice "$(head -c 100000 /dev/zero | tr '\0' x)" -o out.mp3 book.txt
status 2
files book.txt

begin 'a character called like one of them has a voice of ours'
echo '“Good night,” said Michael. “Sleep well,” said Annie.' >book.txt
run segment book.txt
! grep -q -E '"voice":"(Michael|Annie)"' "$out" || bad 'a voice by accident'

begin 'lectern voices'
run voices
status 0
out_says Annie
out_says en-us
[ "$(sed '1,/^$/d' "$out" | LC_ALL=C.UTF-8 wc -L)" -le 78 ] || bad 'a line is too wide'
run voices --say 'Good evening.' -o v.mp3 Max man-dark en-us+f3
status 0
err_says '3 chapters'
run voices --say 'Good evening.' -o w.mp3 Maxx
status 2
one_line 'there is no voice "Maxx"'
run voices Max
status 2
one_line 'voices Max --say'

begin 'a voice of your own'
XDG_CONFIG_HOME=$PWD/conf
export XDG_CONFIG_HOME
mkdir -p conf/lectern/voices
sed 's/^pitch = .*/pitch = 30/' "$root/voices/man-dark.voice" >conf/lectern/voices/uncle.voice
echo 'The evening was warm, and the boats were out.' >book.txt
run voices
grep -q '^uncle ' "$out" || bad 'not listed'
run --voice man-dark -o a.mp3 book.txt
run --voice uncle -o b.mp3 book.txt
status 0
cmp -s a.mp3 b.mp3 && bad 'it sounds like the voice it was made from'
run_cached --voice uncle -o c.mp3 book.txt
cmp -s b.mp3 c.mp3 || bad 'with a cache it sounds different'
sed -i 's/^pitch = .*/pitch = 70/' conf/lectern/voices/uncle.voice
run_cached --voice uncle -o c.mp3 book.txt
cmp -s b.mp3 c.mp3 && bad 'it was edited and sounds the same'
cp conf/lectern/voices/uncle.voice conf/lectern/voices/man-dark.voice
run --voice man-dark -o d.mp3 book.txt
cmp -s a.mp3 d.mp3 && bad 'it does not take the place of ours'
run --no-config --voice man-dark -o d.mp3 -f book.txt
cmp -s a.mp3 d.mp3 || bad 'with --no-config'

begin 'mistakes in it are told with file and line'
XDG_CONFIG_HOME=$PWD/conf
export XDG_CONFIG_HOME
mkdir -p conf/lectern/voices
echo 'Some words.' >book.txt
mistake() {
    printf '%b' "$1" >conf/lectern/voices/x.voice
    shift
    run segment book.txt
    status 5
    one_line x.voice "$@"
}
mistake '[voice]\nbase = gmw/en\npitsch = 4\n' 'x.voice:3' '"pitch"'
mistake '[voice]\npitch = 4\n' 'base'
mistake '[voice]\nbase = gmw/en\npitch = 400\n' 'x.voice:3' '0 to 99'
mistake '[voise]\nbase = gmw/en\n' 'x.voice:2' '[voice]'
mistake '[voice]\nbase = ../../x\n' 'x.voice:2'
mistake '[voice]\nbase = gmw/en\nvariant = ../x\n' 'x.voice:3'
mistake 'base = gmw/en\n' 'x.voice:1'
unset XDG_CONFIG_HOME

finish
