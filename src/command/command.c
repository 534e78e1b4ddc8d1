/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "command/command.h"
#include "base/file.h"
#include "base/str.h"
#include "command/options.h"

#include <errno.h>
#include <signal.h>
#include <stdio.h>
#include <string.h>

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

bool command_print(const struct options *options, const char *book_path, const struct text *result,
                   struct err *err)
{
    const char *target = options->output;
    struct file_out out;
    if (target == NULL || strcmp(target, "-") == 0) {
        fwrite(result->at, 1, result->bytes, stdout);
        return command_flush(err);
    }
    if (strcmp(book_path, "-") != 0 && file_same(book_path, target))
        return err_set(err, ERR_USAGE, "%s: is the book itself; give another file name with -o",
                       target);
    command_catch_signals();
    if (!file_create(&out, target, err))
        return false;
    bool good = file_write(&out, result->at, result->bytes, err);
    if (good && command_stopped())
        good = err_set(err, ERR_SYSTEM, "stopped by a signal");
    if (good)
        return file_commit(&out, err);
    file_discard(&out);
    return false;
}

bool command_flush(struct err *err)
{
    if (fflush(stdout) == 0 && !ferror(stdout))
        return true;
    return err_set(err, ERR_OUTPUT, "standard output: %s", strerror(errno));
}
