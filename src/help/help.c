/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "help/help.h"

#include "base/nearest.h"
#include "base/str.h"
#include "command/command.h"
#include "command/options.h"
#include "speech/espeak.h"

#include <stdio.h>
#include <string.h>

/* In columns, for terminals with 80; COLUMN is where the words of a short list begin. */
enum { HELP_INDENT = 8, HELP_WIDTH = 78, HELP_COLUMN = 26 };

/* Prints words in lines of at most HELP_WIDTH columns, indented by HELP_INDENT. */
static void print_wrapped(const char *words)
{
    int column = 0;
    while (*words != '\0') {
        int length = (int)strcspn(words, " ");
        if (column > 0 && column + 1 + length > HELP_WIDTH) {
            putchar('\n');
            column = 0;
        }
        column += printf("%*s%.*s", column == 0 ? HELP_INDENT : 1, "", length, words);
        words += length;
        words += strspn(words, " ");
    }
    putchar('\n');
}

static void print_option(const struct option_text *option)
{
    char letter[] = {'-', option->letter, ',', '\0'};
    printf("  %3s --%s%s%s\n", option->letter != 0 ? letter : "", option->name,
           option->argument != NULL ? " " : "", option->argument != NULL ? option->argument : "");
    print_wrapped(option->help);
}

/* Options under their headings: all of them, or with `command` those that it takes. */
static void print_options(const char *command)
{
    struct option_text option;
    const char *heading = NULL;
    for (size_t i = 0; options_describe(i, &option); i++) {
        if (option.name == NULL)
            heading = option.help;
        if (option.name == NULL || (command != NULL && !help_takes(command, option.name)))
            continue;
        if (heading != NULL)
            printf("\n%s:\n", heading);
        heading = NULL;
        print_option(&option);
    }
}

static void print_use(const char *arguments, const char *help)
{
    printf("  lectern %s\n", arguments);
    print_wrapped(help);
}

static void print_all(void)
{
    struct help_command command;
    char use[128];
    fputs("lectern reads a book aloud into one MP3 with chapters.\n\nUsage:\n", stdout);
    print_use("[OPTIONS] BOOK", "write BOOK.mp3 next to the book");
    print_use("[OPTIONS] BOOK... -o DIR/", "write the MP3 of each book into DIR");
    for (size_t i = 0; help_command_at(i, &command); i++) {
        snprintf(use, sizeof use, "%s%s", command.name, command.arguments);
        print_use(use, command.help);
    }
    fputs("  BOOK may be - for standard input.\n", stdout);
    print_options(NULL);
    fputs("\nExit status:\n"
          "  0 success, 1 the system failed, 2 wrong usage, 3 the input cannot be read,\n"
          "  4 the output cannot be written, 5 voices or data are missing,\n"
          "  6 some text could not be spoken, 7 some of several books failed.\n",
          stdout);
}

/* A line of the short help: as much of the words as fits, to the end of a phrase where there is
 * one. */
static void print_short(const char *name, const char *words)
{
    size_t width = HELP_WIDTH - HELP_COLUMN, bytes = strlen(words), shown = 0;
    for (size_t i = 0; i <= bytes && i <= width; i++) {
        bool phrase = words[i] == ';' || words[i] == '(' || words[i] == ':' || i == bytes ||
                      (words[i] == ',' && words[i + 1] == ' ');
        if (phrase)
            shown = i;
        if (phrase && words[i] != ',')
            break;
    }
    for (size_t i = 0; shown == 0 && i <= width && i <= bytes; i++)
        if (words[i] == ' ' || words[i] == '\0')
            bytes = i;
    shown = shown == 0 ? bytes : shown;
    while (shown > 0 && words[shown - 1] == ' ')
        shown--;
    printf("  %-*s%.*s\n", HELP_COLUMN - 2, name, (int)shown, words);
}

/* Chosen: what a first book needs. With the rest it fits a screen of 24 lines. */
static void print_screen(void)
{
    static const char *const first[] = {"output", "voice",        "rate",    "language",
                                        "read",   "single-voice", "lexicon", "dry-run"};
    struct help_command command;
    struct option_text option;
    char name[64];
    fputs("Usage: lectern [OPTIONS] BOOK                 reads it aloud into BOOK.mp3\n"
          "       lectern [OPTIONS] BOOK... -o DIR/      an MP3 of each\n",
          stdout);
    for (size_t word = 0; word < sizeof first / sizeof first[0]; word++)
        for (size_t i = 0; options_describe(i, &option); i++) {
            if (option.name == NULL || strcmp(option.name, first[word]) != 0)
                continue;
            char letter[] = {'-', option.letter, ',', ' ', '\0'};
            snprintf(name, sizeof name, "%s--%s%s%s", option.letter != 0 ? letter : "", option.name,
                     option.argument != NULL ? " " : "",
                     option.argument != NULL ? option.argument : "");
            print_short(name, option.help);
        }
    fputs("Commands (lectern COMMAND ...):\n", stdout);
    for (size_t i = 0; help_command_at(i, &command); i++) {
        snprintf(name, sizeof name, "%s%s", command.name, command.arguments);
        print_short(name, command.help);
    }
    fputs("All options: lectern --help all; of a command: lectern COMMAND --help\n", stdout);
}

static void print_command(const struct help_command *command)
{
    char use[128];
    fputs("Usage:\n", stdout);
    snprintf(use, sizeof use, "%s%s%s", "[OPTIONS] ", command->name, command->arguments);
    print_use(use, command->help);
    print_options(command->name);
}

bool command_help(const struct options *options, char **words, int count, struct err *err)
{
    (void)options;
    struct help_command command;
    struct nearest nearest = {.wanted = view_of(count > 0 ? words[0] : "")};
    if (count == 0) {
        print_screen();
        return command_flush(err);
    }
    nearest_offer(&nearest, "all");
    for (size_t i = 0; help_command_at(i, &command); i++) {
        nearest_offer(&nearest, command.name);
        if (strcmp(command.name, words[0]) == 0) {
            print_command(&command);
            return command_flush(err);
        }
    }
    if (strcmp(words[0], "all") == 0) {
        print_all();
        return command_flush(err);
    }
    const char *slip = nearest_slip(&nearest);
    return err_set(
        err, ERR_USAGE,
        "there is no command \"%s\"%s%s%s; lectern help lists them, and lectern help all "
        "every option",
        words[0], slip != NULL ? "; did you mean lectern help " : "", slip != NULL ? slip : "",
        slip != NULL ? "?" : "");
}

bool command_version(const struct options *options, char **words, int count, struct err *err)
{
    (void)options;
    if (count > 0)
        return err_set(err, ERR_USAGE, "the command version takes no words (\"%s\")", words[0]);
    printf("lectern %s, eSpeak NG %s\n", LECTERN_VERSION, espeak_version());
    return command_flush(err);
}
