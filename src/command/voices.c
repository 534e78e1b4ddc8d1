/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "base/nearest.h"
#include "base/str.h"
#include "command/command.h"
#include "command/options.h"
#include "script/casting/voice.h"

#include <ctype.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

struct listing {
    const char *section;
    int column;
};

/* Names in lines of 78 columns. */
static void list_name(void *context, const char *section, const char *name)
{
    struct listing *listing = context;
    int bytes = (int)strlen(name);
    if (listing->section == NULL || strcmp(listing->section, section) != 0) {
        printf("%s\n%s\n", listing->column > 0 ? "\n" : "",
               strcmp(section, "variants") == 0
                   ? "Of eSpeak NG, to be asked for by name:"
                   : "Each of them or none, after a language of eSpeak NG (en-us+f3):");
        listing->column = 0;
    }
    listing->section = section;
    if (listing->column > 0 && listing->column + 2 + bytes > 78) {
        putchar('\n');
        listing->column = 0;
    }
    listing->column += printf("%s%s", listing->column > 0 ? ", " : "  ", name);
}

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

static bool is_asked_for(const struct voice *voice, char **words, int count)
{
    for (int i = 0; i < count; i++)
        if (strcmp(voice->name, words[i]) == 0)
            return true;
    return count == 0;
}

/* Finds each of the names, or adds it. */
static bool want_all(struct voices *voices, char **words, int count, struct err *err)
{
    for (int i = 0; i < count; i++) {
        struct nearest nearest = {.wanted = view_of(words[i])};
        if (voices_want(voices, words[i]) >= 0)
            continue;
        for (size_t v = 0; v < voices->count; v++)
            nearest_offer(&nearest, voices->items[v].name);
        return err_set(err, ERR_USAGE,
                       "there is no voice \"%s\"; the nearest is \"%s\", and `lectern voices` "
                       "lists them all",
                       words[i], nearest.best);
    }
    return true;
}

/* Has a cast that names the voices, because they are also of eSpeak NG. */
static void make_script(const struct options *options, const struct voices *voices, char **words,
                        int count, struct text *script)
{
    const char *language = options->book.language != NULL ? options->book.language : "en";
    text_addf(script, "[script]\ntitle = Voices\nlanguage = %s\n[cast]\n", language);
    for (size_t i = 0; count > 0 && i < voices->count; i++)
        if (is_asked_for(&voices->items[i], words, count))
            text_addf(script, "[%s]\nvoice = %s\n", voices->items[i].name, voices->items[i].name);
    text_add_str(script, "[text]\n");
    for (size_t i = 0; i < voices->count; i++) {
        const struct voice *voice = &voices->items[i];
        if (!is_asked_for(voice, words, count) || (count == 0 && !voice_speaks(voice, language)))
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
    if ((options->output != NULL || count > 0) && options->say == NULL)
        return err_set(err, ERR_USAGE,
                       "the command voices only lists the voices; to hear them, write: lectern "
                       "voices %s%s--say TEXT -o %s",
                       count > 0 ? words[0] : "", count > 0 ? " " : "",
                       options->output != NULL ? options->output : "voices.mp3");
    struct voices *voices = voices_load(err);
    struct text script = {0};
    if (voices == NULL)
        return false;
    bool good = (options_voices(options) == NULL ||
                 voices_add_folder(voices, options_voices(options), err)) &&
                want_all(voices, words, count, err);
    if (!good) {
        voices_free(voices);
        return false;
    }
    if (options->say != NULL) {
        make_script(options, voices, words, count, &script);
        good = command_render_text(options, "voices", &script, err);
    } else {
        for (size_t i = 0; i < voices->count; i++)
            list_voice(&voices->items[i]);
        voices_list_espeak(list_name, &(struct listing){0});
        putchar('\n');
        good = command_flush(err);
    }
    text_release(&script);
    voices_free(voices);
    return good;
}
