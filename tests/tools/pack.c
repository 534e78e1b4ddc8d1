/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * Packs an EPUB for the command-line tests, from the files of a folder.
 *
 *     pack BOOK.epub FILE...      members are stored under the names as given
 */
#include "../epub_maker.h"
#include "base/file.h"

#include <stdio.h>

int main(int argc, char **argv)
{
    struct epub_maker maker = {0};
    struct err err;
    for (int i = 2; i < argc; i++) {
        struct text bytes = {0};
        if (!file_read(argv[i], 1 << 28, &bytes, &err)) {
            fprintf(stderr, "pack: %s\n", err.text);
            return 1;
        }
        epub_add_bytes(&maker, argv[i], bytes.bytes > 0 ? bytes.at : "", bytes.bytes);
        text_release(&bytes);
    }
    struct text zip = epub_finish(&maker);
    FILE *out = argc > 1 ? fopen(argv[1], "wb") : NULL;
    bool good = out != NULL && fwrite(zip.at, 1, zip.bytes, out) == zip.bytes;
    good = out != NULL && fclose(out) == 0 && good;
    text_release(&zip);
    return good ? 0 : 1;
}
