/*
 * lectern: a book becomes one chaptered MP3.
 * Copyright (C) 2026 the lectern authors. Licence: GPL-3.0-or-later, see COPYING.
 */
#include "base/tty.h"
#include "command/command.h"
#include "options.h"
#include "speech/espeak.h"

#include <fcntl.h>
#include <locale.h>
#include <stdio.h>
#include <string.h>
#include <sys/resource.h>
#include <unistd.h>

static const struct {
    const char *name;
    command_function *run;
} commands[] = {
    {"chapters", command_chapters}, {"words", command_words},   {"cast", command_cast},
    {"script", command_script},     {"voices", command_voices}, {"segment", command_segment},
    {"text", command_text},
};

static bool run(const struct options *options, char **words, int count, struct err *err)
{
    for (size_t i = 0; count > 0 && i < sizeof commands / sizeof commands[0]; i++)
        if (strcmp(words[0], commands[i].name) == 0)
            return commands[i].run(options, words + 1, count - 1, err);
    return command_render(options, words, count, err);
}

/* Every voice is a memory file in each language it speaks: the usual soft limit of 1024 may be too
 * few. */
static void allow_files(void)
{
    struct rlimit limit;
    if (getrlimit(RLIMIT_NOFILE, &limit) != 0)
        return;
    limit.rlim_cur = limit.rlim_max;
    setrlimit(RLIMIT_NOFILE, &limit); /* what fails later has a sentence of its own */
}

static void set_up_talk(const struct options *options)
{
    static const enum tty_progress kinds[] = {TTY_PROGRESS_AUTO, TTY_PROGRESS_LINES,
                                              TTY_PROGRESS_NONE};
    tty_setup((enum tty_level)options->verbosity, kinds[options->progress]);
}

/*
 * Whoever started us may have closed a standard stream; the next file opened would get its number,
 * and what is meant for the stream. Each is opened the wrong way round, so that using it still
 * fails.
 */
static void hold_standard_streams(void)
{
    static const int wrong_ways[] = {O_WRONLY, O_RDONLY, O_RDONLY};
    for (int i = 0; i < 3; i++)
        if (fcntl(i, F_GETFD) < 0 && open("/dev/null", wrong_ways[i]) != i)
            return;
}

int main(int argc, char **argv)
{
    struct options options;
    struct err err = {0};
    int count = argc - 1;
    hold_standard_streams();
    /* eSpeak NG needs a UTF-8 locale for nothing, and nothing we write may depend on the user's. */
    setlocale(LC_ALL, "C");
    bool good = options_parse(argv + 1, &count, &options, &err);
    if (good && options.help) {
        options_print_help(stdout);
        good = command_flush(&err);
    } else if (good && options.version) {
        printf("lectern %s, eSpeak NG %s\n", LECTERN_VERSION, espeak_version());
        good = command_flush(&err);
    } else if (good) {
        set_up_talk(&options);
        allow_files();
        good = run(&options, argv + 1, count, &err);
    }
    if (good)
        return 0;
    if (!command_stopped())
        tty_error("%s", err.text);
    command_raise_signal();
    return (int)err.kind;
}
