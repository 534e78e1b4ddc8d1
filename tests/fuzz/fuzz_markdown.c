/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Any bytes as Markdown, which fuzz_book takes for something else most of the time. */
#include "book/markdown/markdown.h"
#include "fuzz.h"

int LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t count)
{
    fuzz_read(markdown_read, bytes, count);
    return 0;
}
