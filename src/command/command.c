/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "command/command.h"
#include "base/file.h"
#include "base/nearest.h"
#include "base/str.h"
#include "command/options.h"

#include <dirent.h>
#include <errno.h>
#include <signal.h>
#include <stdint.h>
#include <stdio.h>
#include <string.h>
#include <unistd.h>

/* Setting this is all that a handler does. */
static volatile sig_atomic_t caught_signal;

static void remember_signal(int number)
{
    caught_signal = number;
}

static const int signal_numbers[] = {SIGINT, SIGTERM, SIGHUP, SIGQUIT};

enum { SIGNAL_COUNT = sizeof signal_numbers / sizeof signal_numbers[0] };

void command_let_signals(void)
{
    caught_signal = 0;
    for (size_t i = 0; i < SIGNAL_COUNT; i++) {
        struct sigaction old;
        if (sigaction(signal_numbers[i], NULL, &old) == 0 && old.sa_handler == remember_signal)
            signal(signal_numbers[i], SIG_DFL);
    }
}

void command_catch_signals(void)
{
    for (size_t i = 0; i < SIGNAL_COUNT; i++) {
        struct sigaction old, own = {.sa_handler = remember_signal};
        /* What our parent ignores (nohup) stays ignored. No SA_RESTART: a signal ends waiting. */
        if (sigaction(signal_numbers[i], NULL, &old) == 0 && old.sa_handler != SIG_IGN)
            sigaction(signal_numbers[i], &own, NULL);
    }
    signal(SIGPIPE, SIG_IGN); /* a closed pipe makes write() fail, which is reported */
    signal(SIGXFSZ, SIG_IGN); /* and so does a file that may not grow further */
}

bool command_stopped(void)
{
    return caught_signal != 0;
}

void command_raise_signal(void)
{
    if (caught_signal == 0)
        return;
    signal(caught_signal, SIG_DFL);
    raise(caught_signal);
}

bool command_need_book(const char *name, int count, struct err *err)
{
    if (count == 1)
        return true;
    const char *blank = name[0] != '\0' ? " " : "";
    return err_set(err, ERR_USAGE,
                   count == 0 ? "no book given; write: lectern%s%s BOOK (see lectern --help)"
                              : "only one book at a time; put a name with spaces in quotes: "
                                "lectern%s%s \"MY BOOK.txt\"",
                   blank, name);
}

/* Chosen: looking through more names takes a while. */
enum { FOLDER_NAMES_MOST = 20000 };

bool command_check_name(const char *path, struct err *err)
{
    const char *slash = strrchr(path, '/');
    struct view folder = {path, slash != NULL ? (size_t)(slash - path) + 1 : 0};
    struct nearest nearest = {.wanted = view_of(path + folder.bytes)};
    struct text place = {0}, best = {0};
    size_t least = SIZE_MAX;
    if (access(path, F_OK) == 0 || errno != ENOENT)
        return true;
    text_addf(&place, "%.*s.", VIEW_ARGS(folder));
    DIR *names = opendir(place.at);
    const struct dirent *entry;
    for (int i = 0; names != NULL && i < FOLDER_NAMES_MOST && (entry = readdir(names)) != NULL;
         i++) {
        nearest.best = NULL;
        nearest_offer(&nearest, entry->d_name);
        if (entry->d_name[0] == '.' || nearest_slip(&nearest) == NULL || nearest.distance > least ||
            (nearest.distance == least && strcmp(entry->d_name, best.at) > 0))
            continue;
        least = nearest.distance;
        text_clear(&best);
        text_add_str(&best, entry->d_name);
    }
    if (names != NULL)
        closedir(names);
    if (best.bytes > 0)
        err_set(err, ERR_INPUT, "%s: no such file or directory; did you mean %.*s%s?", path,
                VIEW_ARGS(folder), best.at);
    text_release(&place);
    text_release(&best);
    return least == SIZE_MAX;
}

static bool write_file(const char *target, struct view bytes, struct err *err)
{
    struct file_out out;
    command_catch_signals();
    if (!file_create(&out, target, err))
        return false;
    bool good = file_write(&out, bytes.at, bytes.bytes, err);
    if (good && command_stopped())
        good = err_set(err, ERR_SYSTEM, "stopped by a signal");
    if (good)
        return file_commit(&out, err);
    file_discard(&out);
    return false;
}

/* Appends what a terminal may have: U+0085 is a line break in disguise. */
static void add_harmless(struct view v, struct text *out)
{
    for (size_t at = 0, start = 0; at < v.bytes; start = at) {
        uint32_t rune = rune_next(v, &at);
        if (rune == 0x85)
            text_add_char(out, ' ');
        else if (rune == '\n' || rune == '\t' || (rune >= ' ' && rune < 0x7F) || rune >= 0xA0)
            text_add(out, v.at + start, at - start);
    }
}

bool command_print(const struct options *options, const struct text *result, struct err *err)
{
    const char *target = options->output;
    struct text harmless = {0};
    add_harmless(text_view(result), &harmless);
    bool good;
    if (target == NULL || strcmp(target, "-") == 0) {
        fwrite(text_view(&harmless).at, 1, harmless.bytes, stdout);
        good = command_flush(err);
    } else {
        good = write_file(target, text_view(&harmless), err);
    }
    text_release(&harmless);
    return good;
}

bool command_flush(struct err *err)
{
    if (fflush(stdout) == 0 && !ferror(stdout))
        return true;
    return err_set(err, ERR_OUTPUT, "standard output: %s", strerror(errno));
}
