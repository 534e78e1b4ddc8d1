/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Any bytes as a cast file, laid over a small book. */
#include "fuzz.h"

#include "script/casting/castfile.h"
#include "script/casting/voice.h"
#include "script/script.h"
#include "script/write/castfile.h"

#include <string.h>

static const char story[] = "“Stop,” said Anna. “Why?” asked Ben Snow.\n\n"
                            "“I told you,” Anna said.\n\n“No,” said I. “Never,” said Miss Snow.\n";

int LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t count)
{
    static struct voices *voices; /* read once */
    static struct book *book;
    struct err err = {0};
    struct view lines = {(const char *)bytes, count};
    if (voices == NULL)
        voices = voices_load(&err);
    if (book == NULL)
        book = fuzz_book((const uint8_t *)story, strlen(story));
    fuzz_need(voices != NULL && book != NULL, &err);
    struct castfile *cast = castfile_parse("-", 1, lines, voices, &err);
    fuzz_need_or(cast != NULL, ERR_INPUT, &err);
    if (cast != NULL) {
        free(castfile_names(cast));
        struct text out = {0};
        struct script_options options = script_defaults;
        options.cast = cast;
        struct script *script = script_make(book, voices, &options, &err);
        fuzz_need_or(script != NULL, ERR_INPUT, &err);
        fuzz_need(script == NULL || script_check(script, &err), &err);
        if (script != NULL)
            castfile_write(script, true, &out);
        script_free(script);
        text_release(&out);
    }
    castfile_free(cast);
    return 0;
}
