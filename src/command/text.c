/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "base/spill.h"
#include "base/str.h"
#include "base/tty.h"
#include "command/command.h"
#include "command/options.h"
#include "data/language.h"
#include "script/normaliser/normaliser.h"
#include "script/sentences/sentence.h"

#include <errno.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

/* A backslash and an n in an input line mean a line break. */
static void read_escapes(struct view line, struct text *text)
{
    text_clear(text);
    for (size_t i = 0; i < line.bytes; i++) {
        bool escape = line.at[i] == '\\' && i + 1 < line.bytes && line.at[i + 1] == 'n';
        text_add_char(text, escape ? '\n' : line.at[i]);
        i += escape;
    }
}

/* Prints a sentence in one line: white space becomes single blanks. */
static void print_flat(struct view sentence)
{
    bool blank = false;
    sentence = view_trim(sentence);
    for (size_t i = 0; i < sentence.bytes; i++) {
        char c = sentence.at[i];
        bool space = c == ' ' || c == '\n' || c == '\r' || c == '\t';
        if (space && !blank)
            putchar(' ');
        else if (!space)
            putchar(c);
        blank = space;
    }
}

static void print_sentences(const struct sentence_rules *rules, const struct text *text)
{
    struct offsets ends = {0};
    sentence_split(rules, text_view(text), &ends);
    for (size_t i = 0, start = 0; i < ends.count; start = ends.at[i++]) {
        if (i > 0)
            putchar('\t');
        print_flat(view_part(text_view(text), start, ends.at[i]));
    }
    spill_free(ends.at);
}

static void print_spoken(const struct norm_rules *rules, const struct text *text)
{
    struct text spoken = {0};
    struct norm_input input = {.text = text_view(text), .end = text->bytes};
    normalise(rules, &input, &spoken, NULL);
    fwrite(text_view(&spoken).at, 1, spoken.bytes, stdout);
    text_release(&spoken);
}

static bool is_utf8(struct view text)
{
    for (size_t at = 0; at < text.bytes;) {
        size_t before = at;
        if (rune_next(text, &at) == RUNE_BAD && at == before + 1) /* U+FFFD itself has three */
            return false;
    }
    return true;
}

bool command_text(const struct options *options, char **words, int count, struct err *err)
{
    bool sentences = count == 1 && strcmp(words[0], "sentences") == 0;
    if (!sentences && (count != 1 || strcmp(words[0], "spoken") != 0))
        return err_set(err, ERR_USAGE, "write: lectern text spoken, or: lectern text sentences");
    const char *language = options->book.language != NULL ? options->book.language : "en";
    struct languages *languages = languages_new();
    struct sentence_rules *sentence_rules = sentence_rules_load(languages, language, err);
    struct norm_rules *say_rules =
        sentence_rules != NULL ? norm_rules_load(languages, language, err) : NULL;
    struct text text = {0};
    char *line = NULL;
    size_t capacity = 0;
    ssize_t bytes;
    size_t number = 0;
    bool warned = false;
    while (say_rules != NULL && (bytes = getline(&line, &capacity, stdin)) > 0) {
        while (bytes > 0 && (line[bytes - 1] == '\n' || line[bytes - 1] == '\r'))
            bytes--;
        number++;
        read_escapes((struct view){line, (size_t)bytes}, &text);
        if (!warned && !is_utf8(text_view(&text))) {
            tty_warn("line %zu is not UTF-8: what is no letter in it is left out", number);
            warned = true;
        }
        if (sentences)
            print_sentences(sentence_rules, &text);
        else
            print_spoken(say_rules, &text);
        putchar('\n');
        fflush(stdout);
    }
    bool good = say_rules != NULL;
    if (good && ferror(stdin))
        good = err_set(err, ERR_INPUT, "standard input: %s", strerror(errno));
    good = good && command_flush(err);
    free(line);
    text_release(&text);
    sentence_rules_free(sentence_rules);
    norm_rules_free(say_rules);
    languages_free(languages);
    return good;
}
