/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * The zip around an EPUB. The input is
 *   - "PK...": the zip itself; a small whole one is where the fuzzer starts;
 *   - "M" and lines "NAME=TEXT": members added to a small EPUB, in front of its own; or
 *   - changes to the small one, each two bytes of offset and one of value.
 */
#include "epub_member.h"

size_t LLVMFuzzerMutate(uint8_t *bytes, size_t count, size_t most);
size_t LLVMFuzzerCustomMutator(uint8_t *bytes, size_t count, size_t most, unsigned seed);

/* Now and then the small EPUB as it is, since no text file can be a seed of that kind. */
size_t LLVMFuzzerCustomMutator(uint8_t *bytes, size_t count, size_t most, unsigned seed)
{
    if (seed % 64 != 0)
        return LLVMFuzzerMutate(bytes, count, most);
    struct text zip = fuzz_epub("", NULL, 0);
    count = zip.bytes < most ? zip.bytes : most;
    memcpy(bytes, zip.at, count);
    text_release(&zip);
    return LLVMFuzzerMutate(bytes, count, most);
}

static struct text with_members(struct view lines)
{
    struct epub_maker maker = {0};
    struct view line;
    struct text name = {0};
    while (maker.count < 100 && view_next_line(&lines, &line)) {
        size_t sign = view_find(line, "=", 0);
        text_clear(&name);
        text_add_view(&name, view_part(line, 0, sign));
        text_add_char(&name, '\0');
        struct view text = view_part(line, sign + 1, line.bytes);
        epub_add_bytes(&maker, name.at, text.at, text.bytes);
    }
    text_release(&name);
    for (size_t i = 0; i < sizeof fuzz_members / sizeof fuzz_members[0]; i++)
        epub_add(&maker, fuzz_members[i].name, fuzz_members[i].text);
    return epub_finish(&maker);
}

static struct text changed(const uint8_t *bytes, size_t count)
{
    struct text zip = fuzz_epub("", NULL, 0);
    for (size_t i = 0; i + 3 <= count && i < 90; i += 3)
        zip.at[(size_t)(bytes[i] << 8 | bytes[i + 1]) % zip.bytes] = (char)bytes[i + 2];
    return zip;
}

int LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t count)
{
    struct text zip = {0};
    struct view input = {(const char *)bytes, count};
    if (view_starts(input, "PK"))
        text_add_view(&zip, input);
    else if (view_starts(input, "M"))
        zip = with_members(view_part(input, 1, input.bytes));
    else
        zip = changed(bytes, count);
    return fuzz_epub_read(zip, 0);
}
