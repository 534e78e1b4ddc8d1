/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Any bytes as FictionBook. */
#include "book/fb2/fb2.h"
#include "fuzz.h"

int LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t count)
{
    fuzz_read(fb2_read, bytes, count);
    return 0;
}
