#include "script/script.h"
#include "command/command.h"
#include "command/reading.h"
#include "options.h"
#include "script/scriptfile.h"

#include <stdio.h>

bool command_script(const struct options *options, char **words, int count, struct err *err)
{
    struct reading reading = {0};
    struct script_options script = options->script;
    struct text out = {0};
    bool good = command_need_book("script", count, err) &&
                reading_open(&reading, options, words[0], true, err);
    script.lexicon = reading.lexicon;
    if (good && scriptfile_write(reading.script, &script, &out, err)) {
        fwrite(out.at, 1, out.bytes, stdout);
        good = command_flush(err);
    } else {
        good = false;
    }
    text_release(&out);
    reading_close(&reading);
    return good;
}
