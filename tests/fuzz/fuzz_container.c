/*
 * A small EPUB with some of its bytes changed: the input is a list of changes, each two bytes of
 * offset and one of value; from "PK" on, the input itself is the zip.
 */
#include "epub_member.h"

int LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t count)
{
    struct text zip = fuzz_epub("", NULL, 0);
    if (count > 2 && memcmp(bytes, "PK", 2) == 0) {
        text_clear(&zip);
        text_add(&zip, (const char *)bytes, count);
    }
    for (size_t i = 0; i + 3 <= count && i < 90 && bytes[0] != 'P'; i += 3)
        zip.at[(size_t)(bytes[i] << 8 | bytes[i + 1]) % zip.bytes] = (char)bytes[i + 2];
    return fuzz_epub_read(zip, 0);
}
