# shellcheck shell=sh source=tests/cli/lib.sh
# Text nobody wrote for reading: no crash, no hang, memory within bounds.
# timeout: 300
. tests/cli/lib.sh

# A parsing dump is enough to exercise everything before speech; see DUMP.
dump() {
    run_as sh -c 'ulimit -v 1500000; exec timeout 60 "$0" "$@"' "$LECTERN" --dump=script "$1"
    status 0
    [ -s "$out" ] || bad 'the dump is empty'
}

begin 'one paragraph of 5 MB'
awk 'BEGIN { for (i = 0; i < 100000; i++) printf "Sentence number %d walked on without a break. ", i }' >book.txt
dump book.txt

begin 'one word of 5 MB'
awk 'BEGIN { for (i = 0; i < 100000; i++) printf "abcdefghijklmnopqrstuvwxyzabcdefghijklmnopqrstuvwxyz" }' >book.txt
dump book.txt

begin 'half a million quotation marks'
awk 'BEGIN { printf "A word. "; for (i = 0; i < 500000; i++) printf "\"" ; print " And another word." }' >book.txt
dump book.txt

begin 'half a million opening curly quotes with words'
awk 'BEGIN { for (i = 0; i < 500000; i++) printf "\342\200\234a " ; print "end." }' >book.txt
dump book.txt

begin 'a hundred thousand headings'
awk 'BEGIN { for (i = 1; i <= 100000; i++) printf "CHAPTER %d\n\nText %d.\n\n", i, i }' >book.txt
dump book.txt

begin 'a million empty lines'
awk 'BEGIN { print "Begin."; for (i = 0; i < 1000000; i++) print ""; print "End." }' >book.txt
dump book.txt

begin 'deep nesting of brackets'
awk 'BEGIN { printf "Word "; for (i = 0; i < 300000; i++) printf "(["; print "x." }' >book.txt
dump book.txt

begin 'every byte value'
awk 'BEGIN { for (i = 0; i < 2000; i++) print "Some words to be a text." }' >book.txt
LC_ALL=C awk 'BEGIN { for (i = 1; i < 256; i++) printf "%c", i }' >>book.txt
run_as timeout 60 "$LECTERN" --dump=script book.txt
status 0

finish
