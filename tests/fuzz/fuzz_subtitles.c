/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Any bytes as the captions of a film. */
#include "book/subtitles/subtitles.h"
#include "fuzz.h"

int LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t count)
{
    fuzz_read(subtitles_read, bytes, count);
    return 0;
}
