#include "command/command.h"
#include "command/options.h"
#include "command/overview.h"
#include "command/project.h"

#include <stdio.h>

bool command_chapters(const struct options *options, char **words, int count, struct err *err)
{
    struct reading reading = {0};
    bool good = command_need_book("chapters", count, err) &&
                reading_open(&reading, options, words[0], false, err);
    if (good) {
        overview_print_chapters(reading.script, &options->speech, reading.chosen, stdout);
        good = command_flush(err);
    }
    reading_close(&reading);
    return good;
}
