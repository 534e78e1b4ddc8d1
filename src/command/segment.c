#include "book/book.h"
#include "command/command.h"
#include "command/project.h"
#include "script/script.h"

#include <stdio.h>

bool command_segment(const struct options *options, char **words, int count, struct err *err)
{
    struct reading reading = {0};
    bool good = command_need_book("segment", count, err) &&
                reading_open(&reading, options, words[0], true, err) &&
                book_check(reading.book, err) && script_check(reading.script, err);
    if (good) {
        script_dump(reading.script, reading.chosen, stdout);
        good = command_flush(err);
    }
    reading_close(&reading);
    return good;
}
