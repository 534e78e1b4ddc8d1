/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * Any bytes as a script file: tags, its cast, its pauses. What was made of it is written as a
 * script file again, which reads it back and compares.
 */
#include "book/read/read.h"
#include "fuzz.h"

#include "book/scriptfile/scriptfile.h"
#include "script/casting/voice.h"
#include "script/script.h"
#include "script/write/castfile.h"
#include "script/write/scriptfile.h"

#include <string.h>

/* As it is when it has a first line, else below a first part. */
static struct text whole(const uint8_t *bytes, size_t count)
{
    struct text text = {0};
    if (count < 8 || memcmp(bytes, "[script]", 8) != 0)
        text_add_str(&text, "[script]\n[cast]\n[Anna]\nvoice = man-warm\n[Ben]\n[text]\n");
    text_add(&text, (const char *)bytes, count);
    return text;
}

int LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t count)
{
    static struct voices *voices; /* read once */
    struct err err = {0};
    struct text out = {0}, file = whole(bytes, count);
    if (voices == NULL)
        voices = voices_load(&err);
    fuzz_need(voices != NULL, &err);
    struct book_options options = {0};
    struct book *book = book_from_script("-", &file, &options, &err);
    fuzz_need_or(book != NULL, ERR_INPUT, &err);
    fuzz_need(book == NULL || book_check(book, &err), &err);
    struct script *script = NULL;
    if (book != NULL) {
        script = script_make(book, voices, &script_defaults, &err);
        fuzz_need_or(script != NULL, ERR_INPUT, &err);
    }
    if (script != NULL) {
        fuzz_need(script_check(script, &err), &err);
        castfile_write(script, true, &out);
        text_clear(&out);
        fuzz_need(scriptfile_write(script, &script_defaults, NULL, &out, &err), &err);
    }
    script_free(script);
    book_free(book);
    text_release(&out);
    text_release(&file);
    return 0;
}
