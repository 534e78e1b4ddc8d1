# SPDX-License-Identifier: GPL-3.0-or-later
# shellcheck shell=sh source=tests/cli/lib.sh
# The built program is hardened as Debian's packages are.
. tests/cli/lib.sh

# What the linker wrote into the program: its type, segments, dynamic section and symbols.
begin 'loaded anywhere, tables read-only, no stack that can run, checked functions'
if ! have readelf; then
    skip 'no readelf'
elif nm "$LECTERN" 2>/dev/null | grep -q -e __asan_init -e __tsan_init -e __msan_init; then
    skip 'built with a sanitizer'
elif nm "$LECTERN" 2>/dev/null | grep -q -e __gcov_; then
    skip 'built for coverage'
else
    readelf -W -h -l -d --dyn-syms "$LECTERN" >"$out" 2>"$err"
    out_says 'Type:                              DYN'
    out_says 'GNU_RELRO'
    out_says 'BIND_NOW'
    grep -q 'FLAGS_1.*PIE' "$out" || bad 'is not an executable that can be loaded anywhere'
    grep -q 'GNU_STACK.* RW ' "$out" || bad 'the stack can be executed'
    grep -q ' RWE ' "$out" && bad 'a segment can be written and executed'
    out_says '__stack_chk_fail'
    # Only optimised code has these.
    case ${CFLAGS:--O2} in
    *-O[123s]*) grep -q '__[a-z]*_chk@' "$out" || bad 'no function is checked (_FORTIFY_SOURCE)' ;;
    esac
fi

finish
