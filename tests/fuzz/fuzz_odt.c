/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Any bytes as OpenDocument. */
#include "book/odt/odt.h"
#include "fuzz.h"

int LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t count)
{
    fuzz_read(odt_read, bytes, count);
    return 0;
}
