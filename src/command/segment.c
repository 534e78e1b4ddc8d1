#include "book/book.h"
#include "command/command.h"
#include "options.h"
#include "script/script.h"
#include "script/voice.h"

#include <stdio.h>

bool command_segment(const struct options *options, char **words, int count, struct err *err)
{
    if (!command_need_book("segment", count, err))
        return false;
    struct script *script = NULL;
    struct voices *voices = NULL;
    struct book *book = book_read(words[0], &options->book, err);
    if (book != NULL)
        voices = voices_load(err);
    if (voices != NULL)
        script = script_make(book, voices, &options->script, err);
    bool good = script != NULL && book_check(book, err) && script_check(script, err);
    if (good) {
        script_dump(script, stdout);
        good = command_flush(err);
    }
    script_free(script);
    voices_free(voices);
    book_free(book);
    return good;
}
