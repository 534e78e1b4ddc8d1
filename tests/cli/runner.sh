# SPDX-License-Identifier: GPL-3.0-or-later
# shellcheck shell=sh source=tests/cli/lib.sh
# The runner itself: a test that cannot fail is worth nothing, so a runner that cannot is worth less.
. tests/cli/lib.sh

# fake NAME: a test script from standard input; runner: runs a copy of tests/run over the fakes.
fake() {
    mkdir -p tests/cli
    cat >"tests/cli/$1.sh"
}

runner() {
    cp "$root/tests/run" tests/run
    run_as env BUILD=build sh tests/run "$@"
    last=$(tail -n 1 "$out")
}

ends() {
    [ "$last" = "$1" ] || bad "last line is \"$last\", wanted \"$1\""
}

begin 'passes and skips are counted'
fake a <<'END'
echo 1..3; echo "ok 1 - one"; echo "ok 2 - two"; echo "ok 3 - three # SKIP no moon tonight"
END
runner
status 0
out_says 'no moon tonight'
out_says '1 skipped'
ends '2 passed, 0 failed'

begin 'a failure is counted and its lines are shown'
fake a <<'END'
echo 1..2; echo "# saw 5, wanted 4"; echo "not ok 1 - sums"; echo "ok 2 - rest"; exit 1
END
runner
status 1
out_says 'saw 5, wanted 4'
out_says 'not ok tests/cli/a.sh: sums'
ends '1 passed, 1 failed'

begin 'a crash, a missing plan, a short plan, a bad status fail'
echo 'kill -SEGV $$' | fake a
echo 'echo "ok 1 - one"' | fake b
echo 'echo 1..2; echo "ok 1 - one"' | fake c
echo 'echo 1..1; echo "ok 1 - one"; exit 3' | fake d
runner
status 1
ends '3 passed, 4 failed'

begin 'a hanging test is ended'
echo 'sleep 50' | fake a
TEST_TIMEOUT_S=1
export TEST_TIMEOUT_S
runner
unset TEST_TIMEOUT_S
status 1
out_says 'did not end within 1 s'
ends '0 passed, 1 failed'

begin 'nothing to run is a failure'
fake a </dev/null
rm tests/cli/a.sh
runner
status 1
ends '0 passed, 0 failed'

begin 'a pattern chooses'
echo 'echo 1..1; echo "ok 1 - one"' | fake apple
echo 'echo 1..1; echo "not ok 1 - one"' | fake pear
runner apple
status 0
ends '1 passed, 0 failed'

finish
