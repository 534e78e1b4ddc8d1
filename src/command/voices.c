/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "base/str.h"
#include "command/command.h"
#include "command/options.h"
#include "script/casting/voice.h"

#include <ctype.h>
#include <stdio.h>

static void list_voice(const struct voice *voice)
{
    static const char *const genders[] = {"", "male", "female"};
    static const char *const ages[] = {"", "child", "young", "adult", "old"};
    const char *gender = genders[voice->gender], *age = ages[voice->age];
    char kind[32];
    snprintf(kind, sizeof kind, "%s%s%s", gender, *gender != '\0' && *age != '\0' ? ", " : "", age);
    printf("%-16s %-14s %s%s%s\n", voice->name, kind, voice->description,
           voice->language[0] == '\0' || voice_speaks(voice, "any") ? "" : "; only for ",
           voice->language[0] == '\0' || voice_speaks(voice, "any") ? "" : voice->language);
}

/* Appends text that the script file reader takes literally. */
static void add_plain(struct text *script, struct view text)
{
    for (size_t i = 0; i < text.bytes; i++) {
        unsigned char c = (unsigned char)text.at[i];
        if (ispunct(c))
            text_add_char(script, '\\');
        text_add_char(script, c < ' ' ? ' ' : (char)c);
    }
}

/* Appends the name as it is said: "man-dark" becomes "man dark". */
static void add_name(struct text *script, const char *name)
{
    for (; *name != '\0'; name++)
        text_add_char(script, *name == '-' || *name == '_' ? ' ' : *name);
}

static void make_script(const struct options *options, const struct voices *voices,
                        struct text *script)
{
    const char *language = options->book.language != NULL ? options->book.language : "en";
    text_addf(script, "[script]\ntitle = Voices\nlanguage = %s\n[text]\n", language);
    for (size_t i = 0; i < voices->count; i++) {
        const struct voice *voice = &voices->items[i];
        if (!voice_speaks(voice, language))
            continue;
        text_addf(script, "\n[chapter: %s]\n\n[%s] ", voice->name, voice->name);
        add_name(script, voice->name);
        text_addf(script, ".\n\n[%s] ", voice->name);
        add_plain(script, view_of(options->say));
        text_add_char(script, '\n');
    }
}

bool command_voices(const struct options *options, char **words, int count, struct err *err)
{
    if (count > 0)
        return err_set(err, ERR_USAGE,
                       "the command voices takes no book (\"%s\"); write: lectern voices, or: "
                       "lectern voices --say \"TEXT\" -o voices.mp3",
                       words[0]);
    if (options->output != NULL && options->say == NULL)
        return err_set(err, ERR_USAGE,
                       "the command voices only lists the voices; to hear them, write: lectern "
                       "voices --say TEXT -o %s",
                       options->output);
    struct voices *voices = voices_load(err);
    struct text script = {0};
    if (voices == NULL)
        return false;
    bool good = true;
    if (options->say != NULL) {
        make_script(options, voices, &script);
        good = command_render_text(options, "voices", &script, err);
    } else {
        for (size_t i = 0; i < voices->count; i++)
            list_voice(&voices->items[i]);
        good = command_flush(err);
    }
    text_release(&script);
    voices_free(voices);
    return good;
}
