/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * lectern: a book becomes one chaptered MP3.
 * Copyright (C) 2026 the lectern authors. Licence: GPL-3.0-or-later, see COPYING.
 *
 * Parses the command line, runs a command and turns its error into a message and an exit status.
 * The table of commands is made from COMMANDS in command/command.h; a new command is a row there.
 */
#include "base/mem.h"
#include "base/nearest.h"
#include "base/str.h"
#include "base/tty.h"
#include "command/command.h"
#include "command/options.h"

#include <fcntl.h>
#include <locale.h>
#include <string.h>
#include <sys/resource.h>
#include <unistd.h>

#define COMMAND_ROW(name, arguments, only_prints, help)                                            \
    {#name, arguments, command_##name, only_prints},

static const struct command {
    const char *name, *arguments;
    command_function *run;
    bool only_prints; /* on standard output: -o is no use */
} commands[] = {COMMANDS(COMMAND_ROW)};

enum { COMMAND_COUNT = sizeof commands / sizeof commands[0] };

static const struct command *find_command(const char *word)
{
    for (size_t i = 0; word != NULL && i < COMMAND_COUNT; i++)
        if (strcmp(word, commands[i].name) == 0)
            return &commands[i];
    return NULL;
}

/* False for a first word that is not a file but nearly a command. */
static bool check_not_misspelt(const char *word, struct err *err)
{
    struct nearest nearest = {.wanted = view_of(word)};
    for (size_t i = 0; i < COMMAND_COUNT; i++)
        nearest_offer(&nearest, commands[i].name);
    const char *slip = nearest_slip(&nearest);
    if (slip == NULL || access(word, F_OK) == 0)
        return true;
    return err_set(err, ERR_USAGE,
                   "\"%s\" is neither a file nor a command; did you mean lectern %s?", word, slip);
}

/* An option that no command takes, if there is one. */
static const char *shelf_option(const struct options *options)
{
    if (options->output_dir != NULL)
        return "--output-dir";
    if (options->name != NULL && options->profile == NULL) /* which may bring one along */
        return "--name";
    if (options->files_from != NULL)
        return "--files-from";
    return options->recursive ? "--recursive" : options->nul_separated ? "--null" : NULL;
}

static const char *info_option(const struct options *options)
{
    return options->picture != NULL ? "--picture"
           : options->json          ? "--json"
           : options->measure       ? "--measure"
                                    : NULL;
}

static bool run(const struct options *options, char **words, int count, struct err *err)
{
    const struct command *command = count > 0 ? find_command(words[0]) : NULL;
    if (options->say != NULL && (command == NULL || command->run != command_voices))
        return err_set(
            err, ERR_USAGE,
            "--say works only with the command voices; write: lectern voices --say TEXT");
    if (info_option(options) != NULL && (command == NULL || command->run != command_info))
        return err_set(err, ERR_USAGE,
                       "%s works only with the command info; write: lectern info %s%s FILE.mp3",
                       info_option(options), info_option(options),
                       options->picture != NULL ? " FILE.svg" : "");
    if (command != NULL && shelf_option(options) != NULL)
        return err_set(err, ERR_USAGE, "%s is for rendering several books, not for the command %s",
                       shelf_option(options), command->name);
    if (command == NULL)
        return (count == 0 || check_not_misspelt(words[0], err)) &&
               (count != 1 || command_check_name(words[0], err)) &&
               command_render(options, words, count, err);
    if (options->output != NULL && command->only_prints)
        return err_set(
            err, ERR_USAGE,
            "the command %s writes to standard output and takes no -o; write: lectern %s ... > %s",
            command->name, command->name, options->output);
    bool takes_file =
        strstr(command->arguments, " BOOK") != NULL || strstr(command->arguments, " FILE") != NULL;
    if (count == 2 && takes_file && !command_check_name(words[1], err))
        return false;
    if (options->say == NULL)
        command_confine(options, words + 1, count - 1);
    return command->run(options, words + 1, count - 1, err);
}

/* Every voice is a memory file for each language of the book, which may exceed the usual soft limit
 * of 1,024 open files. */
static void allow_files(void)
{
    struct rlimit limit;
    if (getrlimit(RLIMIT_NOFILE, &limit) != 0)
        return;
    limit.rlim_cur = limit.rlim_max;
    setrlimit(RLIMIT_NOFILE, &limit); /* a failure is reported when a file cannot be opened */
}

static void set_up_messages(const struct options *options)
{
    static const enum tty_progress kinds[] = {TTY_PROGRESS_AUTO, TTY_PROGRESS_LINES,
                                              TTY_PROGRESS_NONE};
    tty_setup((enum tty_level)options->verbosity, kinds[options->progress]);
}

/*
 * Our parent may have closed a standard stream. The next file we open would then get its number,
 * and output meant for the stream. So each closed one is opened in the wrong direction, and using
 * it still fails.
 */
static bool hold_standard_streams(void)
{
    static const int wrong_ways[] = {O_WRONLY, O_RDONLY, O_RDONLY};
    for (int i = 0; i < 3; i++)
        if (fcntl(i, F_GETFD) < 0 && open("/dev/null", wrong_ways[i]) != i)
            return false;
    return true;
}

int main(int argc, char **argv)
{
    struct options options;
    struct err err = {0};
    int count = argc - 1;
    mem_guard_libraries();
    if (!hold_standard_streams())
        return ERR_SYSTEM; /* there is nowhere to say so */
    /* Nothing we write may depend on the user's locale, and eSpeak NG does not need a UTF-8 one. */
    setlocale(LC_ALL, "C");
    bool good = options_parse(argv + 1, &count, &options, &err);
    if (good && options.help) {
        bool topic = count > 0 && (find_command(argv[1]) != NULL || strcmp(argv[1], "all") == 0);
        good = command_help(&options, argv + 1, topic ? 1 : 0, &err);
    } else if (good && options.version) {
        good = command_version(&options, NULL, 0, &err);
    } else if (good) {
        set_up_messages(&options);
        allow_files();
        good = run(&options, argv + 1, count, &err);
    }
    options_release(&options);
    if (good)
        return 0;
    if (!command_stopped() && err.text[0] != '\0') /* see base/outlet.h */
        tty_error("%s", err.text);
    command_raise_signal();
    return (int)err.kind;
}
