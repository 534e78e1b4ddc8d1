/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * Whatever became a book becomes a script: sentences, quotations, speakers, numbers. Then it is
 * printed as `lectern segment` does. The last byte of the input also chooses the options.
 */
#include "fuzz.h"

#include "script/casting/voice.h"
#include "script/script.h"
#include "script/write/segments.h"

int LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t count)
{
    static struct voices *voices; /* read once */
    static FILE *nowhere;
    struct err err = {0};
    if (voices == NULL)
        voices = voices_load(&err);
    if (nowhere == NULL)
        nowhere = fopen("/dev/null", "w");
    fuzz_need(voices != NULL && nowhere != NULL, &err);
    struct book *book = fuzz_book(bytes, count);
    if (book != NULL && book_check(book, &err)) { /* else it is fuzz_book's find */
        struct script_options options = script_defaults;
        options.single_voice = bytes[count - 1] % 8 == 1;
        options.one_language = bytes[count - 1] % 8 == 2;
        options.margin = bytes[count - 1] % 8 == 3 ? 90 : options.margin;
        struct script *script = script_make(book, voices, &options, &err);
        fuzz_need_or(script != NULL, ERR_INPUT, &err); /* a script file may be wrong */
        fuzz_need(script == NULL || script_check(script, &err), &err);
        if (script != NULL)
            segments_write(script, NULL, nowhere);
        script_free(script);
    }
    book_free(book);
    return 0;
}
