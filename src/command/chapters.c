#include "book/book.h"
#include "command/choice.h"
#include "command/command.h"
#include "command/overview.h"
#include "options.h"
#include "script/script.h"
#include "script/voice.h"

#include <stdio.h>
#include <stdlib.h>

bool command_chapters(const struct options *options, char **words, int count, struct err *err)
{
    if (!command_need_book("chapters", count, err))
        return false;
    struct script *script = NULL;
    struct voices *voices = NULL;
    bool *chosen = NULL;
    struct book *book = book_read(words[0], &options->book, err);
    if (book != NULL)
        chosen = choice_make(options, book->chapter_count, err);
    if (chosen != NULL)
        voices = voices_load(err);
    if (voices != NULL)
        script = script_make(book, voices, &options->script, err);
    bool good = script != NULL;
    if (good) {
        script_keep_chapters(script, chosen);
        overview_print_chapters(script, &options->speech, stdout);
        good = command_flush(err);
    }
    script_free(script);
    voices_free(voices);
    free(chosen);
    book_free(book);
    return good;
}
