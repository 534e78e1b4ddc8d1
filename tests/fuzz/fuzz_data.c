/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Any bytes as a data file: every entry is found again, and the last of a key wins. */
#include "fuzz.h"

#include "data/data.h"

#include <string.h>

int LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t count)
{
    char path[64];
    struct err err = {0};
    int descriptor = fuzz_file(bytes, count, path);
    struct data_file *file = data_read(path, &err);
    close(descriptor);
    fuzz_need_or(file != NULL, ERR_SETUP, &err);
    struct err lost = {.text = "an entry is not found"};
    for (size_t i = 0; file != NULL && i < file->count; i++) {
        const struct data_entry *entry = &file->entries[i];
        fuzz_need(data_find(file, entry->section, entry->key, strlen(entry->key)) != NULL, &lost);
        fuzz_need(i >= 64 || data_next(file, entry->section, 0) <= i, &lost);
    }
    data_free(file);
    return 0;
}
